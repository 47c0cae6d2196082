import { z } from 'zod';
import { money, SUBSCRIPTION_STATUSES } from '../../core/index.ts';
import type { SubscriptionRecord } from '../../server/ports/index.ts';
import {
  readWire,
  toTimestamps,
  wireAmount,
  wireCurrency,
  wireInstant,
  wireInterval,
  wireOptionalInstant,
  wireOptionalText,
  wireTimestamps,
} from './read-wire.ts';

const polarSubscription = z.object({
  ...wireTimestamps,
  id: z.string(),
  customer_id: z.string(),
  product_id: z.string(),
  status: z.enum(SUBSCRIPTION_STATUSES),
  amount: wireAmount,
  currency: wireCurrency,
  recurring_interval: wireInterval,
  recurring_interval_count: z.int(),
  seats: z.int().nullish(),
  started_at: wireOptionalInstant,
  current_period_start: wireInstant,
  current_period_end: wireInstant,
  trial_start: wireOptionalInstant,
  trial_end: wireOptionalInstant,
  cancel_at_period_end: z.boolean(),
  canceled_at: wireOptionalInstant,
  ends_at: wireOptionalInstant,
  ended_at: wireOptionalInstant,
  past_due_at: wireOptionalInstant,
  pause_at_period_end: z.boolean(),
  paused_at: wireOptionalInstant,
  resumes_at: wireOptionalInstant,
  pending_update: z
    .object({ id: z.string(), applies_at: wireInstant, product_id: z.string().nullable() })
    .nullable(),
  checkout_id: wireOptionalText,
});

type PolarSubscription = z.output<typeof polarSubscription>;

function toPendingChange(pending: PolarSubscription['pending_update']): SubscriptionRecord['pendingChange'] {
  if (pending === null) return null;
  return { id: pending.id, appliesAt: pending.applies_at, productId: pending.product_id };
}

/** Polar's subscription in our words. */
export function toSubscriptionRecord(wire: z.input<typeof polarSubscription>): SubscriptionRecord {
  const subscription = readWire(polarSubscription, wire, 'subscription');
  return {
    ...toTimestamps(subscription),
    id: subscription.id,
    customerId: subscription.customer_id,
    productId: subscription.product_id,
    status: subscription.status,
    money: money(subscription.amount, subscription.currency),
    interval: subscription.recurring_interval,
    intervalCount: subscription.recurring_interval_count,
    seats: subscription.seats ?? null,
    startedAt: subscription.started_at,
    currentPeriodStart: subscription.current_period_start,
    currentPeriodEnd: subscription.current_period_end,
    trialStart: subscription.trial_start,
    trialEnd: subscription.trial_end,
    cancelAtPeriodEnd: subscription.cancel_at_period_end,
    canceledAt: subscription.canceled_at,
    endsAt: subscription.ends_at,
    endedAt: subscription.ended_at,
    pastDueAt: subscription.past_due_at,
    pauseAtPeriodEnd: subscription.pause_at_period_end,
    pausedAt: subscription.paused_at,
    resumesAt: subscription.resumes_at,
    pendingChange: toPendingChange(subscription.pending_update),
    checkoutId: subscription.checkout_id,
  };
}
