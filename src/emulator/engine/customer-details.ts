import type { models } from '@polar-sh/sdk/2026-10';
import { PolarApiError } from '../http/errors.ts';
import type { CustomerRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { isTaxId } from './checkout-tax-id.ts';
import { saveCustomer } from './customers.ts';

/** What a customer may say of itself; `undefined` leaves a part as it is. */
export interface CustomerDetails {
  billing_name?: string | null | undefined;
  billing_address?: models.Address | null | undefined;
  tax_id?: string | null | undefined;
}

/** 422 for what cannot be taken away once it is set. */
export function missing(field: string, msg: string): PolarApiError {
  const detail = [{ type: 'missing', loc: ['body', field], msg, input: null }];
  return new PolarApiError(422, { error: 'PolarRequestValidationError', detail });
}

/**
 * Sets a customer's billing details, as it says itself. A name or a tax id of `null` stays as it is.
 *
 * @throws {PolarApiError} 422 for an address that is taken away, and for a tax id without one or that can be none.
 * @see Polar's `server/polar/customer_portal/service/customer.py`, `update`.
 */
export function setCustomerDetails(
  transaction: Transaction,
  customer: CustomerRow,
  details: CustomerDetails,
): CustomerRow {
  if (details.billing_address === null) {
    throw missing('billing_address', 'Customer billing address cannot be reset to null once set.');
  }
  const billing_address = details.billing_address ?? customer.billing_address;
  if (details.tax_id && !isTaxId(details.tax_id)) {
    const detail = [
      { type: 'invalid', loc: ['body', 'tax_id'], msg: 'Invalid tax ID.', input: details.tax_id },
    ];
    throw new PolarApiError(422, { error: 'PolarRequestValidationError', detail });
  }
  const tax_id: CustomerRow['tax_id'] = details.tax_id ? [details.tax_id, 'unknown'] : customer.tax_id;
  if (tax_id !== null && billing_address === null) {
    throw missing('billing_address', 'Country is required to validate tax ID.');
  }
  return saveCustomer(transaction, {
    ...customer,
    billing_name: details.billing_name ?? customer.billing_name,
    billing_address,
    tax_id,
  });
}
