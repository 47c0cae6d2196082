import { PolarApiError } from '../http/errors.ts';
import type { CheckoutRow } from '../state/rows.ts';

/** A tax id in general: letters and digits, of a length that some country has. */
const TAX_ID = /^[A-Z0-9]{5,20}$/;

function issue(loc: string, type: string, msg: string, input: unknown): PolarApiError {
  return new PolarApiError(422, {
    error: 'PolarRequestValidationError',
    detail: [{ type, loc: ['body', loc], msg, input }],
  });
}

/**
 * Whether a text may be a tax id. Polar looks at the check digits of each country; here spaces, dots and dashes aside it
 * must be letters and digits.
 */
export function isTaxId(text: string): boolean {
  return TAX_ID.test(text.toUpperCase().replaceAll(/[\s.-]/g, ''));
}

/**
 * Refuses a tax id that can be none.
 *
 * @throws {PolarApiError} 422, also while the country is unknown.
 */
export function assertTaxId(row: Pick<CheckoutRow, 'customer_billing_address'>, taxId: string): void {
  if (row.customer_billing_address === null) {
    throw issue('customer_billing_address', 'missing', 'Country is required to validate tax ID.', null);
  }
  if (!isTaxId(taxId)) throw issue('customer_tax_id', 'value_error', 'Invalid tax ID.', taxId);
}
