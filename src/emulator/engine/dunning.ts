import type { models } from '@polar-sh/sdk/2026-10';
import type { OrderRow, SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { compareInstants, fromIso, toIso } from '../time/instant.ts';
import { addInterval } from '../time/period.ts';
import { type ChargedCard, type ChargeOutcome, chargeOrder } from './charge.ts';
import { unrecoverableDeclineCodes } from './decline-codes.ts';
import { endSubscription } from './end-subscription.ts';
import { markPaid, saveOrder, voidOrder } from './orders.ts';
import { organizationOf } from './organization.ts';
import { paymentLockEnd } from './payment-lock.ts';
import { saveSubscription } from './save-subscription.ts';

/**
 * Days between one failed attempt and the next: attempts on days 0, 2, 7, 14 and 21.
 *
 * @see Polar's `server/polar/config.py`, `DUNNING_RETRY_INTERVALS`, as of 2026-08-22.
 */
export const retryIntervalDays: readonly number[] = [2, 5, 7, 7];

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
  card?: ChargedCard,
): Collection {
  const outcome = chargeOrder(transaction, order, trigger, card);
  if (outcome.kind === 'succeeded') return { outcome, order: settleOrder(transaction, order) };
  // A retry that a person asked for leaves the schedule as it is.
  const isScheduled = trigger === 'subscription_cycle' || trigger === 'retry_dunning';
  if (!isScheduled || order.subscription_id === null) return { outcome, order };
  if (hasEnded(transaction, order)) return { outcome, order: stopDunning(transaction, order) };
  const isHopeless = outcome.kind === 'refused' && unrecoverableDeclineCodes.includes(outcome.refusal.code);
  return { outcome, order: fail(transaction, order, isHopeless) };
}

/**
 * Tries an order whose next attempt is due. One whose subscription has ended is no longer tried, and stays pending; one
 * that its customer is paying right now waits for that.
 */
export function retryOrder(transaction: Transaction, order: OrderRow): void {
  const lockedUntil = paymentLockEnd(transaction, order);
  if (lockedUntil !== null) saveOrder(transaction, { ...order, next_payment_attempt_at: lockedUntil });
  else if (hasEnded(transaction, order)) stopDunning(transaction, order);
  else collectOrder(transaction, order, 'retry_dunning');
}

function hasEnded(transaction: Transaction, { subscription_id: id }: OrderRow): boolean {
  return id !== null && transaction.need('subscriptions', id).ended_at !== null;
}

function stopDunning(transaction: Transaction, order: OrderRow): OrderRow {
  if (order.next_payment_attempt_at === null) return order;
  return saveOrder(transaction, { ...order, next_payment_attempt_at: null });
}

// Usage that is billed within a period is collected on its own: the subscription goes on whatever comes of it.
function subscriptionOf(transaction: Transaction, order: OrderRow): SubscriptionRow | null {
  if (order.subscription_id === null || order.billing_reason === 'subscription_meter_cycle') return null;
  return transaction.need('subscriptions', order.subscription_id);
}

/** Marks an order as paid; a subscription that was past due for it is active again. */
export function settleOrder(transaction: Transaction, order: OrderRow): OrderRow {
  const paid = markPaid(transaction, order);
  const subscription = subscriptionOf(transaction, order);
  if (subscription?.status === 'past_due') {
    saveSubscription(
      transaction,
      {
        ...subscription,
        status: 'active',
        past_due_at: null,
        past_due_deadline: null,
        benefits_end_at: null,
      },
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
  const isFirst = order.next_payment_attempt_at === null;
  if (isFirst && subscription?.status === 'active') {
    saveSubscription(
      transaction,
      {
        ...subscription,
        status: 'past_due',
        past_due_at: transaction.now,
        past_due_deadline: deadline,
        benefits_end_at: graceEnd(transaction),
      },
      ['subscription.updated', 'subscription.past_due'],
    );
  }
  return waiting;
}

// Without grace the benefits go with the first failure.
function graceEnd(transaction: Transaction): string | null {
  const days = organizationOf(transaction).subscription_settings.benefit_revocation_grace_period;
  return days === 0 ? null : addInterval(transaction.now, 'day', days);
}

function giveUp(transaction: Transaction, order: OrderRow): OrderRow {
  const subscription = subscriptionOf(transaction, order);
  if (subscription === null) return voidOrder(transaction, order);
  endSubscription(transaction, subscription, { canceled_at: subscription.canceled_at ?? transaction.now });
  return transaction.need('orders', order.id);
}

/**
 * Tries the pending orders of a customer at once, after a new default card: those of subscriptions that are past due
 * and go on. The schedule stays as it is.
 *
 * @see Polar's `server/polar/order/service.py`, `schedule_retry_for_past_due_orders`.
 */
export function retryPendingOrders(transaction: Transaction, customerId: string): void {
  const pending = transaction.by('orders', 'pending_customer_id', customerId);
  for (const order of pending.filter((one) => isRetriedByNewCard(transaction, one)))
    collectOrder(transaction, order, 'retry_payment_method_update');
}

function isRetriedByNewCard(transaction: Transaction, order: OrderRow): boolean {
  if (order.subscription_id === null || paymentLockEnd(transaction, order) !== null) return false;
  const { status, cancel_at_period_end, past_due_deadline } = transaction.need(
    'subscriptions',
    order.subscription_id,
  );
  if (status !== 'past_due' || cancel_at_period_end) return false;
  return past_due_deadline === null || compareInstants(transaction.now, past_due_deadline) <= 0;
}
