import { describe, expect, it } from 'vitest';
import { addDuration } from '../../src/emulator/time/duration.ts';
import { fromIso, readInstant, toIso } from '../../src/emulator/time/instant.ts';
import { nextPeriodEnd } from '../../src/emulator/time/period.ts';

describe('period ends', () => {
  it.each([
    [
      '2028-01-31T10:00:00Z',
      'month',
      31,
      ['2028-02-29T10:00:00Z', '2028-03-31T10:00:00Z', '2028-04-30T10:00:00Z'],
    ],
    [
      '2027-01-31T23:59:59.123456Z',
      'month',
      31,
      ['2027-02-28T23:59:59.123456Z', '2027-03-31T23:59:59.123456Z'],
    ],
    [
      '2024-02-29T00:00:00Z',
      'year',
      29,
      ['2025-02-28T00:00:00Z', '2026-02-28T00:00:00Z', '2027-02-28T00:00:00Z', '2028-02-29T00:00:00Z'],
    ],
    ['2027-12-15T08:00:00Z', 'month', 15, ['2028-01-15T08:00:00Z']],
    ['2027-03-27T01:30:00Z', 'day', 27, ['2027-03-28T01:30:00Z']],
    ['2027-12-29T00:00:00Z', 'week', 29, ['2028-01-05T00:00:00Z']],
  ] as const)('follow the anchor day from %s by %s', (start, interval, anchorDay, ends) => {
    const found: string[] = [];
    let from: string = start;
    for (const _ of ends) {
      from = nextPeriodEnd(from, interval, 1, anchorDay);
      found.push(from);
    }
    expect(found).toEqual(ends);
  });
});

describe('instants', () => {
  it('keep microseconds and leave out a zero fraction', () => {
    expect(toIso(fromIso('2027-01-10T10:00:00.000001Z'))).toBe('2027-01-10T10:00:00.000001Z');
    expect(toIso(fromIso('2027-01-10T10:00:00.000000Z'))).toBe('2027-01-10T10:00:00Z');
  });

  it('read an offset as UTC', () => {
    expect(toIso(fromIso('2027-01-10T10:00:00+02:00'))).toBe('2027-01-10T08:00:00Z');
  });

  it.each(['', 'tomorrow', '2027-13-01T00:00:00Z', '12'])('refuse %j', (text) => {
    expect(readInstant(text)).toBeNull();
  });
});

describe('durations', () => {
  it.each([
    ['P1M', '2027-02-28T00:00:00Z'],
    ['P1Y', '2028-01-31T00:00:00Z'],
    ['P1W', '2027-02-07T00:00:00Z'],
    ['P1DT2H3M4S', '2027-02-01T02:03:04Z'],
  ])('adds %s', (duration, expected) => {
    expect(addDuration('2027-01-31T00:00:00Z', duration)).toBe(expected);
  });

  it.each(['', 'P', 'PT', '1M', 'P1X', 'P-1D'])('refuses %j', (duration) => {
    expect(addDuration('2027-01-31T00:00:00Z', duration)).toBeNull();
  });
});
