import { apiError } from '../http/errors.ts';
import type { CardBehavior, CustomerRow, PaymentMethodRow, TestCard } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';

/** A card as a checkout received it. */
export interface GivenCard extends TestCard {
  behavior: CardBehavior;
}

interface KnownCard {
  number: string;
  behavior: CardBehavior;
  /** The confirmation token that stands for it. */
  token: string;
  /** What it does, in the words of pages. */
  label: string;
}

/** The test cards, by Stripe's numbers. */
const known: readonly KnownCard[] = [
  { number: '4242424242424242', behavior: 'pays', token: 'ctoken_visa', label: 'pays' },
  {
    number: '4000000000000002',
    behavior: 'generic_decline',
    token: 'ctoken_visa_declined',
    label: 'is declined',
  },
  {
    number: '4000000000009995',
    behavior: 'insufficient_funds',
    token: 'ctoken_visa_insufficient_funds',
    label: 'has insufficient funds',
  },
  {
    number: '4000000000009987',
    behavior: 'lost_card',
    token: 'ctoken_visa_lost_card',
    label: 'was reported lost',
  },
  {
    number: '4000000000000069',
    behavior: 'expired_card',
    token: 'ctoken_visa_expired_card',
    label: 'has expired',
  },
  {
    number: '4000002760003184',
    behavior: 'requires_action',
    token: 'ctoken_visa_requires_action',
    label: 'asks for 3-D Secure each time',
  },
  {
    number: '4000000000000341',
    behavior: 'declined_later',
    token: 'ctoken_visa_declined_later',
    label: 'is accepted, then declined when charged',
  },
];

/** The test cards, for pages and messages. */
export const testCards: readonly { number: string; label: string }[] = known.map(({ number, label }) => ({
  number: number.replaceAll(/(\d{4})(?=\d)/g, '$1 '),
  label,
}));

/** Why a card is refused: Stripe's `decline_code`, and its sentence for the person who pays. */
export interface CardRefusal {
  code: 'generic_decline' | 'insufficient_funds' | 'lost_card' | 'expired_card' | 'authentication_required';
  message: string;
}

const refusals: Readonly<Record<CardBehavior, CardRefusal | null>> = {
  pays: null,
  generic_decline: { code: 'generic_decline', message: 'Your card was declined.' },
  insufficient_funds: { code: 'insufficient_funds', message: 'Your card has insufficient funds.' },
  lost_card: { code: 'lost_card', message: 'Your card was declined.' },
  expired_card: { code: 'expired_card', message: 'Your card has expired.' },
  declined_later: { code: 'generic_decline', message: 'Your card was declined.' },
  requires_action: {
    code: 'authentication_required',
    message: 'Your card was declined. This transaction requires authentication.',
  },
};

/**
 * Why a card is refused when it is charged while its owner is away; `null` for one that pays.
 *
 * @see Stripe's documentation of test cards and of `decline_code`.
 */
export function refusalOf(behavior: CardBehavior): CardRefusal | null {
  return refusals[behavior];
}

/** Recognizes a test card by its number, spaces and dashes aside; `null` for any other. */
export function readCardNumber(number: string): { behavior: CardBehavior; last4: string } | null {
  const digits = number.replaceAll(/[\s-]/g, '');
  const card = known.find((one) => one.number === digits);
  return card === undefined ? null : { behavior: card.behavior, last4: digits.slice(-4) };
}

/**
 * Reads a confirmation token, which names a test card: `ctoken_visa`, `ctoken_visa_declined` and so on.
 *
 * @throws {PolarApiError} 400 for any other, by whichever name the operation knows: Stripe's tokens mean nothing here.
 */
export function readConfirmationToken(
  token: string,
  error: 'PaymentError' | 'PaymentMethodSetupFailed' = 'PaymentError',
): GivenCard {
  const card = known.find((one) => one.token === token);
  if (card === undefined) throw apiError(400, error, `No such confirmation token: ${token}`);
  const { behavior, number } = card;
  return { behavior, brand: 'visa', last4: number.slice(-4), expMonth: 12, expYear: 2034 };
}

/** What is kept of a card. */
export function toMethodMetadata(card: GivenCard): PaymentMethodRow['method_metadata'] {
  return { brand: card.brand, last4: card.last4, exp_month: card.expMonth, exp_year: card.expYear };
}

/** Puts a card on file and makes it the customer's default; the same card again is not kept twice. */
export function addCard(transaction: Transaction, customer: CustomerRow, card: GivenCard): PaymentMethodRow {
  const method_metadata = toMethodMetadata(card);
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
    behavior: card.behavior,
  });
  transaction.put('customers', { ...customer, default_payment_method_id: row.id });
  return row;
}
