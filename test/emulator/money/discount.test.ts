import { describe, expect, it } from 'vitest';
import { allocateDiscount, discountAmount, percentageOff } from '../../../src/emulator/money/discount.ts';

const fixed = (amount: number) => ({ type: 'fixed', basis_points: null, amounts: { usd: amount } }) as const;
const percentage = (basis_points: number) => ({ type: 'percentage', basis_points, amounts: null }) as const;

describe('a percentage', () => {
  it.each([
    // Half away from zero, where Python's own round would say 2, 4 and 12.
    [5, 5_000, 3],
    [9, 5_000, 5],
    [25, 5_000, 13],
    [2_900, 1_000, 290],
    [999, 3_333, 333],
    [1, 4_999, 0],
    [100, 10_000, 100],
    [0, 5_000, 0],
    // 57 percent of 50 is 28.5; in doubles, as Polar computes it, 50 * 0.57 is 28.499999999999996.
    [50, 5_700, 28],
    [10, 3_500, 4],
  ])('of %d by %d basis points is %d', (amount, basisPoints, expected) => {
    expect(percentageOff(amount, basisPoints)).toBe(expected);
  });
});

describe('a fixed amount', () => {
  it.each([
    [1_500, 2_000, 1_500],
    [1_500, 1_000, 1_000],
    [0, 1_000, 0],
    // A sum of credits is not made smaller.
    [1_500, -1_000, 0],
  ])('of %d takes no more than there is off %d: %d', (off, amount, expected) => {
    expect(discountAmount(fixed(off), amount, 'usd')).toBe(expected);
  });

  it('takes nothing off in a currency that it has no amount for', () => {
    expect(discountAmount(fixed(1_500), 2_000, 'eur')).toBe(0);
  });
});

// The cases of Polar's own tests of `allocate_discount_amounts`, and three more.
describe('a discount over several prices', () => {
  it.each([
    [1_500, [1_000, 1_000], [750, 750]],
    [750, [300, 1_200], [150, 600]],
    [2_500, [1_000, 1_000], [1_000, 1_000]],
    [0, [1_000, 1_000], [0, 0]],
    [1_500, [1_000], [1_000]],
    [1_500, [2_000], [1_500]],
    [100, [100, 200], [33, 67]],
    [1_500, [], []],
    // Shares of 33.3 each: the first gets the unit that is left.
    [100, [100, 100, 100], [34, 33, 33]],
    // Shares of 0.5, 1.5 and 8: the tie goes to the first again.
    [10, [5, 15, 80], [1, 1, 8]],
    [10, [0, 0], [0, 0]],
    // 999 × 99,999,999 is more than a double holds exactly.
    [99_999_998, [99_999_999, 999], [99_998_999, 999]],
  ])('of %d is split over %j by largest remainder: %j', (off, amounts, expected) => {
    expect(allocateDiscount(fixed(off), amounts, 'usd')).toEqual(expected);
  });

  it('is taken off each price where it is a percentage, which may miss the whole by a unit', () => {
    expect(allocateDiscount(percentage(1_000), [1_000, 2_000], 'usd')).toEqual([100, 200]);
    expect(allocateDiscount(percentage(2_500), [1_000, 333], 'usd')).toEqual([250, 83]);
    expect(allocateDiscount(percentage(3_333), [100, 100], 'usd')).toEqual([33, 33]);
    expect(discountAmount(percentage(3_333), 200, 'usd')).toBe(67);
  });
});
