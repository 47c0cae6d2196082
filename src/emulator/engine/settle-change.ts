import { apiError } from '../http/errors.ts';
import type { OrderRow, SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { keepEntries, type Line, takeLines } from './billing-entries.ts';
import type { Change } from './change.ts';
import { type ChargedCard, chargeOrder } from './charge.ts';
import { takeMeteredLines } from './meters.ts';
import { createOrder, markPaid } from './orders.ts';
import { saveSubscription } from './save-subscription.ts';

/**
 * Charges an order at once, to the customer's default card unless another is given.
 *
 * @throws {PolarApiError} 402 `PaymentFailed`, or `PaymentActionRequired` where the bank wants to hear the cardholder: the
 * whole change is undone.
 */
export function chargeNow(transaction: Transaction, order: OrderRow, card?: ChargedCard): OrderRow {
  const outcome = chargeOrder(transaction, order, 'purchase', card);
  if (outcome.kind === 'succeeded') return markPaid(transaction, order);
  if (outcome.kind === 'no_payment_method') {
    throw apiError(402, 'PaymentFailed', 'No payment method on file.');
  }
  const { code, message } = outcome.refusal;
  throw apiError(
    402,
    code === 'authentication_required' ? 'PaymentActionRequired' : 'PaymentFailed',
    message,
  );
}

/**
 * Writes a changed subscription and its lines: into an order that is charged now, with all that waited and was used, or
 * kept for the next one. A trial is not billed for what changes in it.
 *
 * @throws {PolarApiError} 402 when the charge fails; the caller's transaction must then leave nothing behind.
 */
export function settleChange(
  transaction: Transaction,
  change: {
    before: SubscriptionRow;
    after: SubscriptionRow;
    lines: readonly Line[];
    isImmediate: boolean;
  },
): Change {
  const subscription = saveSubscription(transaction, change.after, ['subscription.updated']);
  if (change.before.status === 'trialing' || change.lines.length === 0) {
    return { subscription, order: null, kept: [] };
  }
  if (!change.isImmediate) {
    keepEntries(transaction, subscription.id, change.lines);
    return { subscription, order: null, kept: [...change.lines] };
  }
  const waiting = takeLines(transaction, subscription.id);
  const used = takeMeteredLines(transaction, subscription);
  const created = createOrder(transaction, {
    subscription,
    lines: [...waiting, ...used, ...change.lines],
    reason: 'subscription_update',
    checkoutId: null,
  });
  const order = chargeNow(transaction, created);
  if (used.length === 0) return { subscription, order, kept: [] };
  // Its meters count anew, which Polar tells when it has computed them again.
  const counted = saveSubscription(transaction, transaction.need('subscriptions', subscription.id), [
    'subscription.updated',
  ]);
  return { subscription: counted, order, kept: [] };
}
