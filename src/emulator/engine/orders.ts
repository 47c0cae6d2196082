import type { models } from '@polar-sh/sdk/2026-10';
import type { OrderRow, SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { emit } from '../webhooks/emit.ts';
import { dueAmount, toOrder } from '../wire/order.ts';
import { balanceOf, moveBalance, reduceBalance } from './balance.ts';
import type { Line } from './billing-entries.ts';
import { discountOf } from './discounts.ts';
import { computeOrder } from './order-amounts.ts';
import { organizationOf } from './organization.ts';

/** What an order is made of. */
export interface NewOrder {
  subscription: SubscriptionRow;
  lines: readonly Line[];
  reason: models.OrderBillingReason;
  checkoutId: string | null;
}

/** Writes an order under a new `modified_at`. */
export function saveOrder(transaction: Transaction, row: OrderRow): OrderRow {
  return transaction.put('orders', { ...row, modified_at: transaction.stamp() });
}

function nextInvoiceNumber(transaction: Transaction, customerId: string): string {
  const customer = transaction.need('customers', customerId);
  transaction.put('customers', { ...customer, next_invoice: customer.next_invoice + 1 });
  const { slug } = organizationOf(transaction);
  return `${slug.toUpperCase()}-${customer.short_id}-${String(customer.next_invoice).padStart(4, '0')}`;
}

/** Makes a pending order of lines, moves the customer's balance, and tells of it. */
export function createOrder(transaction: Transaction, input: NewOrder): OrderRow {
  const { subscription, lines, reason, checkoutId } = input;
  const invoiceNumber = nextInvoiceNumber(transaction, subscription.customer_id);
  const customer = transaction.need('customers', subscription.customer_id);
  const { currency } = subscription;
  const discount = discountOf(transaction, subscription);
  const { amounts, balance } = computeOrder(lines, {
    country: customer.billing_address?.country ?? null,
    taxBehavior: subscription.tax_behavior,
    balance: balanceOf(customer, currency),
    currency,
    discount,
  });
  const created_at = transaction.stamp();
  const row = transaction.put('orders', {
    id: transaction.newId(),
    created_at,
    modified_at: null,
    status: 'pending',
    ...amounts,
    currency,
    billing_reason: reason,
    billing_name: customer.billing_name ?? customer.name,
    billing_address: customer.billing_address,
    invoice_number: invoiceNumber,
    invoice: null,
    invoice_requested_at: null,
    receipt_number: null,
    customer_id: customer.id,
    product_id: subscription.product_id,
    description: transaction.need('products', subscription.product_id).name,
    discount_id: discount?.id ?? null,
    seats: subscription.seats ?? null,
    units: subscription.units,
    refunded_amount: 0,
    refunded_tax_amount: 0,
    subscription_id: subscription.id,
    checkout_id: checkoutId,
    next_payment_attempt_at: null,
    failed_attempts: 0,
    payment_lock_acquired_at: null,
    paid_at: null,
    metadata: subscription.metadata,
    items: toItems(transaction, lines, created_at, amounts.tax_amount),
  });
  moveBalance(transaction, row, balance - balanceOf(customer, currency), 'order');
  emit(transaction, 'order.created', () => toOrder(transaction, row));
  return row;
}

// The order's tax is computed once; the lines show it split by amount, the last one taking what rounding leaves.
function toItems(
  transaction: Transaction,
  lines: readonly Line[],
  created_at: string,
  tax: number,
): models.OrderItemSchema[] {
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0);
  let left = tax;
  return lines.map((line, index) => {
    const isLast = index === lines.length - 1;
    const share = isLast || subtotal === 0 ? left : Math.trunc((tax * line.amount) / subtotal);
    left -= share;
    return { ...line, id: transaction.newId(), created_at, modified_at: null, tax_amount: share };
  });
}

/** Marks an order as paid and tells of it. */
export function markPaid(transaction: Transaction, order: OrderRow): OrderRow {
  const paid = saveOrder(transaction, {
    ...order,
    status: 'paid',
    paid_at: transaction.now,
    next_payment_attempt_at: null,
    payment_lock_acquired_at: null,
    receipt_number: order.invoice_number?.replace(/^.*(?=-\w+-\d+$)/, 'RCPT') ?? null,
  });
  emit(transaction, 'order.updated', () => toOrder(transaction, paid));
  emit(transaction, 'order.paid', () => toOrder(transaction, paid));
  return paid;
}

/** Gives up on an order and tells of it; what its customer has on balance pays for it as far as it goes. */
export function voidOrder(transaction: Transaction, order: OrderRow): OrderRow {
  reduceBalance(transaction, order, dueAmount(order), 'void');
  const voided = saveOrder(transaction, { ...order, status: 'void', next_payment_attempt_at: null });
  emit(transaction, 'order.updated', () => toOrder(transaction, voided));
  return voided;
}

/** Gives up on the pending orders of a subscription that ended. */
export function voidPendingOrders(transaction: Transaction, subscriptionId: string): void {
  const { customer_id } = transaction.need('subscriptions', subscriptionId);
  for (const order of transaction.by('orders', 'pending_customer_id', customer_id)) {
    if (order.subscription_id === subscriptionId) voidOrder(transaction, order);
  }
}
