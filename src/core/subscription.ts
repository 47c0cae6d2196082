import type { Instant, Interval } from './instant.ts';
import type { Money } from './money.ts';

/** The states of a subscription, spelled as Polar spells them. */
export const SUBSCRIPTION_STATUSES = [
  'incomplete',
  'incomplete_expired',
  'trialing',
  'active',
  'past_due',
  'canceled',
  'unpaid',
  'paused',
] as const;

/** One of {@link SUBSCRIPTION_STATUSES}. A scheduled cancellation is a flag, not a status. */
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** What a customer is subscribed to. */
export interface Subscription {
  id: string;
  status: SubscriptionStatus;
  planId: string;
  planName: string;
  /** The catalog's price; `null` for a product that is no longer in the catalog. */
  priceId: string | null;
  /** Per interval, before tax; `null` when the caller may not see amounts. */
  money: Money | null;
  interval: Interval;
  intervalCount: number;
  /** `null` for plans that are not sold by seat. */
  seats: number | null;
  startedAt: Instant | null;
  currentPeriodStart: Instant;
  /** Exclusive. */
  currentPeriodEnd: Instant;
  trialStart: Instant | null;
  trialEnd: Instant | null;
  cancelAtPeriodEnd: boolean;
  canceledAt: Instant | null;
  /** When a scheduled cancellation takes effect. */
  endsAt: Instant | null;
  endedAt: Instant | null;
  pastDueAt: Instant | null;
  /** Until when access lasts while past due; `null` when there is no grace. */
  graceEndsAt: Instant | null;
  pauseAtPeriodEnd: boolean;
  pausedAt: Instant | null;
  resumesAt: Instant | null;
  pendingChange: PendingChange | null;
}

/** A change that waits for the end of the period. */
export interface PendingChange {
  appliesAt: Instant;
  planId: string;
  planName: string;
  priceId: string | null;
  /** `null` when the caller may not see amounts, or the price is unknown. */
  money: Money | null;
  interval: Interval;
  intervalCount: number;
}

/** Whether a subscription is over: nothing will be charged and a new one can be bought. */
export function hasEnded(status: SubscriptionStatus): boolean {
  switch (status) {
    case 'canceled':
    case 'unpaid':
    case 'incomplete_expired':
      return true;
    case 'incomplete':
    case 'trialing':
    case 'active':
    case 'past_due':
    case 'paused':
      return false;
    default:
      return status satisfies never;
  }
}

/** Whether the customer may use what they pay for at `now`; `past_due` keeps access until its grace ends. */
export function grantsAccess(
  subscription: Pick<Subscription, 'status' | 'graceEndsAt'>,
  now: Instant,
): boolean {
  switch (subscription.status) {
    case 'trialing':
    case 'active':
      return true;
    case 'past_due':
      return subscription.graceEndsAt !== null && Date.parse(now) < Date.parse(subscription.graceEndsAt);
    case 'incomplete':
    case 'incomplete_expired':
    case 'canceled':
    case 'unpaid':
    case 'paused':
      return false;
    default:
      return subscription.status satisfies never;
  }
}
