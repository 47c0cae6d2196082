import { apiError } from '../http/errors.ts';
import type { CustomerRow } from '../state/rows.ts';
import { type GivenCard, readConfirmationToken } from './cards.ts';

// Stripe would keep these; the one card that asks for 3-D Secure needs nothing kept but whose it is.
const PREFIX = 'seti_3ds_';

function intentOf(customer: CustomerRow): string {
  return PREFIX + customer.id.replaceAll('-', '');
}

/** The client secret with which a browser would ask the cardholder; the intent's id is what stands before `_secret`. */
export function requireAction(customer: CustomerRow): string {
  return `${intentOf(customer)}_secret_emulator`;
}

/**
 * The card of an intent that the cardholder has confirmed.
 *
 * @throws {PolarApiError} 403 for an intent of somebody else, or none.
 */
export function confirmedCard(customer: CustomerRow, setupIntentId: string): GivenCard {
  if (setupIntentId === intentOf(customer)) return readConfirmationToken('ctoken_visa_requires_action');
  throw apiError(403, 'NotPermitted', 'This setup intent does not belong to this customer.');
}
