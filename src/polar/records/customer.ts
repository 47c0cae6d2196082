import { z } from 'zod';
import type { CustomerRecord } from '../../server/ports/index.ts';
import {
  readWire,
  toTimestamps,
  wireOptionalInstant,
  wireOptionalText,
  wireTimestamps,
} from './read-wire.ts';

const polarCustomer = z.object({
  ...wireTimestamps,
  id: z.string(),
  type: z.enum(['individual', 'team']),
  external_id: wireOptionalText,
  name: wireOptionalText,
  email: wireOptionalText,
  billing_name: wireOptionalText,
  // Whether there is one is all that counts; whom it names stays at Polar.
  billing_address: z.custom<object>((value) => typeof value === 'object').nullish(),
  default_payment_method_id: wireOptionalText,
  deleted_at: wireOptionalInstant,
});

/** Polar's customer in our words. */
export function toCustomerRecord(wire: z.input<typeof polarCustomer>): CustomerRecord {
  const customer = readWire(polarCustomer, wire, 'customer');
  return {
    ...toTimestamps(customer),
    id: customer.id,
    externalId: customer.external_id,
    type: customer.type,
    name: customer.name,
    email: customer.email,
    billingName: customer.billing_name,
    hasBillingAddress: Boolean(customer.billing_name) && Boolean(customer.billing_address),
    defaultPaymentMethodId: customer.default_payment_method_id,
    deletedAt: customer.deleted_at,
  };
}
