import { apiError, type Issue, PolarApiError } from '../http/errors.ts';
import type { CheckoutRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { type GivenCard, refusalOf } from './cards.ts';
import { withTrialEnd } from './change-checkout.ts';
import { recordPayment } from './charge.ts';
import { missingAddressFields } from './checkout-address.ts';
import { assertFirstTrial, assertNoSubscription, findBuyer, saveBuyer } from './checkout-customer.ts';
import { discountToRedeem } from './checkout-discount.ts';
import {
  type CheckoutQuote,
  isCardRequired,
  isPaymentRequired,
  quoteCheckout,
  toSale,
} from './checkout-quote.ts';
import { fulfilCheckout } from './fulfil-checkout.ts';
import { redeem } from './redeem-discount.ts';
import { saveCheckout } from './save-checkout.ts';

/**
 * What became of a confirmation: the checkout as `confirmed`, whose card's bank may still ask its owner, or the sentence
 * of the decline.
 */
export type Confirmation = { confirmed: CheckoutRow } | { declined: string };

function isPriceArchived(row: CheckoutRow, { product }: CheckoutQuote): boolean {
  return product.prices.some((price) => price.id === row.product_price_id && price.is_archived);
}

/** Refuses a checkout that lacks something, with everything that it lacks. */
function assertComplete(row: CheckoutRow, quote: CheckoutQuote, card: GivenCard | null): void {
  const issues: Issue[] = [];
  const missing = (loc: string[], msg = 'Field is required.') =>
    issues.push({ type: 'missing', loc: ['body', ...loc], msg, input: null });
  if (isPriceArchived(row, quote)) {
    const input = row.product_price_id;
    issues.push({ type: 'value_error', loc: ['body', 'product_price_id'], msg: 'Price is archived.', input });
  }
  if (row.customer_email === null && row.customer_id === null) missing(['customer_email']);
  const isBusiness = row.is_business_customer;
  if (isBusiness && row.customer_billing_name === null) missing(['customer_billing_name']);
  if (isCardRequired(quote)) {
    if (row.customer_name === null && row.customer_billing_name === null) missing(['customer_name']);
    if (row.customer_billing_address === null) missing(['customer_billing_address']);
    for (const field of missingAddressFields(row)) missing(['customer_billing_address', field]);
    if (card === null) missing(['confirmation_token_id'], 'Confirmation token is required.');
  }
  if (issues.length > 0) {
    throw new PolarApiError(422, { error: 'PolarRequestValidationError', detail: issues });
  }
}

function assertBuyer(transaction: Transaction, row: CheckoutRow): void {
  const buyer = findBuyer(transaction, row);
  if (buyer !== undefined && buyer.deleted_at !== null) {
    throw apiError(403, 'NotPermitted', 'The customer of this checkout was deleted.');
  }
  assertNoSubscription(transaction, row);
}

// A card that is declined only later passes where it is put on file without being charged.
function tryCard(quote: CheckoutQuote, { behavior }: GivenCard) {
  if (behavior === 'requires_action') return 'authenticating';
  if (behavior === 'declined_later' && !isPaymentRequired(quote)) return null;
  return refusalOf(behavior);
}

/**
 * Confirms a checkout: the customer is made or brought up to date, the card is tried, the discount is used, and what was
 * bought is there and paid. A card that is declined at once leaves everything as it was, with the failed payment noted.
 * One whose bank wants to ask its owner leaves the checkout `confirmed` until they answer.
 *
 * @throws {PolarApiError} 403 `AlreadyActiveSubscriptionError`, `TrialAlreadyRedeemed` or
 * `DiscountRedemptionLimitReached`; 422 when details are missing, the price is gone or the discount ran out.
 */
export function confirmCheckout(
  transaction: Transaction,
  row: CheckoutRow,
  given: GivenCard | null,
): Confirmation {
  assertBuyer(transaction, row);
  const discount = discountToRedeem(transaction, row);
  const quote = quoteCheckout(transaction, row);
  assertComplete(row, quote, given);
  if (quote.trial !== null) assertFirstTrial(transaction, row, quote.product);
  const card = isCardRequired(quote) ? given : null;
  const result = card === null ? null : tryCard(quote, card);
  const payment = {
    amount: isPaymentRequired(quote) ? quote.total : 0,
    currency: row.currency,
    trigger: 'purchase',
    orderId: null,
    checkoutId: row.id,
  } as const;
  if (card !== null && result !== null && result !== 'authenticating') {
    const buyer = findBuyer(transaction, row) ?? null;
    recordPayment(transaction, { ...payment, card, result, customer: buyer });
    return { declined: result.message };
  }
  const customer = saveBuyer(transaction, row);
  if (discount !== null) {
    redeem(transaction, discount, { customer_id: customer.id, checkout_id: row.id, subscription_id: null });
  }
  const isWaiting = card !== null && result === 'authenticating';
  const confirmed = saveCheckout(transaction, {
    ...withTrialEnd(transaction, row),
    status: 'confirmed',
    customer_id: customer.id,
    payment_method_type: card === null ? row.payment_method_type : 'card',
    sold: toSale(quote),
    pending_card: isWaiting ? card : null,
  });
  if (isWaiting) {
    if (payment.amount > 0) recordPayment(transaction, { ...payment, card, result, customer });
  } else fulfilCheckout(transaction, confirmed, card);
  return { confirmed };
}
