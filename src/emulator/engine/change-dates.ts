import { unacceptable } from '../http/errors.ts';
import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { compareInstants } from '../time/instant.ts';
import { dayOfMonth } from '../time/period.ts';
import { assertChangeable, inactive } from './change.ts';
import { endTrialNow } from './change-product.ts';
import { saveSubscription } from './save-subscription.ts';

// What waits for the end of the period waits for where the end is now.
function withPeriodEnd(subscription: SubscriptionRow, end: string): SubscriptionRow {
  const { pending_update } = subscription;
  return {
    ...subscription,
    current_period_end: end,
    pending_update: pending_update === null ? null : { ...pending_update, applies_at: end },
  };
}

/**
 * Moves the end of a trial, ends it now, or gives an active subscription a trial after its period.
 *
 * @throws {PolarApiError} 402 when the first charge fails: it stays trialing; 403 or 422.
 * @see Polar's `server/polar/subscription/service.py`, `update_trial`.
 */
export function moveTrialEnd(
  transaction: Transaction,
  subscription: SubscriptionRow,
  to: string | 'now',
): SubscriptionRow {
  assertChangeable(subscription);
  const loc = ['body', 'trial_end'];
  const isTrialing = subscription.status === 'trialing';
  if (!isTrialing && subscription.status !== 'active') throw inactive(subscription);
  if (to === 'now') {
    if (!isTrialing) throw unacceptable(loc, 'The subscription is not currently trialing.', to);
    return endTrialNow(transaction, subscription).subscription;
  }
  if (!isTrialing && compareInstants(to, subscription.current_period_end) <= 0) {
    throw unacceptable(loc, 'Trial end must be after the current period end.', to);
  }
  if (compareInstants(to, transaction.now) <= 0) {
    throw unacceptable(loc, 'Trial end must be in the future.', to);
  }
  const moved: SubscriptionRow = {
    ...withPeriodEnd(subscription, to),
    status: 'trialing',
    trial_start: subscription.trial_start ?? transaction.now,
    trial_end: to,
  };
  return saveSubscription(transaction, moved, ['subscription.updated']);
}

/**
 * Moves the end of the period that runs, and the day of the month that later periods end on with it.
 *
 * @throws {PolarApiError} 403 for one that is not active, 422 for an end that is over.
 */
export function movePeriodEnd(
  transaction: Transaction,
  subscription: SubscriptionRow,
  to: string,
): SubscriptionRow {
  assertChangeable(subscription);
  if (subscription.status !== 'active' && subscription.status !== 'trialing') throw inactive(subscription);
  if (compareInstants(to, transaction.now) <= 0) {
    throw unacceptable(
      ['body', 'current_billing_period_end'],
      'Billing period end must be in the future.',
      to,
    );
  }
  const moved = { ...withPeriodEnd(subscription, to), anchor_day: dayOfMonth(to) };
  return saveSubscription(transaction, moved, ['subscription.updated']);
}
