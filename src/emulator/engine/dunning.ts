import type { models } from '@polar-sh/sdk/2026-10';
import type { OrderRow, SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { fromIso, toIso } from '../time/instant.ts';
import { addInterval } from '../time/period.ts';
import { chargeOrder } from './charge.ts';
import { endSubscription } from './end-subscription.ts';
import { markPaid, saveOrder, voidOrder } from './orders.ts';
import { saveSubscription } from './save-subscription.ts';

/**
 * Days between one failed attempt and the next: attempts on days 0, 2, 7, 14 and 21.
 *
 * @see Polar's `server/polar/config.py`, `DUNNING_RETRY_INTERVALS`, as of 2026-08-22.
 */
export const retryIntervalDays: readonly number[] = [2, 5, 7, 7];

const MINUTE = 60_000_000;

/** Collects a pending order; success recovers its subscription, failure begins or goes on dunning. */
export function collectOrder(
  transaction: Transaction,
  order: OrderRow,
  trigger: models.PaymentTrigger,
): OrderRow {
  const outcome = chargeOrder(transaction, order, trigger);
  return outcome === 'succeeded' ? settle(transaction, order) : fail(transaction, order, trigger);
}

function subscriptionOf(transaction: Transaction, order: OrderRow): SubscriptionRow | null {
  return order.subscription_id === null ? null : transaction.need('subscriptions', order.subscription_id);
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

function fail(transaction: Transaction, order: OrderRow, trigger: models.PaymentTrigger): OrderRow {
  const subscription = subscriptionOf(transaction, order);
  const isScheduled = trigger === 'subscription_cycle' || trigger === 'retry_dunning';
  // A retry that a person asked for leaves the schedule as it is.
  if (!isScheduled) return order;
  const failures = order.failed_attempts + 1;
  const days = retryIntervalDays[failures - 1];
  const deadline = subscription?.past_due_deadline ?? null;
  const isExhausted =
    days === undefined || (deadline !== null && fromIso(transaction.now) > fromIso(deadline));
  if (isExhausted)
    return giveUp(transaction, saveOrder(transaction, { ...order, failed_attempts: failures }));
  const next_payment_attempt_at = addInterval(transaction.now, 'day', days ?? 0);
  // The date of the next attempt changes without an order event, as at Polar.
  const waiting = saveOrder(transaction, { ...order, failed_attempts: failures, next_payment_attempt_at });
  if (subscription?.status === 'active') {
    const past_due_deadline = toIso(fromIso(addInterval(transaction.now, 'day', 21)) + MINUTE);
    saveSubscription(
      transaction,
      { ...subscription, status: 'past_due', past_due_at: transaction.now, past_due_deadline },
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
