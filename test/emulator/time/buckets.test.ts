import { expect, it } from 'vitest';
import { Buckets } from '../../../src/emulator/time/buckets.ts';
import { fromIso, toIso } from '../../../src/emulator/time/instant.ts';
import { isTimeZone, TimeZone } from '../../../src/emulator/time/zone.ts';

type Interval = Buckets['interval'];

function startsOf(interval: Interval, zone: string, from: string, to: string): string[] {
  return new Buckets(interval, new TimeZone(zone), fromIso(from), fromIso(to)).starts.map(toIso);
}

it('cuts by the calendar of UTC, beginning with the whole interval', () => {
  expect(startsOf('day', 'UTC', '2028-02-28T12:00:00Z', '2028-03-01T00:00:00Z')).toEqual([
    '2028-02-28T00:00:00Z',
    '2028-02-29T00:00:00Z',
    '2028-03-01T00:00:00Z',
  ]);
  // 10 January 2027 is a Sunday: its week began on Monday the 4th.
  expect(startsOf('week', 'UTC', '2027-01-10T00:00:00Z', '2027-01-11T00:00:00Z')).toEqual([
    '2027-01-04T00:00:00Z',
    '2027-01-11T00:00:00Z',
  ]);
  expect(startsOf('month', 'UTC', '2026-12-31T00:00:00Z', '2027-02-01T00:00:00Z')).toEqual([
    '2026-12-01T00:00:00Z',
    '2027-01-01T00:00:00Z',
    '2027-02-01T00:00:00Z',
  ]);
  expect(startsOf('year', 'UTC', '2026-12-31T00:00:00Z', '2027-01-01T00:00:00Z')).toEqual([
    '2026-01-01T00:00:00Z',
    '2027-01-01T00:00:00Z',
  ]);
});

it('has days of 23 and of 25 hours where clocks are moved', () => {
  expect(startsOf('day', 'Europe/Berlin', '2027-03-27T23:00:00Z', '2027-03-28T22:00:00Z')).toEqual([
    '2027-03-27T23:00:00Z',
    '2027-03-28T22:00:00Z',
  ]);
  expect(startsOf('day', 'America/New_York', '2027-11-07T04:00:00Z', '2027-11-08T05:00:00Z')).toEqual([
    '2027-11-07T04:00:00Z',
    '2027-11-08T05:00:00Z',
  ]);
  expect(startsOf('hour', 'America/New_York', '2027-11-07T04:00:00Z', '2027-11-08T04:59:59Z')).toHaveLength(
    25,
  );
});

it('begins days where they begin: at half past, and at one where midnight is skipped', () => {
  expect(startsOf('day', 'Asia/Kolkata', '2027-01-10T12:00:00Z', '2027-01-10T12:00:00Z')).toEqual([
    '2027-01-09T18:30:00Z',
  ]);
  // In Cairo the last Friday of April 2027 has no hour from 0 to 1.
  expect(startsOf('day', 'Africa/Cairo', '2027-04-29T12:00:00Z', '2027-05-01T12:00:00Z')).toEqual([
    '2027-04-28T22:00:00Z',
    '2027-04-29T22:00:00Z',
    '2027-04-30T21:00:00Z',
  ]);
});

it('finds the bucket of an instant', () => {
  const days = new Buckets(
    'day',
    new TimeZone('UTC'),
    fromIso('2027-01-10T00:00:00Z'),
    fromIso('2027-01-11T23:59:59Z'),
  );
  const indexOf = (instant: string) => days.indexOf(fromIso(instant));
  expect(indexOf('2027-01-09T23:59:59.999999Z')).toBe(-1);
  expect(indexOf('2027-01-10T00:00:00Z')).toBe(0);
  expect(indexOf('2027-01-11T23:59:59.999999Z')).toBe(1);
  expect(indexOf('2027-01-12T00:00:00Z')).toBe(2);
});

it('knows the names of zones by the database of time zones', () => {
  expect(['UTC', 'Europe/Berlin', 'america/new_york'].map(isTimeZone)).toEqual([true, true, true]);
  expect(['', '+02:00', 'Mars/Olympus', 'UTC\u0000'].map(isTimeZone)).toEqual([false, false, false, false]);
});
