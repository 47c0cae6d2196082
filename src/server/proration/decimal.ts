/** How a quotient becomes a whole number. */
export type Rounding = 'half_even' | 'half_away' | 'toward_zero';

/** `coefficient / 10^scale`, never negative, of at most 28 significant digits. */
export interface Decimal {
  coefficient: bigint;
  /** Zero or positive. */
  scale: number;
}

/** The significant digits Python's default decimal context keeps; the provider computes in it. */
const PRECISION = 28;

/** A quotient of whole numbers as a whole number. The denominator is positive. */
export function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const isNegative = numerator < 0n;
  const magnitude = isNegative ? -numerator : numerator;
  const quotient = magnitude / denominator;
  const doubledRest = (magnitude % denominator) * 2n;
  const isTie = doubledRest === denominator;
  const isUp =
    rounding !== 'toward_zero' &&
    (doubledRest > denominator || (isTie && (rounding === 'half_away' || quotient % 2n === 1n)));
  const rounded = isUp ? quotient + 1n : quotient;
  return isNegative ? -rounded : rounded;
}

/** A quotient of whole, non-negative numbers to 28 significant digits, half-even. */
export function divideToPrecision(numerator: bigint, denominator: bigint): Decimal {
  if (numerator === 0n) return { coefficient: 0n, scale: 0 };
  // The quotient of the leading digits can take one digit more than their lengths say; then it is cut below.
  const scale = Math.max(0, PRECISION + 1 + digits(denominator) - digits(numerator));
  const scaled = numerator * 10n ** BigInt(scale);
  const surplus = Math.max(0, digits(scaled / denominator) - PRECISION);
  // Rounded once, from the exact quotient.
  return {
    coefficient: divideRounded(scaled, denominator * 10n ** BigInt(surplus), 'half_even'),
    scale: scale - surplus,
  };
}

/** A whole number times a decimal, cut to 28 significant digits as the provider's arithmetic does, then rounded. */
export function multiplyRounded(factor: bigint, decimal: Decimal, rounding: Rounding): bigint {
  const product = factor * decimal.coefficient;
  const surplus = Math.min(decimal.scale, Math.max(0, digits(product) - PRECISION));
  const cut = divideRounded(product, 10n ** BigInt(surplus), 'half_even');
  return divideRounded(cut, 10n ** BigInt(decimal.scale - surplus), rounding);
}

function digits(value: bigint): number {
  return (value < 0n ? -value : value).toString().length;
}
