import { describe, expect, it } from 'vitest';
import { prorateDelta, prorateLine, remainingShare } from '../../src/emulator/money/proration.ts';

/*
 * Polar's arithmetic as read in its source of 2026-08-22. Every figure was computed with Python's own decimal module:
 * round(Decimal(amount) * f) for a product's line and int(Decimal(delta) * f) for seats and units, where f is
 * Decimal((end - at).total_seconds()) / Decimal((end - start).total_seconds()).
 */

const half = remainingShare('2027-01-01T00:00:00Z', '2027-01-31T00:00:00Z', '2027-01-16T00:00:00Z');
const third = remainingShare('2027-04-01T00:00:00Z', '2027-05-01T00:00:00Z', '2027-04-21T00:00:00Z');

describe('at half of the period', () => {
  it.each([
    [1, 0],
    [3, 2],
    [5, 2],
    [999, 500],
    [12_345, 6_172],
    [0, 0],
    [99_999_999, 50_000_000],
  ])('a product line of %d prorates half-even to %d', (amount, expected) => {
    expect(prorateLine(amount, half)).toBe(expected);
  });

  it.each([
    [3, 1],
    [999, 499],
    [-3, -1],
    [-999, -499],
    [1, 0],
    [-1, 0],
  ])('a seat delta of %d is cut toward zero to %d', (delta, expected) => {
    expect(prorateDelta(0, delta, half)).toBe(expected);
  });

  it('takes the difference of two totals before it cuts, not the parts', () => {
    // Of the parts it would be int(1000 / 2) - int(1 / 2) = 500.
    expect(prorateDelta(1, 1_000, half)).toBe(499);
    expect(prorateDelta(1_000, 1, half)).toBe(-499);
  });
});

describe('a share that never ends', () => {
  it('is cut after 28 digits, which costs a seat its last unit', () => {
    expect(third.toString()).toBe('0.3333333333333333333333333333');
    expect([3, 30, 300].map((delta) => prorateDelta(0, delta, third))).toEqual([0, 9, 99]);
  });

  it('is rounded up in its last digit where it is two thirds, which costs nothing', () => {
    const twoThirds = remainingShare('2027-04-01T00:00:00Z', '2027-05-01T00:00:00Z', '2027-04-11T00:00:00Z');
    expect(twoThirds.toString()).toBe('0.6666666666666666666666666667');
    expect([3, 30, 300].map((delta) => prorateDelta(0, delta, twoThirds))).toEqual([2, 20, 200]);
  });
});

describe('the remaining share', () => {
  it.each([
    // 15.5 of the 28 days that follow 31 January.
    [
      '2027-01-31T10:00:00Z',
      '2027-02-28T10:00:00Z',
      '2027-02-12T22:00:00Z',
      '0.5535714285714285714285714286',
    ],
    // 15 of 29 days, the leap day among them.
    [
      '2028-02-15T00:00:00Z',
      '2028-03-15T00:00:00Z',
      '2028-02-29T00:00:00Z',
      '0.5172413793103448275862068966',
    ],
    // A year that begins on a leap day has 365 days.
    [
      '2028-02-29T00:00:00Z',
      '2029-02-28T00:00:00Z',
      '2028-07-04T12:34:56.789012Z',
      '0.6533581687908422131939989126',
    ],
    // The night in which clocks in Europe are put on is as long as any other.
    [
      '2027-03-14T05:30:00Z',
      '2027-04-14T05:30:00Z',
      '2027-03-28T01:30:00.000001Z',
      '0.5537634408598416936923187836',
    ],
    [
      '2027-01-01T00:00:00Z',
      '2027-01-08T00:00:00Z',
      '2027-01-07T00:00:00Z',
      '0.1428571428571428571428571429',
    ],
    ['2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z', '2027-01-01T00:00:00Z', '1'],
    ['2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z', '2027-02-01T00:00:00Z', '0'],
    ['2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z', '2027-03-01T00:00:00Z', '0'],
  ])('of %s to %s at %s is %s', (start, end, at, expected) => {
    expect(remainingShare(start, end, at).toString()).toBe(expected);
  });

  it.each([
    // Decimal(1296000.3) is 1296000.30000000004656612873077392578125, Decimal(432000.3) a little less than written.
    ['2027-04-15T23:59:59.7Z', '0.5000001157407407587060681832', 4_320_001],
    ['2027-04-25T23:59:59.7Z', '0.1666667824074074029160755468', 1_440_000],
  ])('takes fractions of a second for doubles, as at %s', (at, share, expected) => {
    const found = remainingShare('2027-04-01T00:00:00Z', '2027-05-01T00:00:00Z', at);
    expect(found.toString()).toBe(share);
    // 8,640,000 times the exact share would be 4,320,001 and 1,440,001.
    expect(prorateDelta(0, 8_640_000, found)).toBe(expected);
  });
});
