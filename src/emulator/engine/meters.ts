import type { Decimal } from 'decimal.js';
import { zeroDecimalCurrencies } from '../money/currency.ts';
import { PythonDecimal } from '../money/decimal.ts';
import { roundHalfAway } from '../money/round.ts';
import { tieredAmount } from '../money/tiers.ts';
import type { MeterRow } from '../state/catalog-rows.ts';
import type { MeteredEntryRow } from '../state/ownership-rows.ts';
import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { compareInstants } from '../time/instant.ts';
import type { Line } from './billing-entries.ts';
import { customerMeterOf, resetMeter } from './customer-meters.ts';
import { dropEntries, entriesOf } from './metered-entries.ts';
import { isMetered, type MeteredPriceRow } from './prices.ts';
import { isSummable, mergeTallies, unitsOf } from './tally.ts';

/** What a subscription has used of one of its meters, and what that costs so far, in minor units. */
export interface MeteredUsage {
  price: MeteredPriceRow;
  meter: MeterRow;
  /** What it is made of; none where nothing was used or credited. */
  entries: readonly MeteredEntryRow[];
  /** As a decimal text. */
  consumed: string;
  credited: number;
  amount: number;
}

const unitFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });

function formatRate(amount: string | number, currency: string): string {
  const isWhole = zeroDecimalCurrencies.includes(currency);
  const value = new PythonDecimal(amount).div(isWhole ? 1 : 100);
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: isWhole ? 0 : 2,
    maximumFractionDigits: 14,
  })
    .format(value.toNumber())
    .replaceAll('\u00a0', ' ');
}

// What is billed: no credit makes it less than nothing.
function billableUnits(consumed: string, credited: number): Decimal {
  return PythonDecimal.max(0, new PythonDecimal(consumed).sub(credited));
}

function uncappedAmount(price: MeteredPriceRow, units: Decimal): number {
  return roundHalfAway(
    price.amount_type === 'metered_unit' ? units.mul(price.unit_amount) : tieredAmount(price.tiers, units),
  );
}

/** What usage costs: the units that no credit covers, at the price's rate, up to its cap. Minor units. */
export function usageAmount(price: MeteredPriceRow, consumed: string, credited: number): number {
  const amount = uncappedAmount(price, billableUnits(consumed, credited));
  return price.cap_amount === null ? amount : Math.min(amount, price.cap_amount);
}

// What adds up is billed at the price it was used at, and not at all once that price is no longer the subscription's.
// What does not (the most, the least, the mean, how many different ones) is billed as a whole at the present price.
function usageAt(
  transaction: Transaction,
  entries: readonly MeteredEntryRow[],
  price: MeteredPriceRow,
): MeteredUsage {
  const meter = transaction.need('meters', price.meter_id);
  const own = entries.filter(({ meter_id, product_price_id }) =>
    isSummable(meter) ? product_price_id === price.id : meter_id === meter.id,
  );
  const consumed = unitsOf(mergeTallies(transaction, own, meter), meter);
  const credited = own.reduce((sum, one) => sum + one.credited_units, 0);
  return { price, meter, entries: own, consumed, credited, amount: usageAmount(price, consumed, credited) };
}

/** What a subscription has used that is not billed yet, by metered price. */
export function usageOf(transaction: Transaction, subscription: SubscriptionRow): MeteredUsage[] {
  const prices = subscription.prices.filter(isMetered);
  if (prices.length === 0) return [];
  const entries = entriesOf(transaction, subscription.id);
  return prices.map((price) => usageAt(transaction, entries, price));
}

// As Polar words it: what is billed of it, at which rate, and the cap where it was reached.
function usageLabel({ price, meter, consumed, credited, amount }: MeteredUsage): string {
  const units = billableUnits(consumed, credited);
  const shown = units.toDecimalPlaces(3, PythonDecimal.ROUND_HALF_EVEN).toNumber();
  const used = `${meter.name} — (${unitFormat.format(shown)} consumed units`;
  const rate =
    price.amount_type === 'metered_unit'
      ? `) × ${formatRate(price.unit_amount, price.price_currency)}`
      : `, ${price.tiers.type} pricing)`;
  const isCapped = amount < uncappedAmount(price, units);
  return `${used}${rate}${isCapped ? ` — Capped at ${formatRate(amount, price.price_currency)}` : ''}`;
}

function toLine(usage: MeteredUsage): Line {
  const { entries, amount, price } = usage;
  const [first] = entries.map((one) => one.start_timestamp).sort(compareInstants);
  const [last] = entries.map((one) => one.end_timestamp).sort((left, right) => compareInstants(right, left));
  return {
    label: usageLabel(usage),
    amount,
    proration: false,
    product_price_id: price.id,
    start_timestamp: first ?? null,
    end_timestamp: last ?? null,
  };
}

/**
 * The lines of what a subscription used and was credited until now, from its first event to its last. Where there was
 * nothing there is no line; where credits cover all, there is one of nothing.
 *
 * @see Polar's `server/polar/billing_entry/service.py`, `compute_pending_subscription_line_items`.
 */
export function meteredLines(transaction: Transaction, subscription: SubscriptionRow): Line[] {
  return usageOf(transaction, subscription)
    .filter(({ entries }) => entries.length > 0)
    .map(toLine);
}

/** Begins counting anew for everything a subscription is billed by use for. */
export function resetMeters(transaction: Transaction, subscription: SubscriptionRow): void {
  const meterIds = new Set(subscription.prices.filter(isMetered).map((price) => price.meter_id));
  for (const meterId of meterIds) {
    const meter = transaction.need('meters', meterId);
    resetMeter(transaction, customerMeterOf(transaction, subscription.customer_id, meter));
  }
}

/** Takes the lines of what was used, for the order that is made of them now, and begins counting anew. */
export function takeMeteredLines(transaction: Transaction, subscription: SubscriptionRow): Line[] {
  const usages = usageOf(transaction, subscription).filter(({ entries }) => entries.length > 0);
  for (const { entries } of usages) dropEntries(transaction, entries);
  resetMeters(transaction, subscription);
  return usages.map(toLine);
}
