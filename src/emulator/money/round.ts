import type { Decimal } from 'decimal.js';
import { PythonDecimal } from './decimal.ts';

/** Rounds to whole minor units, a half away from zero. @see Polar's `server/polar/kit/math.py`, `polar_round`. */
export function roundHalfAway(amount: Decimal): number {
  return amount.toDecimalPlaces(0, PythonDecimal.ROUND_HALF_UP).toNumber() + 0;
}
