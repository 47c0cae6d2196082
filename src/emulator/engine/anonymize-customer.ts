import { createHash } from 'node:crypto';
import type { CustomerRow } from '../state/rows.ts';

/**
 * What is left of a customer who wanted to be forgotten: nothing that tells who they were. A business, which has a tax id,
 * keeps its name, which its invoices must show.
 *
 * @see Polar's `server/polar/customer/endpoints.py`, `delete`, on `anonymize`.
 */
export function anonymized(customer: CustomerRow): CustomerRow {
  return {
    ...customer,
    email: customer.email === null ? null : `${hashOf(customer.email)}@anonymized.invalid`,
    name: customer.name === null || customer.tax_id !== null ? customer.name : hashOf(customer.name),
    billing_name: customer.billing_name === null ? null : hashOf(customer.billing_name),
    billing_address: null,
  };
}

function hashOf(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 32);
}
