import type { models } from '@polar-sh/sdk/2026-10';
import { apiError } from '../http/errors.ts';
import { allocateDiscount } from '../money/discount.ts';
import { prorateDelta, remainingShare } from '../money/proration.ts';
import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { debitLabel, type Line } from './billing-entries.ts';
import { assertChangeable, assertReset, type Change, unchanged } from './change.ts';
import { discountOf } from './discounts.ts';
import { deferChange, withoutPendingQuantity } from './pending-update.ts';
import { isStatic, type StaticPriceRow, staticAmount } from './prices.ts';
import { settleChange } from './settle-change.ts';
import { periodFrom, subscriptionAmount } from './terms.ts';

/** What is counted: seats that people take, or units that a buyer declares. */
export type QuantityKind = 'seats' | 'units';

const amountTypes = { seats: 'seat_based', units: 'unit_based' } as const;

function boundsOf(price: StaticPriceRow): { min: number; max: number | null } {
  if (price.amount_type === 'seat_based') {
    const { minimum_seats, maximum_seats } = price.seat_tiers;
    return { min: minimum_seats, max: maximum_seats };
  }
  if (price.amount_type === 'unit_based') {
    const last = price.tiers.tiers.at(-1)?.bound ?? null;
    return { min: Math.max(1, price.minimum_units ?? 1), max: price.maximum_units ?? last };
  }
  return { min: 0, max: null };
}

/** The seats that people have or are invited to. */
export function assignedSeats(transaction: Transaction, subscriptionId: string): number {
  const seats = transaction.by('seats', 'subscription_id', subscriptionId);
  return seats.filter((one) => one.status !== 'revoked').length;
}

const names = { seats: 'Seats', units: 'Units' } as const;

// Polar's guards, in Polar's order.
function assertQuantity(
  transaction: Transaction,
  subscription: SubscriptionRow,
  kind: QuantityKind,
  wanted: number,
): StaticPriceRow {
  assertChangeable(subscription);
  const price = subscription.prices.filter(isStatic).find((one) => one.amount_type === amountTypes[kind]);
  if (price === undefined) {
    const error = kind === 'seats' ? 'NotASeatBasedSubscription' : 'NotAUnitBasedSubscription';
    const base = kind === 'seats' ? 'seat-based' : 'unit-based';
    throw apiError(400, error, `This subscription does not support ${base} pricing.`);
  }
  const { min, max } = boundsOf(price);
  if (wanted < min) throw apiError(400, `BelowMinimum${names[kind]}`, `Minimum ${min} ${kind} required.`);
  if (max !== null && wanted > max) {
    throw apiError(400, `AboveMaximum${names[kind]}`, `Maximum ${max} ${kind} allowed.`);
  }
  const assigned = kind === 'seats' ? assignedSeats(transaction, subscription.id) : 0;
  if (wanted < assigned) {
    const detail = `Cannot decrease seats to ${wanted}. Currently ${assigned} seats are assigned. Revoke seats first.`;
    throw apiError(400, 'SeatsAlreadyAssigned', detail);
  }
  return price;
}

// A discount is taken off the whole, so each total gets its share of it, never the difference.
function effectiveAmount(
  transaction: Transaction,
  subscription: SubscriptionRow,
  price: StaticPriceRow,
): number {
  const prices = subscription.prices.filter(isStatic);
  const amounts = prices.map((one) => staticAmount(one, subscription));
  const discount = discountOf(transaction, subscription);
  const off = discount === null ? [] : allocateDiscount(discount, amounts, subscription.currency);
  const index = prices.findIndex((one) => one.id === price.id);
  return (amounts[index] ?? 0) - (off[index] ?? 0);
}

/**
 * The one line of a change of seats or units: the difference of both totals for what is left of the period, cut off
 * toward zero; none where that is nothing. `reset` charges the new quantity in full.
 *
 * @see Polar's `server/polar/subscription/update.py`, `_generate_seats_subscription_update`.
 */
function quantityLines(
  transaction: Transaction,
  before: SubscriptionRow,
  after: SubscriptionRow,
  price: StaticPriceRow,
  kind: QuantityKind,
  isReset: boolean,
): Line[] {
  const { now } = transaction;
  const share = remainingShare(before.current_period_start, before.current_period_end, now);
  const amount = isReset
    ? effectiveAmount(transaction, after, price)
    : prorateDelta(
        effectiveAmount(transaction, before, price),
        effectiveAmount(transaction, after, price),
        share,
      );
  if (amount === 0) return [];
  const { name } = transaction.need('products', before.product_id);
  const label = `${name} (${before[kind] ?? 1} → ${after[kind] ?? 1} ${kind})`;
  const end = after.current_period_end;
  return [
    {
      label: amount < 0 ? `Remaining time on ${debitLabel(label, now, end)}` : debitLabel(label, now, end),
      amount,
      proration: true,
      product_price_id: price.id,
      start_timestamp: now,
      end_timestamp: end,
    },
  ];
}

/**
 * Changes how many seats or units a subscription has. The quantity it has already changes nothing, and takes back one
 * that waits for the period's end.
 *
 * @throws {PolarApiError} 400 outside the price's bounds or below the seats that are assigned, 402, 403 or 422; the
 * caller's transaction must then leave nothing behind.
 */
export function changeQuantity(
  transaction: Transaction,
  subscription: SubscriptionRow,
  kind: QuantityKind,
  wanted: number,
  behavior: models.SubscriptionProrationBehavior,
): Change {
  assertReset(transaction, behavior);
  const price = assertQuantity(transaction, subscription, kind, wanted);
  if ((subscription[kind] ?? 1) === wanted) {
    return unchanged(withoutPendingQuantity(transaction, subscription, kind));
  }
  if (behavior === 'next_period') return deferChange(transaction, subscription, { [kind]: wanted });
  const { pending_update } = subscription;
  const counted: SubscriptionRow = {
    ...subscription,
    [kind]: wanted,
    // A product that waits for the period's end still does, and will be sold at the quantity of then.
    pending_update: pending_update?.product_id == null ? null : { ...pending_update, [kind]: null },
  };
  const isReset = behavior === 'reset';
  const timed = isReset ? { ...counted, ...periodFrom(counted, transaction.now) } : counted;
  const after = { ...timed, amount: subscriptionAmount(transaction, timed) };
  const lines = quantityLines(transaction, subscription, after, price, kind, isReset);
  return settleChange(transaction, {
    before: subscription,
    after,
    lines,
    isImmediate: behavior !== 'prorate',
  });
}
