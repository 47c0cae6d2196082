import type { models } from '@polar-sh/sdk/2026-10';
import { refundableOf } from '../money/refund.ts';
import type { OrderRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { toEmbeddedCustomer } from './customer.ts';
import { embeddedDiscountOf } from './discount.ts';
import { toBareProduct } from './product.ts';
import { toOrderSubscription } from './subscription.ts';

/** What is still to be collected of an order, in minor units, never below zero. */
export function dueAmount(row: Pick<OrderRow, 'total_amount' | 'applied_balance_amount'>): number {
  return Math.max(0, row.total_amount + row.applied_balance_amount);
}

/** An order as the API shows it. */
export function toOrder(transaction: Transaction, row: OrderRow): models.Order {
  const product = row.product_id === null ? null : transaction.need('products', row.product_id);
  const subscription =
    row.subscription_id === null ? null : transaction.need('subscriptions', row.subscription_id);
  const refundable = refundableOf(row);
  const isPaid = row.status === 'paid' || row.status === 'partially_refunded' || row.status === 'refunded';
  return {
    id: row.id,
    created_at: row.created_at,
    modified_at: row.modified_at,
    status: row.status,
    paid: isPaid,
    subtotal_amount: row.subtotal_amount,
    discount_amount: row.discount_amount,
    net_amount: row.net_amount,
    tax_amount: row.tax_amount,
    total_amount: row.total_amount,
    applied_balance_amount: row.applied_balance_amount,
    due_amount: dueAmount(row),
    refunded_amount: row.refunded_amount,
    refunded_tax_amount: row.refunded_tax_amount,
    refundable_amount: refundable.net,
    refundable_tax_amount: refundable.tax,
    currency: row.currency,
    billing_reason: row.billing_reason,
    billing_name: row.billing_name,
    billing_address: row.billing_address,
    invoice_number: row.invoice_number,
    is_invoice_generated: row.invoice !== null,
    receipt_number: row.receipt_number,
    seats: row.seats,
    units: row.units,
    customer_id: row.customer_id,
    product_id: row.product_id,
    discount_id: row.discount_id,
    subscription_id: row.subscription_id,
    checkout_id: row.checkout_id,
    next_payment_attempt_at: row.next_payment_attempt_at,
    metadata: row.metadata,
    custom_field_data: {},
    platform_fee_amount: 0,
    platform_fee_currency: null,
    customer: toEmbeddedCustomer(transaction.need('customers', row.customer_id)),
    product: product === null ? null : toBareProduct(product),
    discount: embeddedDiscountOf(transaction, row.discount_id),
    subscription: subscription === null ? null : toOrderSubscription(subscription),
    items: row.items,
    description: row.description,
  } satisfies models.Order;
}
