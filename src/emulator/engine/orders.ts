import type { models } from '@polar-sh/sdk/2026-10';
import type { DiscountRow, ProductRow } from '../state/catalog-rows.ts';
import type { OrderRow, SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { emit } from '../webhooks/emit.ts';
import { dueAmount, toOrder } from '../wire/order.ts';
import { balanceOf, moveBalance, reduceBalance } from './balance.ts';
import type { Line } from './billing-entries.ts';
import { discountOf } from './discounts.ts';
import { appliedBalance, computeOrder, type OrderAmounts } from './order-amounts.ts';
import { organizationOf } from './organization.ts';

/** What an order of a subscription is made of. */
export interface NewOrder {
  subscription: SubscriptionRow;
  lines: readonly Line[];
  reason: models.OrderBillingReason;
  checkoutId: string | null;
  /** See {@link NewSale}. */
  leavesBalance?: boolean;
}

/** What any order is made of, a subscription's or one for something bought once. */
export interface NewSale {
  customerId: string;
  product: ProductRow;
  subscriptionId: string | null;
  lines: readonly Line[];
  reason: models.OrderBillingReason;
  currency: string;
  taxBehavior: models.TaxBehavior;
  discount: DiscountRow | null;
  seats: number | null;
  units: number | null;
  checkoutId: string | null;
  metadata: models.MetadataOutputType;
  /**
   * Whether the customer's balance stays out of it, as in a checkout: there the buyer pays what the page said.
   *
   * @default false
   */
  leavesBalance?: boolean;
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

/** Makes a pending order of a subscription's lines, moves the customer's balance, and tells of it. */
export function createOrder(transaction: Transaction, input: NewOrder): OrderRow {
  const { subscription, lines, reason, checkoutId, leavesBalance = false } = input;
  return createSale(transaction, {
    customerId: subscription.customer_id,
    product: transaction.need('products', subscription.product_id),
    subscriptionId: subscription.id,
    lines,
    reason,
    currency: subscription.currency,
    taxBehavior: subscription.tax_behavior,
    discount: discountOf(transaction, subscription),
    seats: subscription.seats,
    units: subscription.units,
    checkoutId,
    metadata: subscription.metadata,
    leavesBalance,
  });
}

/** Makes a pending order, moves the customer's balance, and tells of it. */
export function createSale(transaction: Transaction, input: NewSale): OrderRow {
  const invoice_number = nextInvoiceNumber(transaction, input.customerId);
  const before = balanceOf(transaction.need('customers', input.customerId), input.currency);
  const computed = amountsOf(transaction, input, before);
  const { amounts, balance } =
    input.leavesBalance === true
      ? { amounts: { ...computed.amounts, applied_balance_amount: 0 }, balance: before }
      : computed;
  const row = transaction.put('orders', {
    ...newOrder(transaction, input, amounts),
    status: 'pending',
    invoice_number,
  });
  moveBalance(transaction, row, balance - before, 'order');
  emit(transaction, 'order.created', () => toOrder(transaction, row));
  return row;
}

/** Makes a draft, which has no invoice number and uses no balance until it is finalized, and tells of it. */
export function createDraft(transaction: Transaction, input: NewSale): OrderRow {
  const { amounts } = amountsOf(transaction, input, 0);
  const row = transaction.put('orders', {
    ...newOrder(transaction, input, { ...amounts, applied_balance_amount: 0 }),
    status: 'draft',
    invoice_number: null,
  });
  emit(transaction, 'order.created', () => toOrder(transaction, row));
  return row;
}

/** A draft as the order it becomes when it is paid: numbered, with the customer's balance used. Nothing is told yet. */
export function openDraft(transaction: Transaction, draft: OrderRow): OrderRow {
  const invoice_number = nextInvoiceNumber(transaction, draft.customer_id);
  const customer = transaction.need('customers', draft.customer_id);
  const applied_balance_amount = appliedBalance(
    draft.total_amount,
    balanceOf(customer, draft.currency),
    draft.currency,
  );
  const opened: OrderRow = { ...draft, status: 'pending', invoice_number, applied_balance_amount };
  moveBalance(transaction, opened, applied_balance_amount, 'order');
  return opened;
}

function amountsOf(transaction: Transaction, input: NewSale, balance: number) {
  const customer = transaction.need('customers', input.customerId);
  return computeOrder(input.lines, {
    country: customer.billing_address?.country ?? null,
    taxBehavior: input.taxBehavior,
    balance,
    currency: input.currency,
    discount: input.discount,
  });
}

function newOrder(
  transaction: Transaction,
  input: NewSale,
  amounts: OrderAmounts,
): Omit<OrderRow, 'status' | 'invoice_number'> {
  const customer = transaction.need('customers', input.customerId);
  const created_at = transaction.stamp();
  return {
    id: transaction.newId(),
    created_at,
    modified_at: null,
    ...amounts,
    currency: input.currency,
    billing_reason: input.reason,
    billing_name: customer.billing_name ?? customer.name,
    billing_address: customer.billing_address,
    invoice: null,
    invoice_requested_at: null,
    receipt_number: null,
    customer_id: customer.id,
    product_id: input.product.id,
    description: input.product.name,
    discount_id: input.discount?.id ?? null,
    seats: input.seats,
    units: input.units,
    refunded_amount: 0,
    refunded_tax_amount: 0,
    subscription_id: input.subscriptionId,
    checkout_id: input.checkoutId,
    next_payment_attempt_at: null,
    failed_attempts: 0,
    payment_lock_acquired_at: null,
    paid_at: null,
    metadata: input.metadata,
    items: toItems(transaction, input.lines, created_at, amounts.tax_amount),
  };
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
