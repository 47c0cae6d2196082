import { z } from 'zod';
import type { PaymentRecord } from '../../server/ports/index.ts';
import {
  readWire,
  toTimestamps,
  wireAmount,
  wireCurrency,
  wireOptionalText,
  wireTimestamps,
} from './read-wire.ts';

const polarPayment = z.object({
  ...wireTimestamps,
  id: z.string(),
  order_id: wireOptionalText,
  status: z.enum(['pending', 'succeeded', 'failed']),
  currency: wireCurrency,
  amount: wireAmount,
  method: z.string(),
  method_metadata: z.object({ brand: wireOptionalText, last4: wireOptionalText }).nullish(),
  trigger: wireOptionalText,
  decline_reason: wireOptionalText,
});

/** Polar's payment in our words; `null` for an attempt within a checkout that came to no order. */
export function toPaymentRecord(wire: z.input<typeof polarPayment>): PaymentRecord | null {
  const payment = readWire(polarPayment, wire, 'payment');
  if (payment.order_id === null) return null;
  return {
    ...toTimestamps(payment),
    id: payment.id,
    invoiceId: payment.order_id,
    status: payment.status,
    currency: payment.currency,
    amount: payment.amount,
    method: payment.method,
    brand: payment.method_metadata?.brand ?? null,
    last4: payment.method_metadata?.last4 ?? null,
    trigger: payment.trigger,
    declineReason: payment.decline_reason,
  };
}
