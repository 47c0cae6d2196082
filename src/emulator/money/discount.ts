import type { DiscountRow } from '../state/catalog-rows.ts';

/** The terms of a discount that decide how much it takes off. */
export type DiscountTerms = Pick<DiscountRow, 'type' | 'basis_points' | 'amounts'>;

/**
 * What a percentage takes off an amount in minor units.
 *
 * Polar multiplies by a binary fraction and rounds half away from zero; the same double arithmetic is used here on
 * purpose, so that 57 percent of 50 is 28 here as it is there (28.5 exactly, 28.499… in doubles).
 *
 * @see Polar's `server/polar/models/discount.py`, `DiscountPercentage.get_discount_amount`, and `kit/math.py`.
 */
export function percentageOff(amount: number, basisPoints: number): number {
  const exact = amount * (basisPoints / 10_000);
  const whole = Math.trunc(exact);
  return Math.abs(exact - whole) >= 0.5 ? whole + Math.sign(exact) : whole + 0;
}

/** What a discount takes off a sum in a currency; a fixed one never takes more than there is. Minor units. */
export function discountAmount(discount: DiscountTerms, amount: number, currency: string): number {
  if (discount.type === 'percentage') return percentageOff(amount, discount.basis_points ?? 0);
  return Math.max(0, Math.min(discount.amounts?.[currency] ?? 0, amount));
}

/**
 * Splits a discount over several amounts: a percentage is taken off each, a fixed one is shared out by largest
 * remainder, so that the parts add up to it exactly. Minor units.
 *
 * @see Polar's `server/polar/models/discount.py`, `allocate_discount_amounts`.
 */
export function allocateDiscount(
  discount: DiscountTerms,
  amounts: readonly number[],
  currency: string,
): number[] {
  if (discount.type === 'percentage')
    return amounts.map((amount) => discountAmount(discount, amount, currency));
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const whole = BigInt(discountAmount(discount, sum, currency));
  if (sum <= 0) return amounts.map(() => 0);
  const shares = amounts.map((amount, index) => ({
    index,
    floor: (whole * BigInt(amount)) / BigInt(sum),
    remainder: (whole * BigInt(amount)) % BigInt(sum),
  }));
  let left = whole - shares.reduce((total, { floor }) => total + floor, 0n);
  const byRemainder = [...shares].sort((left_, right) =>
    left_.remainder === right.remainder
      ? left_.index - right.index
      : Number(right.remainder - left_.remainder),
  );
  const parts = shares.map(({ floor }) => Number(floor));
  for (const { index } of byRemainder) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1n;
  }
  return parts;
}
