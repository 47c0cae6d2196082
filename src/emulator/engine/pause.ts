import { apiError, unacceptable } from '../http/errors.ts';
import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { compareInstants } from '../time/instant.ts';
import { billPeriod } from './cycle.ts';
import { saveSubscription } from './save-subscription.ts';
import { periodFrom } from './terms.ts';

/**
 * Lets a subscription pause at the end of its period, until it is resumed or `resumesAt` has come.
 *
 * @throws {PolarApiError} 409 unless it is active with nothing like it planned, 422 when it would resume too early.
 */
export function schedulePause(
  transaction: Transaction,
  subscription: SubscriptionRow,
  resumesAt: string | null,
): SubscriptionRow {
  const canPause =
    subscription.status === 'active' &&
    !subscription.cancel_at_period_end &&
    !subscription.pause_at_period_end;
  if (!canPause) throw apiError(409, 'CannotPauseSubscription', 'This subscription cannot be paused.');
  if (resumesAt !== null && compareInstants(resumesAt, subscription.current_period_end) <= 0) {
    throw unacceptable(['body', 'resumes_at'], 'resumes_at must be after the current period end.', resumesAt);
  }
  const paused = { ...subscription, pause_at_period_end: true, resumes_at: resumesAt };
  return saveSubscription(transaction, paused, ['subscription.updated']);
}

/**
 * Takes back a pause that has not begun.
 *
 * @throws {PolarApiError} 409 when none is planned.
 */
export function dropScheduledPause(transaction: Transaction, subscription: SubscriptionRow): SubscriptionRow {
  if (!subscription.pause_at_period_end) {
    throw apiError(409, 'NoScheduledPause', 'This subscription is not scheduled to be paused.');
  }
  const kept = { ...subscription, pause_at_period_end: false, resumes_at: null };
  return saveSubscription(transaction, kept, ['subscription.updated']);
}

/** What the end of a period is for a subscription that is to pause: no next period and no order. */
export function beginPause(transaction: Transaction, subscription: SubscriptionRow): SubscriptionRow {
  return saveSubscription(
    transaction,
    { ...subscription, status: 'paused', paused_at: transaction.now, pause_at_period_end: false },
    ['subscription.updated', 'subscription.paused'],
  );
}

/**
 * Lets a paused subscription go on: a new period begins now, on a new anchor day, and is billed at once.
 *
 * @throws {PolarApiError} 409 when it is not paused.
 */
export function resume(transaction: Transaction, subscription: SubscriptionRow): SubscriptionRow {
  if (subscription.status !== 'paused') {
    throw apiError(409, 'NotPausedSubscription', 'This subscription is not paused.');
  }
  const resumed = saveSubscription(
    transaction,
    {
      ...subscription,
      ...periodFrom(subscription, transaction.now),
      status: 'active',
      paused_at: null,
      resumes_at: null,
    },
    ['subscription.updated', 'subscription.resumed'],
  );
  return billPeriod(transaction, resumed);
}
