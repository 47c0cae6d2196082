import { z } from 'zod';
import { BILLING_REASONS, INVOICE_STATUSES } from '../../core/index.ts';
import type { InvoiceRecord } from '../../server/ports/index.ts';
import {
  readWire,
  toTimestamps,
  wireAmount,
  wireCurrency,
  wireOptionalInstant,
  wireOptionalText,
  wireTimestamps,
} from './read-wire.ts';

const polarOrder = z.object({
  ...wireTimestamps,
  id: z.string(),
  customer_id: z.string(),
  subscription_id: wireOptionalText,
  product_id: wireOptionalText,
  checkout_id: wireOptionalText,
  description: z.string(),
  invoice_number: wireOptionalText,
  status: z.enum(INVOICE_STATUSES),
  billing_reason: z.enum(BILLING_REASONS),
  currency: wireCurrency,
  subtotal_amount: wireAmount,
  discount_amount: wireAmount,
  tax_amount: wireAmount,
  total_amount: wireAmount,
  applied_balance_amount: wireAmount,
  due_amount: wireAmount,
  refunded_amount: wireAmount,
  refunded_tax_amount: wireAmount,
  next_payment_attempt_at: wireOptionalInstant,
  is_invoice_generated: z.boolean(),
  items: z.array(z.object({ label: z.string(), amount: wireAmount, proration: z.boolean() })),
});

/**
 * What was paid from the customer's balance. Polar adds its `applied_balance_amount` to the total to get what is
 * due, so what the balance paid is negative there.
 */
export function toAppliedBalance(appliedBalanceAmount: number): number {
  return appliedBalanceAmount === 0 ? 0 : -appliedBalanceAmount;
}

/** Polar's order in our words. `refundedAmount` includes the tax given back. */
export function toInvoiceRecord(wire: z.input<typeof polarOrder>): InvoiceRecord {
  const order = readWire(polarOrder, wire, 'order');
  return {
    ...toTimestamps(order),
    id: order.id,
    customerId: order.customer_id,
    subscriptionId: order.subscription_id,
    productId: order.product_id,
    checkoutId: order.checkout_id,
    description: order.description,
    number: order.invoice_number,
    status: order.status,
    billingReason: order.billing_reason,
    currency: order.currency,
    subtotalAmount: order.subtotal_amount,
    discountAmount: order.discount_amount,
    taxAmount: order.tax_amount,
    totalAmount: order.total_amount,
    appliedBalanceAmount: toAppliedBalance(order.applied_balance_amount),
    dueAmount: order.due_amount,
    refundedAmount: order.refunded_amount + order.refunded_tax_amount,
    nextPaymentAttemptAt: order.next_payment_attempt_at,
    isDocumentReady: order.is_invoice_generated,
    lines: order.items.map(({ label, amount, proration }) => ({ label, amount, isProration: proration })),
  };
}
