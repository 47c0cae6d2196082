import type { Decimal } from 'decimal.js';
import { fromIso } from '../time/instant.ts';
import { exactDecimal, PythonDecimal } from './decimal.ts';

/** Seconds as Python's `total_seconds()` has them: a double. */
function secondsBetween(start: string, end: string): number {
  return (fromIso(end) - fromIso(start)) / 1_000_000;
}

/**
 * The share of a period that is left at an instant: `max(0, end − at) / (end − start)` to the microsecond.
 *
 * Polar makes its decimals of doubles (`Decimal(delta.total_seconds())`), and so does this: most fractions of a second
 * are a little more or less than written, which tells where the exact product would be a whole number or a half.
 *
 * @see Polar's `server/polar/subscription/update.py`, `_calculate_time_proration`, as of 2026-08-22.
 */
export function remainingShare(start: string, end: string, at: string): Decimal {
  const total = secondsBetween(start, end);
  const left = secondsBetween(at, end);
  if (total <= 0 || left <= 0) return new PythonDecimal(0);
  return exactDecimal(left).div(exactDecimal(total));
}

/** A product's prorated line: half-even, per line and never on a difference. Minor units. */
export function prorateLine(amount: number, share: Decimal): number {
  return new PythonDecimal(amount).mul(share).toDecimalPlaces(0, PythonDecimal.ROUND_HALF_EVEN).toNumber();
}

/** A change of seats or units, prorated: one amount for the delta, truncated toward zero. Minor units. */
export function prorateDelta(oldAmount: number, newAmount: number, share: Decimal): number {
  return new PythonDecimal(newAmount - oldAmount).mul(share).trunc().toNumber() + 0;
}
