import type { models } from '@polar-sh/sdk/2026-10';
import { apiError } from '../http/errors.ts';
import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { alreadyCanceled, inactive } from './change.ts';
import { endSubscription } from './end-subscription.ts';
import { saveSubscription } from './save-subscription.ts';

/** Why a customer cancels; the comment is the customer's own. */
export interface CancellationReason {
  reason: models.CustomerCancellationReason | null;
  comment: string | null;
}

/** Lets a subscription run out at the end of its period. Its status stays what it is. */
export function cancelAtPeriodEnd(
  transaction: Transaction,
  subscription: SubscriptionRow,
  { reason, comment }: CancellationReason,
): SubscriptionRow {
  if (subscription.ended_at !== null || subscription.cancel_at_period_end) throw alreadyCanceled();
  if (subscription.status === 'paused') throw inactive(subscription);
  return saveSubscription(
    transaction,
    {
      ...subscription,
      cancel_at_period_end: true,
      canceled_at: transaction.now,
      ends_at: subscription.current_period_end,
      customer_cancellation_reason: reason,
      customer_cancellation_comment: comment,
    },
    ['subscription.updated', 'subscription.canceled'],
  );
}

/** Takes a cancellation back, with its reason. */
export function uncancel(transaction: Transaction, subscription: SubscriptionRow): SubscriptionRow {
  if (subscription.ended_at !== null) throw alreadyCanceled();
  if (!subscription.cancel_at_period_end) {
    throw apiError(
      409,
      'SubscriptionNotScheduledToCancel',
      'This subscription is not scheduled to be canceled.',
    );
  }
  return saveSubscription(
    transaction,
    {
      ...subscription,
      cancel_at_period_end: false,
      canceled_at: null,
      ends_at: null,
      customer_cancellation_reason: null,
      customer_cancellation_comment: null,
    },
    ['subscription.updated', 'subscription.uncanceled'],
  );
}

/** Ends a subscription at once; pending orders become void. */
export function revoke(
  transaction: Transaction,
  subscription: SubscriptionRow,
  { reason, comment }: CancellationReason,
): SubscriptionRow {
  if (subscription.ended_at !== null) throw alreadyCanceled();
  return endSubscription(transaction, subscription, {
    cancel_at_period_end: false,
    canceled_at: subscription.canceled_at ?? transaction.now,
    customer_cancellation_reason: reason ?? subscription.customer_cancellation_reason,
    customer_cancellation_comment: comment ?? subscription.customer_cancellation_comment,
  });
}
