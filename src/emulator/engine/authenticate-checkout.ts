import { apiError } from '../http/errors.ts';
import type { CheckoutRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { type GivenCard, refusalOf } from './cards.ts';
import { recordPayment } from './charge.ts';
import { isAuthenticating } from './checkout-intent.ts';
import { sellerMessage } from './decline-codes.ts';
import { fulfilCheckout } from './fulfil-checkout.ts';
import { releaseRedemption } from './redeem-discount.ts';
import { reopenCheckout } from './save-checkout.ts';

function notePaymentFailed(transaction: Transaction, row: CheckoutRow, card: GivenCard): void {
  const waiting = transaction.by('payments', 'checkout_id', row.id).find((one) => one.status === 'pending');
  if (waiting !== undefined) {
    transaction.put('payments', {
      ...waiting,
      modified_at: transaction.stamp(),
      status: 'failed',
      decline_reason: 'authentication_required',
      decline_message: sellerMessage('authentication_required'),
    });
    return;
  }
  const refusal = refusalOf(card.behavior);
  if (refusal === null) return;
  recordPayment(transaction, {
    amount: 0,
    currency: row.currency,
    card,
    result: refusal,
    trigger: 'purchase',
    customer: row.customer_id === null ? null : transaction.need('customers', row.customer_id),
    orderId: null,
    checkoutId: row.id,
  });
}

/**
 * Ends the authentication that a confirmed checkout waits for: what was bought is there and paid, or the checkout is open
 * again and its discount can be used by others.
 *
 * @throws {PolarApiError} 409 where nobody is asked.
 * @see Polar's `server/polar/checkout/service.py`, `handle_success` and `handle_failure`.
 */
export function finishCheckoutAuthentication(
  transaction: Transaction,
  row: CheckoutRow,
  succeeded: boolean,
): CheckoutRow {
  if (!isAuthenticating(row)) {
    throw apiError(
      409,
      'NoPendingAuthentication',
      `No payment of checkout ${row.id} waits to be authenticated.`,
    );
  }
  if (succeeded) return fulfilCheckout(transaction, row, row.pending_card);
  notePaymentFailed(transaction, row, row.pending_card);
  releaseRedemption(transaction, row.id);
  return reopenCheckout(transaction, row);
}
