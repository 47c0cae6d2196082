import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { dayOfMonth } from '../time/period.ts';
import { cycleGrants } from './benefits.ts';
import { type Line, periodLines, takeLines } from './billing-entries.ts';
import { renewDiscount } from './discounts.ts';
import { collectOrder } from './dunning.ts';
import { endSubscription } from './end-subscription.ts';
import { meterPeriodFrom } from './meter-period.ts';
import { takeMeteredLines } from './meters.ts';
import { createOrder } from './orders.ts';
import { applyPendingUpdate } from './pending-update.ts';
import { isMetered } from './prices.ts';
import { saveSubscription } from './save-subscription.ts';
import { periodFrom, subscriptionAmount } from './terms.ts';

/**
 * Begins the next period at `start`: a scheduled change is applied, the trial is over, the period is billed.
 * The period advances before its payment is tried.
 */
export function beginPeriod(
  transaction: Transaction,
  current: SubscriptionRow,
  start: string,
): SubscriptionRow {
  const updated = applyPendingUpdate(transaction, current);
  const isNewInterval =
    updated.recurring_interval !== current.recurring_interval ||
    updated.recurring_interval_count !== current.recurring_interval_count;
  const isAnchored = current.status !== 'trialing' && !isNewInterval;
  const renewed = renewDiscount(transaction, {
    ...updated,
    ...periodFrom(updated, start, isAnchored ? current.anchor_day : dayOfMonth(start)),
    status: current.status === 'trialing' ? 'active' : current.status,
  });
  const cycled = saveSubscription(
    transaction,
    { ...renewed, amount: subscriptionAmount(transaction, renewed) },
    ['subscription.cycled', 'subscription.updated'],
  );
  return billPeriod(transaction, cycled);
}

/**
 * Bills what waits, what was used, and the period that has begun, and collects it. Counting begins anew, and units that
 * come with each period are credited.
 */
export function billPeriod(transaction: Transaction, subscription: SubscriptionRow): SubscriptionRow {
  const waiting = takeLines(transaction, subscription.id);
  const used = takeMeteredLines(transaction, subscription);
  cycleGrants(transaction, subscription);
  const lines = [...waiting, ...used, ...periodLines(transaction, subscription)];
  collectLines(transaction, subscription, lines, 'subscription_cycle');
  const billed = transaction.need('subscriptions', subscription.id);
  // Counting anew changes what its meters show, which Polar tells when it has computed them again.
  return billed.prices.some(isMetered)
    ? saveSubscription(transaction, billed, ['subscription.updated'])
    : billed;
}

// Where nothing is to be billed there is no order.
function collectLines(
  transaction: Transaction,
  subscription: SubscriptionRow,
  lines: readonly Line[],
  reason: 'subscription_cycle' | 'subscription_meter_cycle',
): void {
  if (lines.length === 0) return;
  const order = createOrder(transaction, { subscription, lines, reason, checkoutId: null });
  collectOrder(transaction, order, 'subscription_cycle');
}

/**
 * Bills what was used in a period of the meters that ends within one of the subscription, and credits the units that
 * come with the next one. Usage that costs nothing makes no order.
 */
export function endMeterPeriod(transaction: Transaction, subscription: SubscriptionRow): void {
  const { current_meter_period_end: end } = subscription;
  if (end === null) return;
  const lines = takeMeteredLines(transaction, subscription);
  const moved = saveSubscription(
    transaction,
    { ...subscription, ...meterPeriodFrom(transaction, subscription, end) },
    ['subscription.updated'],
  );
  cycleGrants(transaction, moved);
  const billed = lines.filter(({ amount }) => amount > 0);
  collectLines(transaction, moved, billed, 'subscription_meter_cycle');
}

/** The end of a subscription that was canceled, with a last order for what waits and what was used. */
export function endCanceled(transaction: Transaction, subscription: SubscriptionRow): void {
  const lines = [...takeLines(transaction, subscription.id), ...takeMeteredLines(transaction, subscription)];
  const ended = endSubscription(transaction, subscription, {});
  collectLines(transaction, ended, lines, 'subscription_cycle');
}
