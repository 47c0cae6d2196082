import { expect, it } from 'vitest';
import type { Interval } from '../../../src/core/index.ts';
import { addInterval, toMicroseconds } from '../../../src/server/proration/instants.ts';

it.each<[string, Interval, number, string]>([
  ['2027-01-31T09:00:00.000Z', 'month', 1, '2027-02-28T09:00:00.000Z'],
  ['2028-01-31T09:00:00.000Z', 'month', 1, '2028-02-29T09:00:00.000Z'],
  ['2027-01-31T09:00:00.000Z', 'month', 13, '2028-02-29T09:00:00.000Z'],
  ['2027-12-15T09:00:00.000Z', 'month', 1, '2028-01-15T09:00:00.000Z'],
  ['2028-02-29T09:00:00.000Z', 'year', 1, '2029-02-28T09:00:00.000Z'],
  ['2027-02-27T23:30:00.000Z', 'day', 3, '2027-03-02T23:30:00.000Z'],
  ['2027-03-25T00:30:00.000Z', 'week', 1, '2027-04-01T00:30:00.000Z'],
])('adds to %s one %s times %d and gets %s', (instant, interval, count, expected) => {
  expect(addInterval(instant, interval, count)).toBe(expected);
});

it('reads an instant to the microsecond, however many digits it has', () => {
  expect(toMicroseconds('1970-01-01T00:00:01Z')).toBe(1_000_000n);
  expect(toMicroseconds('1970-01-01T00:00:01.5Z')).toBe(1_500_000n);
  expect(toMicroseconds('1970-01-01T00:00:01.234567Z')).toBe(1_234_567n);
  expect(toMicroseconds('1970-01-01T00:00:01.2345678Z')).toBe(1_234_567n);
});
