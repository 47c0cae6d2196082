import { discountAmount } from '../money/discount.ts';
import type { PriceRow, ProductRow } from '../state/catalog-rows.ts';
import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { dayOfMonth, nextPeriodEnd } from '../time/period.ts';
import { discountOf } from './discounts.ts';
import { baseAmount, pricesIn } from './prices.ts';

/** What a subscription costs for a period by what is known before it begins: all prices less the discount, before tax. */
export function subscriptionAmount(transaction: Transaction, subscription: SubscriptionRow): number {
  const base = baseAmount(subscription.prices, subscription);
  const discount = discountOf(transaction, subscription);
  return discount === null ? base : base - discountAmount(discount, base, subscription.currency);
}

// Whoever moves to a price that counts something starts with the least of it that can be bought.
function firstQuantities(
  prices: readonly PriceRow[],
  { seats, units }: Pick<SubscriptionRow, 'seats' | 'units'>,
): Pick<SubscriptionRow, 'seats' | 'units'> {
  const first = { seats, units };
  for (const price of prices) {
    if (price.amount_type === 'seat_based') first.seats ??= price.seat_tiers.minimum_seats;
    if (price.amount_type === 'unit_based') first.units ??= Math.max(1, price.minimum_units ?? 1);
  }
  return first;
}

/**
 * A subscription with another product's prices and interval, and the least quantity of what only the new prices count;
 * its period is the caller's matter.
 */
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
    ...firstQuantities(prices, subscription),
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
