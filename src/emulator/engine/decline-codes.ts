/**
 * Decline codes after which a card cannot pay any more: no retry on the way, one last attempt at the deadline.
 *
 * @see Polar's `server/polar/models/payment.py`, `UNRECOVERABLE_DECLINE_CODES`, as of 2026-08-22.
 */
export const unrecoverableDeclineCodes: readonly string[] = [
  'blocklist',
  'card_not_supported',
  'do_not_honor',
  'expired_card',
  'fraudulent',
  'incorrect_cvc',
  'incorrect_number',
  'invalid_account',
  'invalid_cvc',
  'invalid_expiry_year',
  'invalid_pin',
  'live_mode_test_card',
  'lost_card',
  'merchant_blacklist',
  'not_permitted',
  'pickup_card',
  'previously_declined_do_not_retry',
  'restricted_card',
  'revocation_of_all_authorizations',
  'revocation_of_authorization',
  'security_violation',
  'stolen_card',
  'stop_payment_order',
];

/**
 * What Stripe tells the seller of a declined charge: `Payment.decline_message`. The buyer is told less.
 *
 * @see Polar's `server/polar/payment/service.py`, which keeps the charge's `outcome.seller_message`.
 */
export function sellerMessage(declineCode: string): string {
  return declineCode === 'generic_decline'
    ? 'The bank did not return any further details with this decline.'
    : `The bank returned the decline code \`${declineCode}\`.`;
}
