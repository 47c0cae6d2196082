import { z } from 'zod';
import type { CheckoutRecord } from '../../server/ports/index.ts';
import {
  readWire,
  toTimestamps,
  wireCurrency,
  wireInstant,
  wireOptionalText,
  wirePage,
  wireTimestamps,
} from './read-wire.ts';

const polarCheckout = z.object({
  ...wireTimestamps,
  id: z.string(),
  external_customer_id: wireOptionalText,
  product_id: wireOptionalText,
  status: z.enum(['open', 'expired', 'confirmed', 'succeeded', 'failed']),
  url: wirePage,
  currency: wireCurrency,
  subscription_id: wireOptionalText,
  expires_at: wireInstant,
});

/** Polar's checkout in our words. */
export function toCheckoutRecord(wire: z.input<typeof polarCheckout>): CheckoutRecord {
  const checkout = readWire(polarCheckout, wire, 'checkout');
  return {
    ...toTimestamps(checkout),
    id: checkout.id,
    externalCustomerId: checkout.external_customer_id,
    productId: checkout.product_id,
    status: checkout.status,
    url: checkout.url,
    currency: checkout.currency,
    subscriptionId: checkout.subscription_id,
    expiresAt: checkout.expires_at,
  };
}
