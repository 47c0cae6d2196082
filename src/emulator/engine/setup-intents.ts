import { unacceptable } from '../http/errors.ts';
import type { CustomerRow } from '../state/rows.ts';
import { type GivenCard, readConfirmationToken } from './cards.ts';

// Stripe would keep these; the one card that asks for 3-D Secure needs nothing kept but whose it is.
const PREFIX = 'seti_3ds_';

/** The id of the intent to put the card on file that asks for 3-D Secure. */
export function setupIntentOf(customer: CustomerRow): string {
  return PREFIX + customer.id.replaceAll('-', '');
}

/** The client secret with which a browser would ask the cardholder; the intent's id is what stands before `_secret`. */
export function requireAction(customer: CustomerRow): string {
  return `${setupIntentOf(customer)}_secret_emulator`;
}

/**
 * The card of an intent that the cardholder has confirmed.
 *
 * @throws {PolarApiError} 422 for an intent of somebody else, or none.
 */
export function confirmedCard(customer: CustomerRow, setupIntentId: string): GivenCard {
  if (setupIntentId === setupIntentOf(customer)) return readConfirmationToken('ctoken_visa_requires_action');
  throw unacceptable(['body', 'setup_intent_id'], 'Invalid setup_intent_id.', setupIntentId);
}
