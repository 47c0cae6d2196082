import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  divideRounded,
  divideToPrecision,
  multiplyRounded,
  type Rounding,
} from '../../../src/server/proration/decimal.ts';

// [numerator, denominator, half_even, half_away, toward_zero]
it.each([
  [1n, 2n, 0n, 1n, 0n],
  [3n, 2n, 2n, 2n, 1n],
  [5n, 2n, 2n, 3n, 2n],
  [999n, 2n, 500n, 500n, 499n],
  [12_345n, 2n, 6172n, 6173n, 6172n],
  [-1n, 2n, 0n, -1n, 0n],
  [-3n, 2n, -2n, -2n, -1n],
  [-5n, 2n, -2n, -3n, -2n],
  [7n, 3n, 2n, 2n, 2n],
  [8n, 3n, 3n, 3n, 2n],
  [-8n, 3n, -3n, -3n, -2n],
  [6n, 3n, 2n, 2n, 2n],
  [0n, 3n, 0n, 0n, 0n],
])(
  'rounds %d / %d to %d half-even, %d away from zero, %d toward zero',
  (numerator, denominator, ...expected) => {
    const roundings: Rounding[] = ['half_even', 'half_away', 'toward_zero'];

    expect(roundings.map((rounding) => divideRounded(numerator, denominator, rounding))).toEqual(expected);
  },
);

it.each([
  [1n, 3n, 3_333_333_333_333_333_333_333_333_333n, 28],
  [2n, 3n, 6_666_666_666_666_666_666_666_666_667n, 28],
  [1n, 8n, 125n, 3],
  [0n, 5n, 0n, 0],
])('divides %d by %d to 28 digits', (numerator, denominator, coefficient, scale) => {
  const quotient = divideToPrecision(numerator, denominator);

  expect(quotient.coefficient * 10n ** BigInt(scale)).toBe(coefficient * 10n ** BigInt(quotient.scale));
});

const PythonDecimal = Decimal.clone({ precision: 28, rounding: Decimal.ROUND_HALF_EVEN });

it('agrees with a decimal context of 28 digits in every product of an amount and a share', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -99_999_999n, max: 99_999_999n }),
      fc.bigInt({ min: 1n, max: 31_622_400_000_000n }),
      fc.bigInt({ min: 1n, max: 31_622_400_000_000n }),
      (amount, one, other) => {
        const [left, total] = one < other ? [one, other] : [other, one];
        const exact = new PythonDecimal(String(amount)).mul(
          new PythonDecimal(String(left)).div(String(total)),
        );
        const share = divideToPrecision(left, total);

        expect(multiplyRounded(amount, share, 'half_even')).toBe(BigInt(exact.toDecimalPlaces(0).toFixed()));
        expect(multiplyRounded(amount, share, 'toward_zero')).toBe(BigInt(exact.trunc().toFixed()));
      },
    ),
  );
});
