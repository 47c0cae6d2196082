import { discountAmount } from '../money/discount.ts';
import type { ProductRow } from '../state/catalog-rows.ts';
import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { dayOfMonth, nextPeriodEnd } from '../time/period.ts';
import { cycleGrants } from './benefits.ts';
import { type Line, periodLines, takeLines } from './billing-entries.ts';
import { discountOf, renewDiscount } from './discounts.ts';
import { collectOrder } from './dunning.ts';
import { endSubscription } from './end-subscription.ts';
import { meteredLines, resetMeters } from './meters.ts';
import { createOrder } from './orders.ts';
import { applyPendingUpdate } from './pending-update.ts';
import { baseAmount, pricesIn } from './prices.ts';
import { saveSubscription } from './save-subscription.ts';

/** What a subscription costs for a period by what is known before it begins: all prices less the discount, before tax. */
export function subscriptionAmount(transaction: Transaction, subscription: SubscriptionRow): number {
  const base = baseAmount(subscription.prices, subscription);
  const discount = discountOf(transaction, subscription);
  return discount === null ? base : base - discountAmount(discount, base, subscription.currency);
}

/** A subscription with another product's prices and interval; its period is the caller's matter. */
export function withProduct(
  transaction: Transaction,
  subscription: SubscriptionRow,
  product: ProductRow,
): SubscriptionRow {
  const prices = pricesIn(product, subscription.currency);
  if (prices.length === 0 || product.recurring_interval === null) {
    throw new Error(
      `floe-billing: product ${product.id} has no recurring price in ${subscription.currency}.`,
    );
  }
  const changed = {
    ...subscription,
    product_id: product.id,
    prices,
    recurring_interval: product.recurring_interval,
    recurring_interval_count: product.recurring_interval_count ?? 1,
  };
  return { ...changed, amount: subscriptionAmount(transaction, changed) };
}

/** The period that begins at an instant; without an anchor day the instant's own day becomes it. */
export function periodFrom(
  subscription: SubscriptionRow,
  start: string,
  anchorDay: number = dayOfMonth(start),
): Pick<SubscriptionRow, 'current_period_start' | 'current_period_end' | 'anchor_day'> {
  const { recurring_interval, recurring_interval_count } = subscription;
  return {
    current_period_start: start,
    current_period_end: nextPeriodEnd(start, recurring_interval, recurring_interval_count, anchorDay),
    anchor_day: anchorDay,
  };
}

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
    {
      ...renewed,
      ...meterPeriodFrom(transaction, renewed, start),
      amount: subscriptionAmount(transaction, renewed),
    },
    ['subscription.cycled', 'subscription.updated'],
  );
  return billPeriod(transaction, cycled, current.current_period_start);
}

/** When the meters of a subscription are billed next, where its product bills them more often than the rest. */
export function meterPeriodFrom(
  transaction: Transaction,
  subscription: SubscriptionRow,
  start: string,
): Pick<SubscriptionRow, 'current_meter_period_start' | 'current_meter_period_end'> {
  const { meter_interval, meter_interval_count } = transaction.need('products', subscription.product_id);
  if (meter_interval === null) return { current_meter_period_start: null, current_meter_period_end: null };
  const end = nextPeriodEnd(start, meter_interval, meter_interval_count ?? 1, subscription.anchor_day);
  return { current_meter_period_start: start, current_meter_period_end: end };
}

/**
 * Bills what waits, what was used, and the period that has begun, and collects it. Counting begins anew, and units that
 * come with each period are credited.
 */
export function billPeriod(
  transaction: Transaction,
  subscription: SubscriptionRow,
  usedSince: string = subscription.current_period_start,
): SubscriptionRow {
  const lines = [
    ...takeLines(transaction, subscription.id),
    ...meteredLines(transaction, subscription, usedSince),
    ...periodLines(transaction, subscription),
  ];
  resetMeters(transaction, subscription);
  cycleGrants(transaction, subscription);
  collectLines(transaction, subscription, lines, 'subscription_cycle');
  return transaction.need('subscriptions', subscription.id);
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

/** Bills what was used in a period of the meters that ends within one of the subscription. */
export function endMeterPeriod(transaction: Transaction, subscription: SubscriptionRow): void {
  const { current_meter_period_start: start, current_meter_period_end: end } = subscription;
  if (start === null || end === null) return;
  const lines = meteredLines(transaction, subscription, start);
  resetMeters(transaction, subscription);
  const moved = saveSubscription(
    transaction,
    { ...subscription, ...meterPeriodFrom(transaction, subscription, end) },
    ['subscription.updated'],
  );
  collectLines(transaction, moved, lines, 'subscription_meter_cycle');
}

/** The end of a subscription that was canceled, with a last order for what waits and what was used. */
export function endCanceled(transaction: Transaction, subscription: SubscriptionRow): void {
  const lines = [
    ...takeLines(transaction, subscription.id),
    ...meteredLines(transaction, subscription, subscription.current_period_start),
  ];
  resetMeters(transaction, subscription);
  const ended = endSubscription(transaction, subscription, {});
  collectLines(transaction, ended, lines, 'subscription_cycle');
}
