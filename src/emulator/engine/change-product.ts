import type { models } from '@polar-sh/sdk/2026-10';
import { apiError, unacceptable } from '../http/errors.ts';
import { allocateDiscount } from '../money/discount.ts';
import { prorateLine, remainingShare } from '../money/proration.ts';
import type { PriceRow, ProductRow } from '../state/catalog-rows.ts';
import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { fromIso } from '../time/instant.ts';
import { addInterval } from '../time/period.ts';
import { creditLabel, debitLabel, type Line, priceLabel } from './billing-entries.ts';
import { assertChangeable, assertReset, type Change } from './change.ts';
import { beginPeriod } from './cycle.ts';
import { discountOf } from './discounts.ts';
import { deferChange } from './pending-update.ts';
import { isFree, isStatic, pricesIn, staticAmount } from './prices.ts';
import { saveSubscription } from './save-subscription.ts';
import { claimOwnSeat } from './seats.ts';
import { settleChange } from './settle-change.ts';
import { periodFrom, withProduct } from './terms.ts';

function has(prices: readonly PriceRow[], type: PriceRow['amount_type']): boolean {
  return prices.some((price) => price.amount_type === type);
}

/**
 * Refuses a product that the subscription cannot move to.
 *
 * @see Polar's `server/polar/subscription/service.py`, `validate_product_change`.
 */
export function assertTarget(
  subscription: SubscriptionRow,
  product: ProductRow | undefined,
  allowed: readonly models.ProductVisibility[] = ['draft', 'private', 'public'],
): ProductRow {
  const refuse = (msg: string) => unacceptable(['body', 'product_id'], msg, product?.id);
  if (product === undefined) throw refuse('Product does not exist.');
  if (product.is_archived) throw refuse('Product is archived.');
  if (!allowed.includes(product.visibility)) throw refuse('Product visibility is not allowed.');
  if (!product.is_recurring) throw refuse('Product is not recurring.');
  const prices = pricesIn(product, subscription.currency);
  if (prices.length === 0) {
    throw refuse("This product doesn't have a price for the subscription currency.");
  }
  if (has(prices, 'custom')) throw refuse("Can't update to a product with custom prices.");
  if (has(subscription.prices, 'seat_based') && !has(prices, 'seat_based')) {
    throw refuse("Can't switch from a seat-based to a non-seat-based product.");
  }
  if (has(subscription.prices, 'unit_based') && !has(prices, 'unit_based')) {
    throw refuse("Can't switch from a unit-based to a non-unit-based product.");
  }
  return product;
}

/**
 * What a period's prices, less their share of the discount, are worth from now to its end: one line for each price that
 * costs something. Custom and metered prices are not prorated.
 *
 * @see Polar's `server/polar/subscription/update.py`: each line is rounded half-even on its own.
 */
function remainingLines(transaction: Transaction, subscription: SubscriptionRow, sign: 1 | -1): Line[] {
  const { current_period_start: start, current_period_end: end, currency } = subscription;
  const { now } = transaction;
  const { name } = transaction.need('products', subscription.product_id);
  const share = remainingShare(start, end, now);
  const prices = subscription.prices
    .filter(isStatic)
    .filter((price) => price.amount_type !== 'custom' && !isFree([price]));
  const amounts = prices.map((price) => staticAmount(price, subscription));
  const discount = discountOf(transaction, subscription);
  const off = discount === null ? [] : allocateDiscount(discount, amounts, currency);
  return prices.map((price, index) => {
    const label = priceLabel(name, price, subscription);
    return {
      label: sign < 0 ? creditLabel(label, now, end) : debitLabel(label, now, end),
      // Adding zero keeps a credit of nothing from being minus zero.
      amount: sign * prorateLine((amounts[index] ?? 0) - (off[index] ?? 0), share) + 0,
      proration: true,
      product_price_id: price.id,
      start_timestamp: now,
      end_timestamp: end,
    };
  });
}

/** Ends a trial now and bills the first period at once; a failed charge leaves the subscription trialing. */
export function endTrialNow(transaction: Transaction, subscription: SubscriptionRow): Change {
  const ended = beginPeriod(transaction, { ...subscription, trial_end: transaction.now }, transaction.now);
  const [order] = transaction.by('orders', 'subscription_id', ended.id).slice(-1);
  if (order?.status === 'pending') throw apiError(402, 'PaymentFailed', 'Your card was declined.');
  return { subscription: ended, order: order ?? null, kept: [] };
}

function changeWhileTrialing(
  transaction: Transaction,
  subscription: SubscriptionRow,
  product: ProductRow,
): Change {
  const changed = withProduct(transaction, { ...subscription, pending_update: null }, product);
  const { trial_interval, trial_interval_count } = product;
  const trialStart = subscription.trial_start ?? subscription.current_period_start;
  const trialEnd =
    trial_interval === null || trial_interval_count === null
      ? transaction.now
      : addInterval(trialStart, trial_interval, trial_interval_count);
  if (fromIso(trialEnd) <= fromIso(transaction.now)) return endTrialNow(transaction, changed);
  const saved = saveSubscription(
    transaction,
    { ...changed, trial_end: trialEnd, current_period_end: trialEnd },
    ['subscription.updated'],
  );
  return { subscription: saved, order: null, kept: [] };
}

function changeNow(
  transaction: Transaction,
  subscription: SubscriptionRow,
  product: ProductRow,
  behavior: 'invoice' | 'prorate' | 'reset',
): Change {
  const repriced = withProduct(transaction, { ...subscription, pending_update: null }, product);
  const isReset = behavior === 'reset';
  // A new interval starts a new period, so nothing is left for the lines to wait for.
  const isNewPeriod =
    isReset ||
    repriced.recurring_interval !== subscription.recurring_interval ||
    repriced.recurring_interval_count !== subscription.recurring_interval_count;
  const after = isNewPeriod ? { ...repriced, ...periodFrom(repriced, transaction.now) } : repriced;
  // A reset takes the full price of a new period and gives nothing back for the old one.
  const credits = isReset ? [] : remainingLines(transaction, subscription, -1);
  const lines = [...credits, ...remainingLines(transaction, after, 1)];
  return settleChange(transaction, {
    before: subscription,
    after,
    lines,
    isImmediate: isNewPeriod || behavior === 'invoice',
  });
}

/**
 * Moves a subscription to another product by Polar's own arithmetic. Its own product is no exception: that moves it to
 * the prices the product has now.
 *
 * @throws {PolarApiError} 402, 403 or 422; the caller's transaction must then leave nothing behind.
 */
export function changeProduct(
  transaction: Transaction,
  subscription: SubscriptionRow,
  product: ProductRow,
  behavior: models.SubscriptionProrationBehavior,
): Change {
  assertChangeable(subscription);
  assertReset(transaction, behavior);
  const isFirstSeat =
    !has(subscription.prices, 'seat_based') && has(pricesIn(product, subscription.currency), 'seat_based');
  if (behavior === 'next_period') {
    if (!isFirstSeat) return deferChange(transaction, subscription, { product_id: product.id });
    const msg =
      "Switching from a non-seat to a seat-based product must apply immediately and can't use the 'next_period' proration behavior.";
    throw unacceptable(['body', 'proration_behavior'], msg, behavior);
  }
  const change =
    subscription.status === 'trialing'
      ? changeWhileTrialing(transaction, subscription, product)
      : changeNow(transaction, subscription, product, behavior);
  if (isFirstSeat) claimOwnSeat(transaction, { kind: 'subscription', row: change.subscription });
  return change;
}
