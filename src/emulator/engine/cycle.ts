import { discountAmount } from '../money/discount.ts';
import type { ProductRow } from '../state/catalog-rows.ts';
import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { dayOfMonth, nextPeriodEnd } from '../time/period.ts';
import { periodLines, takeLines } from './billing-entries.ts';
import { discountOf, renewDiscount } from './discounts.ts';
import { collectOrder } from './dunning.ts';
import { endSubscription } from './end-subscription.ts';
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
    { ...renewed, amount: subscriptionAmount(transaction, renewed) },
    ['subscription.cycled', 'subscription.updated'],
  );
  return billPeriod(transaction, cycled);
}

/** Bills what waits and the period that has begun, and collects it. */
export function billPeriod(transaction: Transaction, subscription: SubscriptionRow): SubscriptionRow {
  const lines = [...takeLines(transaction, subscription.id), ...periodLines(transaction, subscription)];
  const order = createOrder(transaction, {
    subscription,
    lines,
    reason: 'subscription_cycle',
    checkoutId: null,
  });
  collectOrder(transaction, order, 'subscription_cycle');
  return transaction.need('subscriptions', subscription.id);
}

/** The end of a subscription that was canceled, with a last order for what still waits to be billed. */
export function endCanceled(transaction: Transaction, subscription: SubscriptionRow): void {
  const lines = takeLines(transaction, subscription.id);
  const ended = endSubscription(transaction, subscription, {});
  if (lines.length === 0) return;
  const order = createOrder(transaction, {
    subscription: ended,
    lines,
    reason: 'subscription_cycle',
    checkoutId: null,
  });
  collectOrder(transaction, order, 'subscription_cycle');
}
