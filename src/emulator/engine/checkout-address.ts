import type { models } from '@polar-sh/sdk/2026-10';
import type { CheckoutRow } from '../state/rows.ts';

type AddressField = keyof models.CheckoutBillingAddressFields;

/** Countries whose billing addresses need a state. */
export const countriesWithStates: readonly string[] = ['US', 'CA'];

/** Whether a checkout asks for the whole address, or for the country alone. In the US it always is the whole. */
export function needsWholeAddress(
  row: Pick<CheckoutRow, 'require_billing_address' | 'is_business_customer'>,
  country: string | null,
): boolean {
  return row.require_billing_address || row.is_business_customer || country === 'US';
}

/**
 * Which parts of the billing address a checkout asks for.
 *
 * @see Polar's `server/polar/models/checkout.py`, `billing_address_fields`.
 */
export function billingAddressFields(row: CheckoutRow): models.CheckoutBillingAddressFields {
  const country = row.customer_billing_address?.country ?? null;
  const isWhole = needsWholeAddress(row, country);
  const needed = isWhole ? 'required' : 'disabled';
  const wanted = isWhole ? 'optional' : 'disabled';
  return {
    country: 'required',
    state: country !== null && countriesWithStates.includes(country) ? 'required' : wanted,
    line1: needed,
    line2: wanted,
    city: needed,
    postal_code: needed,
  };
}

/** The parts of the billing address that are asked for and not there. */
export function missingAddressFields(row: CheckoutRow): AddressField[] {
  const address = row.customer_billing_address;
  const fields = Object.entries(billingAddressFields(row)) as [
    AddressField,
    models.BillingAddressFieldMode,
  ][];
  return fields.flatMap(([field, mode]) => (mode === 'required' && address?.[field] == null ? [field] : []));
}
