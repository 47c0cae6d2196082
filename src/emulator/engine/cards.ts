import { apiError } from '../http/errors.ts';
import type { CustomerRow, PaymentMethodRow, TestCard } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';

/** When a test card refuses: at once, at its first charge after it was accepted, or never. */
export type CardBehavior = 'pays' | 'declined' | 'declined_later';

/** A card as a checkout received it. */
export interface GivenCard extends TestCard {
  behavior: CardBehavior;
}

const known: Readonly<Record<string, { behavior: CardBehavior; token: string }>> = {
  '4242424242424242': { behavior: 'pays', token: 'ctoken_visa' },
  '4000000000000002': { behavior: 'declined', token: 'ctoken_visa_declined' },
  '4000000000000341': { behavior: 'declined_later', token: 'ctoken_visa_declined_later' },
};

/** The test cards, for pages and messages. */
export const testCards: readonly { number: string; label: string }[] = [
  { number: '4242 4242 4242 4242', label: 'pays' },
  { number: '4000 0000 0000 0002', label: 'is declined' },
  { number: '4000 0000 0000 0341', label: 'is accepted, then declined when charged' },
];

/** Recognizes a test card by its number, spaces and dashes aside; `null` for any other. */
export function readCardNumber(number: string): { behavior: CardBehavior; last4: string } | null {
  const digits = number.replaceAll(/[\s-]/g, '');
  const card = known[digits];
  return card === undefined ? null : { behavior: card.behavior, last4: digits.slice(-4) };
}

/**
 * Reads a confirmation token: `ctoken_visa`, `ctoken_visa_declined` or `ctoken_visa_declined_later`.
 *
 * @throws {PolarApiError} 400 `PaymentError` for any other: Stripe's tokens mean nothing here.
 */
export function readConfirmationToken(token: string): GivenCard {
  for (const [number, { behavior, token: name }] of Object.entries(known)) {
    if (name === token)
      return { behavior, brand: 'visa', last4: number.slice(-4), expMonth: 12, expYear: 2034 };
  }
  throw apiError(400, 'PaymentError', `No such confirmation token: ${token}`);
}

/** Puts a card on file and makes it the customer's default; the same card again is not kept twice. */
export function addCard(transaction: Transaction, customer: CustomerRow, card: GivenCard): PaymentMethodRow {
  const declines = card.behavior !== 'pays';
  const method_metadata = {
    brand: card.brand,
    last4: card.last4,
    exp_month: card.expMonth,
    exp_year: card.expYear,
  };
  const same = transaction
    .by('payment_methods', 'customer_id', customer.id)
    .find((one) => one.method_metadata.last4 === card.last4);
  const row = transaction.put('payment_methods', {
    id: same?.id ?? transaction.newId(),
    created_at: same?.created_at ?? transaction.stamp(),
    modified_at: same === undefined ? null : transaction.stamp(),
    processor: 'stripe',
    customer_id: customer.id,
    type: 'card',
    method_metadata,
    declines,
  });
  transaction.put('customers', { ...customer, default_payment_method_id: row.id });
  return row;
}
