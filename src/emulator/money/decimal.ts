import { Decimal as DecimalConstructor } from 'decimal.js';

/** Decimals as Python's default context has them: 28 significant digits, half-even. */
export const PythonDecimal = DecimalConstructor.clone({
  precision: 28,
  rounding: DecimalConstructor.ROUND_HALF_EVEN,
});

/** Decimal places that write out any double of 2⁻⁹⁹ or more, and every multiple of its last bit, in full. */
const EVERY_PLACE = 100;

/**
 * A double as Python's `Decimal(float)` takes it: by its exact binary value, so that 0.1 is
 * 0.1000000000000000055511151231257827….
 */
export function exactDecimal(double: number): DecimalConstructor {
  return new PythonDecimal(double.toFixed(EVERY_PLACE));
}

/** Divides two whole, non-negative numbers and rounds half up, without floating point. */
export function divideHalfUp(numerator: number, denominator: number): number {
  return new PythonDecimal(numerator)
    .div(denominator)
    .toDecimalPlaces(0, DecimalConstructor.ROUND_HALF_UP)
    .toNumber();
}
