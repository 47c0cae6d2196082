import { sql } from 'drizzle-orm';
import { type AnyPgColumn, customType } from 'drizzle-orm/pg-core';
import type { Instant } from '../../core/index.ts';

/**
 * An {@link Instant} with its microseconds. Comes back with three digits of a second, or six where the last
 * three are not zero.
 */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp(6) with time zone',
  fromDriver: toInstant,
});

/**
 * A whole number of minor units, as `bigint`.
 *
 * @throws {RangeError} on the way in and out for what JavaScript cannot count exactly (beyond 2^53 - 1).
 */
export const minorUnits = customType<{ data: number; driverData: string | number | bigint }>({
  dataType: () => 'bigint',
  toDriver: assertMinorUnits,
  fromDriver: (value) => assertMinorUnits(Number(value)),
});

/** An ISO 4217 code in upper case. */
export const currencyCode = customType<{ data: string }>({ dataType: () => 'char(3)' });

/** Bytes as they are. */
export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/**
 * Any JSON, kept as text: `jsonb` refuses some valid JSON strings (those with a NUL), and drivers that parse
 * JSON themselves cannot be told a string from the number it spells.
 */
export const jsonText = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (text) => JSON.parse(text),
});

/** The number itself when it is a safe integer. */
export function assertMinorUnits(value: number): number {
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(
    `floe-billing: ${value} is not a whole number of minor units that can be kept exactly (at most 2^53 - 1).`,
  );
}

/**
 * Turns PostgreSQL's text for a `timestamptz`, in whatever time zone the session has, into an Instant. The
 * fraction is carried as text, because a Date would drop the microseconds.
 *
 * @throws {Error} for text of another shape, such as `infinity`.
 */
export function toInstant(text: string): Instant {
  const match =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(Z|[+-]\d\d(?::?\d\d)?(?::\d\d)?)$/.exec(text);
  if (match === null) throw new Error(`floe-billing: "${text}" is not an instant this store can read.`);
  const [, date, time, fraction = '', offset = 'Z'] = match;
  const seconds = new Date(Date.parse(`${date}T${time}Z`) - offsetInMs(offset)).toISOString().slice(0, 19);
  const micros = fraction.padEnd(6, '0');
  return `${seconds}.${micros.endsWith('000') ? micros.slice(0, 3) : micros}Z`;
}

function offsetInMs(offset: string): number {
  if (offset === 'Z') return 0;
  const [hours = '0', minutes = '0', seconds = '0'] = offset.slice(1).split(':');
  const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return (offset.startsWith('-') ? -size : size) * 1000;
}

/** A check that a column holds one of some words. */
export function oneOf(column: AnyPgColumn, values: readonly string[]) {
  return sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`;
}
