import { Decimal as DecimalConstructor } from 'decimal.js';

/** Decimals as Python's default context has them: 28 significant digits, half-even. */
export const PythonDecimal = DecimalConstructor.clone({
  precision: 28,
  rounding: DecimalConstructor.ROUND_HALF_EVEN,
});

/** Divides two whole, non-negative numbers and rounds half up, without floating point. */
export function divideHalfUp(numerator: number, denominator: number): number {
  return new PythonDecimal(numerator)
    .div(denominator)
    .toDecimalPlaces(0, DecimalConstructor.ROUND_HALF_UP)
    .toNumber();
}
