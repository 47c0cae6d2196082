import { type Issue, PolarApiError } from '../http/errors.ts';
import { formatMoney, maximumCharge, minimumCharge } from '../money/currency.ts';
import type { PriceRow } from '../state/catalog-rows.ts';
import type { CheckoutRow } from '../state/rows.ts';
import type { QuantityKind } from './change-quantity.ts';

/** How many may be bought; `max` is `null` where there is no end. */
export interface Bounds {
  min: number;
  max: number | null;
}

/** What somebody asks for of what a price counts; absent and `null` leave it as it is. */
export interface WantedQuantities {
  seats?: number | null | undefined;
  units?: number | null | undefined;
  amount?: number | null | undefined;
}

function refuse(loc: string, issue: Omit<Issue, 'loc'>): PolarApiError {
  return new PolarApiError(422, {
    error: 'PolarRequestValidationError',
    detail: [{ ...issue, loc: ['body', loc] }],
  });
}

function within(outer: Bounds, min: number | null, max: number | null): Bounds {
  return {
    min: Math.max(outer.min, min ?? outer.min),
    max: outer.max === null || max === null ? (outer.max ?? max) : Math.min(outer.max, max),
  };
}

/** How many seats or units a checkout sells, by its price and its own limits; `null` where no price counts them. */
export function boundsOf(row: CheckoutRow, prices: readonly PriceRow[], kind: QuantityKind): Bounds | null {
  for (const price of prices) {
    if (kind === 'seats' && price.amount_type === 'seat_based') {
      const { minimum_seats: min, maximum_seats: max } = price.seat_tiers;
      return within({ min, max }, row.min_seats, row.max_seats);
    }
    if (kind === 'units' && price.amount_type === 'unit_based') {
      const min = Math.max(1, price.minimum_units ?? 1);
      return within({ min, max: price.maximum_units }, row.min_units, row.max_units);
    }
  }
  return null;
}

const bases = { seats: 'seat-based', units: 'unit-based' } as const;

function quantityOf(
  row: CheckoutRow,
  prices: readonly PriceRow[],
  kind: QuantityKind,
  wanted: number | null | undefined,
): number | null {
  const bounds = boundsOf(row, prices, kind);
  if (bounds === null) {
    if (wanted == null) return null;
    const msg = `${kind === 'seats' ? 'Seats' : 'Units'} can only be set for ${bases[kind]} pricing.`;
    throw refuse(kind, { type: 'value_error', msg, input: wanted });
  }
  const { min, max } = bounds;
  // What was chosen of another product may be too few or too many of this one.
  const kept = Math.min(Math.max(row[kind] ?? min, min), max ?? Number.POSITIVE_INFINITY);
  const chosen = wanted ?? kept;
  if (chosen < min) {
    const msg = `Minimum ${min} ${kind} required.`;
    throw refuse(kind, { type: 'greater_than_equal', msg, input: chosen, ctx: { ge: min } });
  }
  if (max !== null && chosen > max) {
    const msg = `Maximum ${max} ${kind} allowed.`;
    throw refuse(kind, { type: 'less_than_equal', msg, input: chosen, ctx: { le: max } });
  }
  return chosen;
}

type CustomPrice = Extract<PriceRow, { amount_type: 'custom' }>;

/** The price whose amount the buyer chooses, if there is one. */
export function customPrice(prices: readonly PriceRow[]): CustomPrice | undefined {
  return prices.find((price) => price.amount_type === 'custom');
}

// Polar's guards, in Polar's order: server/polar/product/price_set.py, `validate_custom_price_amount`.
function assertAmount(price: CustomPrice, amount: number): void {
  const { minimum_amount, maximum_amount, price_currency: currency } = price;
  const smallest = minimumCharge(currency);
  if (minimum_amount === 0 && amount > 0 && amount < smallest) {
    const msg = `Amount must be 0 or at least ${formatMoney(smallest, currency)}.`;
    const ctx = { allowed: [0], ge: smallest };
    throw refuse('amount', { type: 'invalid_amount', msg, input: amount, ctx });
  }
  if (amount < minimum_amount) {
    const ctx = { ge: minimum_amount };
    throw refuse('amount', {
      type: 'greater_than_equal',
      msg: 'Amount is below minimum.',
      input: amount,
      ctx,
    });
  }
  if (maximum_amount !== null && amount > maximum_amount) {
    const ctx = { le: maximum_amount };
    throw refuse('amount', { type: 'less_than_equal', msg: 'Amount is above maximum.', input: amount, ctx });
  }
  const largest = maximumCharge(currency);
  if (amount > largest) {
    const msg = `Amount must be at most ${formatMoney(largest, currency)}.`;
    throw refuse('amount', { type: 'less_than_equal', msg, input: amount, ctx: { le: largest } });
  }
}

function amountOf(
  row: CheckoutRow,
  prices: readonly PriceRow[],
  wanted: number | null | undefined,
): number | null {
  const price = customPrice(prices);
  // Polar ignores an amount where no price lets the buyer choose one.
  if (price === undefined) return null;
  if (wanted == null) return row.amount ?? (price.preset_amount || price.minimum_amount);
  assertAmount(price, wanted);
  return wanted;
}

/**
 * The checkout with what is asked for of seats, units and an amount; what its prices do not count is `null`.
 *
 * @throws {PolarApiError} 422 for seats or units that no price counts, and for what is out of bounds.
 */
export function withQuantities(
  row: CheckoutRow,
  prices: readonly PriceRow[],
  wanted: WantedQuantities,
): CheckoutRow {
  return {
    ...row,
    seats: quantityOf(row, prices, 'seats', wanted.seats),
    units: quantityOf(row, prices, 'units', wanted.units),
    amount: amountOf(row, prices, wanted.amount),
  };
}
