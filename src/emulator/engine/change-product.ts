import type { models } from '@polar-sh/sdk/2026-10';
import { apiError, unacceptable } from '../http/errors.ts';
import { allocateDiscount } from '../money/discount.ts';
import { prorateLine, remainingShare } from '../money/proration.ts';
import type { ProductRow } from '../state/catalog-rows.ts';
import type { OrderRow, SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { fromIso } from '../time/instant.ts';
import { addInterval } from '../time/period.ts';
import { creditLabel, debitLabel, keepEntries, type Line, priceLabel, takeLines } from './billing-entries.ts';
import { chargeOrder } from './charge.ts';
import { beginPeriod, periodFrom, withProduct } from './cycle.ts';
import { discountOf } from './discounts.ts';
import { createOrder, markPaid } from './orders.ts';
import { isFree, isStatic, pricesIn, staticAmount } from './prices.ts';
import { saveSubscription } from './save-subscription.ts';

/** What a change of product did: the order it made, if it made one, and the lines it left for the next. */
export interface ProductChange {
  subscription: SubscriptionRow;
  order: OrderRow | null;
  kept: Line[];
}

/** Refuses a subscription that cannot be changed any more. */
export function assertChangeable(subscription: SubscriptionRow): void {
  if (subscription.ended_at !== null || subscription.cancel_at_period_end) {
    throw apiError(
      403,
      'AlreadyCanceledSubscription',
      'This subscription is already canceled or will be at the end of the period.',
    );
  }
  const isBillable = ['trialing', 'active', 'past_due'].includes(subscription.status);
  if (!isBillable) throw apiError(403, 'InactiveSubscription', 'This subscription is not active.');
}

/** Refuses a product that the subscription cannot move to. */
export function assertTarget(subscription: SubscriptionRow, product: ProductRow | undefined): ProductRow {
  const loc = ['body', 'product_id'];
  if (product === undefined) throw unacceptable(loc, 'Product does not exist.');
  if (product.is_archived) throw unacceptable(loc, 'Product is archived.', product.id);
  if (!product.is_recurring) throw unacceptable(loc, 'Product is not recurring.', product.id);
  if (pricesIn(product, subscription.currency).length === 0) {
    throw unacceptable(loc, `Product has no price in ${subscription.currency}.`, product.id);
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

function prorationLines(transaction: Transaction, before: SubscriptionRow, after: SubscriptionRow): Line[] {
  return [...remainingLines(transaction, before, -1), ...remainingLines(transaction, after, 1)];
}

/**
 * Charges an order at once.
 *
 * @throws {PolarApiError} 402 `PaymentFailed`: the whole change is undone.
 */
export function chargeNow(transaction: Transaction, order: OrderRow): OrderRow {
  const outcome = chargeOrder(transaction, order, 'purchase');
  if (outcome === 'succeeded') return markPaid(transaction, order);
  const detail = outcome === 'declined' ? 'Your card was declined.' : 'No payment method on file.';
  throw apiError(402, 'PaymentFailed', detail);
}

/** Ends a trial now and bills the first period at once; a failed charge leaves the subscription trialing. */
export function endTrialNow(transaction: Transaction, subscription: SubscriptionRow): ProductChange {
  const ended = beginPeriod(transaction, { ...subscription, trial_end: transaction.now }, transaction.now);
  const [order] = transaction.by('orders', 'subscription_id', ended.id).slice(-1);
  if (order?.status === 'pending') throw apiError(402, 'PaymentFailed', 'Your card was declined.');
  return { subscription: ended, order: order ?? null, kept: [] };
}

function changeWhileTrialing(
  transaction: Transaction,
  subscription: SubscriptionRow,
  product: ProductRow,
): ProductChange {
  const changed = { ...withProduct(transaction, subscription, product), pending_update: null };
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
  behavior: 'invoice' | 'prorate',
): ProductChange {
  const repriced = { ...withProduct(transaction, subscription, product), pending_update: null };
  const isNewInterval =
    repriced.recurring_interval !== subscription.recurring_interval ||
    repriced.recurring_interval_count !== subscription.recurring_interval_count;
  const after = isNewInterval ? { ...repriced, ...periodFrom(repriced, transaction.now) } : repriced;
  const lines = prorationLines(transaction, subscription, after);
  const saved = saveSubscription(transaction, after, ['subscription.updated']);
  // A new interval starts a new period, so nothing is left for the lines to wait for.
  if (behavior === 'prorate' && !isNewInterval) {
    keepEntries(transaction, saved.id, lines);
    return { subscription: saved, order: null, kept: lines };
  }
  const order = createOrder(transaction, {
    subscription: saved,
    lines: [...takeLines(transaction, saved.id), ...lines],
    reason: 'subscription_update',
    checkoutId: null,
  });
  return { subscription: saved, order: chargeNow(transaction, order), kept: [] };
}

/**
 * Moves a subscription to another product by Polar's own arithmetic; to its own product nothing happens.
 *
 * @throws {PolarApiError} 402, 403 or 422; the caller's transaction must then leave nothing behind.
 */
export function changeProduct(
  transaction: Transaction,
  subscription: SubscriptionRow,
  product: ProductRow,
  behavior: models.SubscriptionProrationBehavior,
): ProductChange {
  assertChangeable(subscription);
  if (behavior === 'reset') {
    throw unacceptable(['body', 'proration_behavior'], 'This organization cannot use reset.', behavior);
  }
  if (product.id === subscription.product_id) return { subscription, order: null, kept: [] };
  if (behavior === 'next_period') {
    const pending_update = {
      id: transaction.newId(),
      created_at: transaction.stamp(),
      modified_at: null,
      applies_at: subscription.current_period_end,
      product_id: product.id,
      seats: null,
      units: null,
    };
    const saved = saveSubscription(transaction, { ...subscription, pending_update }, [
      'subscription.updated',
    ]);
    return { subscription: saved, order: null, kept: [] };
  }
  if (subscription.status === 'trialing') return changeWhileTrialing(transaction, subscription, product);
  return changeNow(transaction, subscription, product, behavior);
}
