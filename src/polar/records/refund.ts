import { z } from 'zod';
import type { RefundRecord } from '../../server/ports/index.ts';
import {
  readWire,
  toTimestamps,
  wireAmount,
  wireCurrency,
  wireOptionalText,
  wireTimestamps,
} from './read-wire.ts';

const polarRefund = z.object({
  ...wireTimestamps,
  id: z.string(),
  customer_id: z.string(),
  order_id: z.string(),
  subscription_id: wireOptionalText,
  status: z.enum(['pending', 'succeeded', 'failed', 'canceled']),
  reason: z.string(),
  currency: wireCurrency,
  amount: wireAmount,
  tax_amount: wireAmount,
});

/** Polar's refund in our words. */
export function toRefundRecord(wire: z.input<typeof polarRefund>): RefundRecord {
  const refund = readWire(polarRefund, wire, 'refund');
  return {
    ...toTimestamps(refund),
    id: refund.id,
    customerId: refund.customer_id,
    invoiceId: refund.order_id,
    subscriptionId: refund.subscription_id,
    status: refund.status,
    reason: refund.reason,
    currency: refund.currency,
    amount: refund.amount,
    taxAmount: refund.tax_amount,
  };
}
