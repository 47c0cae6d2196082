import type { Decimal } from 'decimal.js';
import { zeroDecimalCurrencies } from '../money/currency.ts';
import { PythonDecimal } from '../money/decimal.ts';
import { roundHalfAway } from '../money/round.ts';
import { tieredAmount } from '../money/tiers.ts';
import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import type { Line } from './billing-entries.ts';
import { consumedUnits, findCustomerMeter, resetMeter } from './customer-meters.ts';
import { isMetered, type MeteredPriceRow } from './prices.ts';

/** What a subscription has used of one of its meters, and what that costs so far, in minor units. */
export interface MeteredUsage {
  price: MeteredPriceRow;
  consumed: string;
  credited: number;
  amount: number;
}

const unitFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 12 });

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

function rawAmount(price: MeteredPriceRow, units: Decimal): Decimal {
  return price.amount_type === 'metered_unit'
    ? units.mul(price.unit_amount)
    : tieredAmount(price.tiers, units);
}

/** What usage costs: the units that no credit covers, at the price's rate, up to its cap. Minor units. */
export function usageAmount(price: MeteredPriceRow, consumed: string, credited: number): number {
  const units = PythonDecimal.max(0, new PythonDecimal(consumed).sub(credited));
  const amount = roundHalfAway(rawAmount(price, units));
  return price.cap_amount === null ? amount : Math.min(amount, price.cap_amount);
}

/** What a subscription has used since its meters were reset, by metered price. */
export function usageOf(transaction: Transaction, subscription: SubscriptionRow): MeteredUsage[] {
  return subscription.prices.filter(isMetered).map((price) => {
    const row = findCustomerMeter(transaction, subscription.customer_id, price.meter_id);
    const meter = transaction.need('meters', price.meter_id);
    const consumed = row === undefined ? '0' : consumedUnits(row, meter);
    const credited = row?.credited_units ?? 0;
    return { price, consumed, credited, amount: usageAmount(price, consumed, credited) };
  });
}

// As Polar words it: what is billed of it, at which rate, and the cap where it was reached.
function usageLabel(transaction: Transaction, { price, consumed, credited, amount }: MeteredUsage): string {
  const { name } = transaction.need('meters', price.meter_id);
  const units = PythonDecimal.max(0, new PythonDecimal(consumed).sub(credited)).toNumber();
  const rate =
    price.amount_type === 'metered_unit'
      ? ` × ${formatRate(price.unit_amount, price.price_currency)}`
      : ` by ${price.tiers.type} tiers`;
  const isCapped = price.cap_amount !== null && amount === price.cap_amount;
  const cap = isCapped ? ` — Capped at ${formatRate(amount, price.price_currency)}` : '';
  return `${name} — (${unitFormat.format(units)} consumed units)${rate}${cap}`;
}

/**
 * The lines of what a subscription used until now. A period without usage has a line of nothing, as at Polar.
 *
 * @see Polar's `server/polar/billing_entry/service.py`, `_get_metered_line_item`.
 */
export function meteredLines(transaction: Transaction, subscription: SubscriptionRow, start: string): Line[] {
  return usageOf(transaction, subscription)
    .filter(({ consumed }) => consumed !== '0')
    .map((usage) => ({
      label: usageLabel(transaction, usage),
      amount: usage.amount,
      proration: false,
      product_price_id: usage.price.id,
      start_timestamp: start,
      end_timestamp: transaction.now,
    }));
}

/** Begins counting anew for everything a subscription is billed by use for. */
export function resetMeters(transaction: Transaction, subscription: SubscriptionRow): void {
  const meterIds = new Set(subscription.prices.filter(isMetered).map((price) => price.meter_id));
  for (const meterId of meterIds) {
    const row = findCustomerMeter(transaction, subscription.customer_id, meterId);
    if (row !== undefined) resetMeter(transaction, row);
  }
}
