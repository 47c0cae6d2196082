import type { Decimal } from 'decimal.js';
import { fromIso } from '../time/instant.ts';
import { PythonDecimal } from './decimal.ts';

/**
 * The share of a period that is left at an instant: `max(0, end − at) / (end − start)` to the microsecond.
 *
 * @see Polar's `server/polar/subscription/update.py` as of 2026-08-22: Python `Decimal`, 28 significant digits.
 */
export function remainingShare(start: string, end: string, at: string): Decimal {
  const total = fromIso(end) - fromIso(start);
  if (total <= 0) return new PythonDecimal(0);
  const left = Math.max(0, fromIso(end) - fromIso(at));
  return new PythonDecimal(left).div(1_000_000).div(new PythonDecimal(total).div(1_000_000));
}

/** A product's prorated line: half-even, per line and never on a difference. Minor units. */
export function prorateLine(amount: number, share: Decimal): number {
  return new PythonDecimal(amount).mul(share).toDecimalPlaces(0, PythonDecimal.ROUND_HALF_EVEN).toNumber();
}

/** A change of seats or units, prorated: one amount for the delta, truncated toward zero. Minor units. */
export function prorateDelta(oldAmount: number, newAmount: number, share: Decimal): number {
  return new PythonDecimal(newAmount - oldAmount).mul(share).trunc().toNumber() + 0;
}
