import { readFileSync } from 'node:fs';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { describe, expect, it } from 'vitest';
import { assertMinorUnits, toInstant } from '../../src/postgres/schema/columns.ts';
import * as schema from '../../src/postgres/schema/index.ts';

type Snapshot = ReturnType<typeof generateDrizzleJson>;

it('has a migration for every change of the tables', async () => {
  const folder = 'src/postgres/migrations/meta';
  const { entries } = JSON.parse(readFileSync(`${folder}/_journal.json`, 'utf8')) as {
    entries: { idx: number }[];
  };
  const last = String(entries.at(-1)?.idx).padStart(4, '0');
  const migrated = JSON.parse(readFileSync(`${folder}/${last}_snapshot.json`, 'utf8')) as Snapshot;

  expect(await generateMigration(migrated, generateDrizzleJson(schema))).toEqual([]);
});

describe('toInstant', () => {
  it.each([
    ['2030-01-01 00:00:00+00', '2030-01-01T00:00:00.000Z'],
    ['2030-01-01 00:00:00.1+00', '2030-01-01T00:00:00.100Z'],
    ['2030-01-01 00:00:00.123456+00', '2030-01-01T00:00:00.123456Z'],
    ['2030-01-01 01:30:00.000001+05:30', '2029-12-31T20:00:00.000001Z'],
    ['2029-12-31 19:00:00.999999-05', '2030-01-01T00:00:00.999999Z'],
    ['1900-01-01 00:00:00+00:19:32', '1899-12-31T23:40:28.000Z'],
  ])('reads %s', (text, instant) => {
    expect(toInstant(text)).toBe(instant);
  });

  it.each(['infinity', '2030-01-01', '2030-01-01 00:00:00', ''])('refuses %j', (text) => {
    expect(() => toInstant(text)).toThrow('is not an instant');
  });
});

it.each([2 ** 53, -(2 ** 53), 0.5, Number.NaN, Number.POSITIVE_INFINITY])(
  'refuses %d minor units',
  (value) => {
    expect(() => assertMinorUnits(value)).toThrow(RangeError);
  },
);

it.each([0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])('keeps %d minor units', (value) => {
  expect(assertMinorUnits(value)).toBe(value);
});
