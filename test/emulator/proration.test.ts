import { describe, expect, it } from 'vitest';
import { prorateDelta, prorateLine, remainingShare } from '../../src/emulator/money/proration.ts';

const half = remainingShare('2027-01-01T00:00:00Z', '2027-01-31T00:00:00Z', '2027-01-16T00:00:00Z');

// The ties of Polar's arithmetic, as read in its source of 2026-08-22.
describe('at half of the period', () => {
  it.each([
    [1, 0],
    [3, 2],
    [5, 2],
    [999, 500],
    [12_345, 6_172],
  ])('a product line of %d prorates half-even to %d', (amount, expected) => {
    expect(prorateLine(amount, half)).toBe(expected);
  });

  it.each([
    [3, 1],
    [999, 499],
    [-3, -1],
    [-999, -499],
  ])('a seat delta of %d is cut toward zero to %d', (delta, expected) => {
    expect(prorateDelta(0, delta, half)).toBe(expected);
  });
});

describe('the remaining share', () => {
  it('is one at the start, and zero at and after the end', () => {
    const at = (instant: string) =>
      remainingShare('2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z', instant).toString();
    expect([at('2027-01-01T00:00:00Z'), at('2027-02-01T00:00:00Z'), at('2027-03-01T00:00:00Z')]).toEqual([
      '1',
      '0',
      '0',
    ]);
  });

  it('has 28 significant digits', () => {
    const share = remainingShare('2027-01-01T00:00:00Z', '2027-01-08T00:00:00Z', '2027-01-07T00:00:00Z');
    expect(share.toString()).toBe('0.1428571428571428571428571429');
  });

  it('counts microseconds', () => {
    const share = remainingShare(
      '2027-01-01T00:00:00Z',
      '2027-01-01T00:00:01Z',
      '2027-01-01T00:00:00.999999Z',
    );
    expect(share.toString()).toBe('0.000001');
  });
});
