import type { models } from '@polar-sh/sdk/2026-10';
import { apiError, unacceptable } from '../http/errors.ts';
import type { OrderRow, SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import type { Line } from './billing-entries.ts';
import { organizationOf } from './organization.ts';

/** What a change did: the order it made, if it made one, and the lines it left for the next. */
export interface Change {
  subscription: SubscriptionRow;
  order: OrderRow | null;
  kept: Line[];
}

/** A change that moved no money. */
export function unchanged(subscription: SubscriptionRow): Change {
  return { subscription, order: null, kept: [] };
}

/** What Polar says of a subscription that is over, or will be. */
export function alreadyCanceled() {
  return apiError(
    403,
    'AlreadyCanceledSubscription',
    'This subscription is already canceled or will be at the end of the period.',
  );
}

/** What Polar says of a subscription that is not active. */
export function inactive(subscription: SubscriptionRow) {
  return apiError(403, 'InactiveSubscription', `Subscription ${subscription.id} is not active.`);
}

/** Refuses a subscription that cannot be changed any more. */
export function assertChangeable(subscription: SubscriptionRow): void {
  if (subscription.ended_at !== null || subscription.cancel_at_period_end) throw alreadyCanceled();
  const isBillable = ['trialing', 'active', 'past_due'].includes(subscription.status);
  if (!isBillable) throw inactive(subscription);
}

/** Refuses `reset` where the organization does not have that preview. */
export function assertReset(transaction: Transaction, behavior: models.SubscriptionProrationBehavior): void {
  if (behavior !== 'reset') return;
  if (organizationOf(transaction).feature_settings?.reset_proration_behavior_enabled === true) return;
  throw unacceptable(
    ['body', 'proration_behavior'],
    "The 'reset' proration behavior is not enabled for this organization.",
    behavior,
  );
}
