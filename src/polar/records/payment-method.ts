import { z } from 'zod';
import type { PaymentMethodRecord } from '../../server/ports/index.ts';
import { readWire, wireOptionalText } from './read-wire.ts';

const polarPaymentMethod = z.object({
  id: z.string(),
  customer_id: z.string(),
  type: z.string(),
  is_default: z.boolean(),
  // Each kind of payment method has its own; what a kind does not have is not there.
  method_metadata: z
    .object({
      brand: wireOptionalText,
      last4: wireOptionalText,
      exp_month: z.int().min(1).max(12).nullish(),
      exp_year: z.int().nullish(),
    })
    .nullish(),
});

/** Polar's payment method in our words. */
export function toPaymentMethodRecord(wire: z.input<typeof polarPaymentMethod>): PaymentMethodRecord {
  const method = readWire(polarPaymentMethod, wire, 'payment method');
  return {
    id: method.id,
    customerId: method.customer_id,
    type: method.type,
    brand: method.method_metadata?.brand ?? null,
    last4: method.method_metadata?.last4 ?? null,
    expiryMonth: method.method_metadata?.exp_month ?? null,
    expiryYear: method.method_metadata?.exp_year ?? null,
    isDefault: method.is_default,
  };
}
