import type { models } from '@polar-sh/sdk/2026-10';
import type { OrderRow, PaymentMethodRow, SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { compareInstants, fromIso, toIso } from '../time/instant.ts';
import { addInterval } from '../time/period.ts';
import type { CardRefusal } from './cards.ts';
import { type ChargeOutcome, chargeOrder } from './charge.ts';
import { endSubscription } from './end-subscription.ts';
import { markPaid, saveOrder, voidOrder } from './orders.ts';
import { saveSubscription } from './save-subscription.ts';

/**
 * Days between one failed attempt and the next: attempts on days 0, 2, 7, 14 and 21.
 *
 * @see Polar's `server/polar/config.py`, `DUNNING_RETRY_INTERVALS`, as of 2026-08-22.
 */
export const retryIntervalDays: readonly number[] = [2, 5, 7, 7];

/** Refusals that no later attempt can change: there is one more, at the very end. */
const hopeless: readonly CardRefusal['code'][] = ['lost_card', 'expired_card'];

const MINUTE = 60_000_000;
const GRACE_DAYS = 21;

/** What became of an order that was to be collected. */
export interface Collection {
  order: OrderRow;
  outcome: ChargeOutcome;
}

/** Collects a pending order; success recovers its subscription, failure begins or goes on dunning. */
export function collectOrder(
  transaction: Transaction,
  order: OrderRow,
  trigger: models.PaymentTrigger,
  card?: PaymentMethodRow,
): Collection {
  const outcome = chargeOrder(transaction, order, trigger, card);
  if (outcome.kind === 'succeeded') return { outcome, order: settle(transaction, order) };
  // A retry that a person asked for leaves the schedule as it is.
  const isScheduled = trigger === 'subscription_cycle' || trigger === 'retry_dunning';
  if (!isScheduled) return { outcome, order };
  const isHopeless = outcome.kind === 'refused' && hopeless.includes(outcome.refusal.code);
  return { outcome, order: fail(transaction, order, isHopeless) };
}

// Usage that is billed within a period is collected on its own: the subscription goes on whatever comes of it.
function subscriptionOf(transaction: Transaction, order: OrderRow): SubscriptionRow | null {
  if (order.subscription_id === null || order.billing_reason === 'subscription_meter_cycle') return null;
  return transaction.need('subscriptions', order.subscription_id);
}

function settle(transaction: Transaction, order: OrderRow): OrderRow {
  const paid = markPaid(transaction, order);
  const subscription = subscriptionOf(transaction, order);
  if (subscription?.status === 'past_due') {
    saveSubscription(
      transaction,
      { ...subscription, status: 'active', past_due_at: null, past_due_deadline: null },
      ['subscription.updated', 'subscription.active'],
    );
  }
  return paid;
}

// An order that no subscription stands for has the same deadline, counted from when it was made.
function deadlineOf(transaction: Transaction, order: OrderRow, subscription: SubscriptionRow | null): string {
  const known = subscription?.past_due_deadline ?? null;
  if (known !== null) return known;
  const start = subscription === null ? order.created_at : transaction.now;
  return toIso(fromIso(addInterval(start, 'day', GRACE_DAYS)) + MINUTE);
}

function fail(transaction: Transaction, order: OrderRow, isHopeless: boolean): OrderRow {
  const subscription = subscriptionOf(transaction, order);
  const deadline = deadlineOf(transaction, order, subscription);
  const failures = order.failed_attempts + 1;
  const days = retryIntervalDays[failures - 1];
  const isOver = days === undefined || compareInstants(transaction.now, deadline) > 0;
  if (isOver) return giveUp(transaction, saveOrder(transaction, { ...order, failed_attempts: failures }));
  const next_payment_attempt_at = isHopeless ? deadline : addInterval(transaction.now, 'day', days);
  // The date of the next attempt changes without an order event, as at Polar.
  const waiting = saveOrder(transaction, { ...order, failed_attempts: failures, next_payment_attempt_at });
  if (subscription?.status === 'active') {
    saveSubscription(
      transaction,
      {
        ...subscription,
        status: 'past_due',
        past_due_at: transaction.now,
        past_due_deadline: deadline,
      },
      ['subscription.updated', 'subscription.past_due'],
    );
  }
  return waiting;
}

function giveUp(transaction: Transaction, order: OrderRow): OrderRow {
  const subscription = subscriptionOf(transaction, order);
  if (subscription === null || subscription.ended_at !== null) return voidOrder(transaction, order);
  endSubscription(transaction, subscription, { canceled_at: subscription.canceled_at ?? transaction.now });
  return transaction.need('orders', order.id);
}

/** Tries the pending orders of a customer at once, after a new default card. */
export function retryPendingOrders(transaction: Transaction, customerId: string): void {
  for (const order of transaction.by('orders', 'pending_customer_id', customerId)) {
    if (order.next_payment_attempt_at !== null)
      collectOrder(transaction, order, 'retry_payment_method_update');
  }
}
