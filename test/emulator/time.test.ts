import { afterEach, describe, expect, it } from 'vitest';
import { addDuration } from '../../src/emulator/time/duration.ts';
import { fromIso, readInstant, toIso } from '../../src/emulator/time/instant.ts';
import { dayOfMonth, nextPeriodEnd } from '../../src/emulator/time/period.ts';

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
    // Every 30th, but in February; the leap day is no 30th either.
    [
      '2027-12-30T00:00:00Z',
      'month',
      30,
      ['2028-01-30T00:00:00Z', '2028-02-29T00:00:00Z', '2028-03-30T00:00:00Z'],
    ],
    // The period's own day does not matter where the anchor is another.
    ['2027-02-10T00:00:00Z', 'month', 31, ['2027-03-31T00:00:00Z', '2027-04-30T00:00:00Z']],
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

describe('twelve months from the last of January', () => {
  const months = (year: number) => {
    let at = `${year}-01-31T10:00:00Z`;
    return Array.from({ length: 12 }, () => {
      at = nextPeriodEnd(at, 'month', 1, 31);
      return at.slice(0, 10);
    });
  };

  it('end on the last day of each', () => {
    expect(months(2027)).toEqual([
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
      '2027-05-31',
      '2027-06-30',
      '2027-07-31',
      '2027-08-31',
      '2027-09-30',
      '2027-10-31',
      '2027-11-30',
      '2027-12-31',
      '2028-01-31',
    ]);
    expect(months(2028).slice(0, 3)).toEqual(['2028-02-29', '2028-03-31', '2028-04-30']);
  });
});

describe('several intervals at once', () => {
  it.each([
    ['2027-11-30T00:00:00Z', 'month', 3, 30, '2028-02-29T00:00:00Z'],
    ['2027-08-31T00:00:00Z', 'month', 6, 31, '2028-02-29T00:00:00Z'],
    ['2024-02-29T00:00:00Z', 'year', 4, 29, '2028-02-29T00:00:00Z'],
    ['2024-02-29T00:00:00Z', 'year', 3, 29, '2027-02-28T00:00:00Z'],
    ['2028-02-26T00:00:00Z', 'week', 2, 26, '2028-03-11T00:00:00Z'],
    ['2028-02-28T00:00:00Z', 'day', 2, 28, '2028-03-01T00:00:00Z'],
  ] as const)('from %s by %s × %d end on %s', (start, interval, count, anchorDay, end) => {
    expect(nextPeriodEnd(start, interval, count, anchorDay)).toBe(end);
  });
});

describe('clocks that are put on and back', () => {
  const { TZ } = process.env;
  afterEach(() => {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  });

  it.each([
    ['UTC', 0],
    ['Europe/Berlin', -120],
    ['America/New_York', 240],
    ['Pacific/Apia', -780],
  ])('change nothing, wherever this runs: %s', (zone, offset) => {
    process.env.TZ = zone;
    expect(new Date('2027-07-01T00:00:00Z').getTimezoneOffset()).toBe(offset);
    // The hours that Berlin and New York skip, and the ones they have twice.
    expect(nextPeriodEnd('2027-03-27T01:30:00Z', 'day', 1, 27)).toBe('2027-03-28T01:30:00Z');
    expect(nextPeriodEnd('2027-02-28T01:30:00Z', 'month', 1, 28)).toBe('2027-03-28T01:30:00Z');
    expect(nextPeriodEnd('2027-02-14T07:30:00Z', 'month', 1, 14)).toBe('2027-03-14T07:30:00Z');
    expect(nextPeriodEnd('2027-09-30T23:30:00Z', 'month', 1, 31)).toBe('2027-10-31T23:30:00Z');
    expect(nextPeriodEnd('2027-10-31T00:30:00Z', 'week', 1, 31)).toBe('2027-11-07T00:30:00Z');
    expect(addDuration('2027-03-27T12:00:00Z', 'P1D')).toBe('2027-03-28T12:00:00Z');
    expect(dayOfMonth('2027-03-31T23:30:00Z')).toBe(31);
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
