import { compareInstants, readInstant } from '../time/instant.ts';
import type { Call } from './call.ts';
import { invalidRequest } from './errors.ts';
import { readFlag } from './query.ts';

/** A page of a list, as Polar answers it. */
export interface Page<T> {
  items: T[];
  pagination: { total_count: number; max_page: number };
}

/** Cuts the page that was asked for out of a list; `limit` is 10 unless said, and 100 at most. */
export function toPage<Row, T>(call: Call, rows: readonly Row[], toItem: (row: Row) => T): Page<T> {
  const page = Number(call.query.get('page') ?? 1);
  const limit = Math.min(Number(call.query.get('limit') ?? 10), 100);
  return {
    items: rows.slice((page - 1) * limit, page * limit).map(toItem),
    pagination: { total_count: rows.length, max_page: Math.ceil(rows.length / limit) },
  };
}

/** Sort keys by name; a key is a string, a number or `null`, and `null` comes last. */
export type SortKeys<Row> = Readonly<Record<string, (row: Row) => string | number | null>>;

const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

function compare(left: string | number | null, right: string | number | null): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [a, b] = [String(left), String(right)];
  if (INSTANT.test(a) && INSTANT.test(b)) return compareInstants(a, b);
  return a < b ? -1 : Number(a > b);
}

/**
 * Orders rows by the query's `sorting`; equal rows keep the order of their creation, newest first where that is
 * the direction.
 *
 * @throws {PolarApiError} 422 for a property that cannot be sorted by.
 */
export function sortRows<Row>(
  call: Call,
  rows: readonly Row[],
  keys: SortKeys<Row>,
  fallback: string,
): Row[] {
  const given = call.query.getAll('sorting');
  const criteria = (given.length === 0 ? [fallback] : given).map((name, index) => {
    const descending = name.startsWith('-');
    const property = descending ? name.slice(1) : name;
    const key = Object.hasOwn(keys, property) ? keys[property] : undefined;
    if (key === undefined) {
      const allowed = Object.keys(keys).flatMap((one) => [`'${one}'`, `'-${one}'`]);
      const msg = `Input should be ${allowed.join(', ')}`;
      throw invalidRequest([{ type: 'enum', loc: ['query', 'sorting', index], msg, input: name }]);
    }
    return { key, sign: descending ? -1 : 1 };
  });
  return rows
    .map((row, index) => ({ row, index }))
    .sort((left, right) => {
      for (const { key, sign } of criteria) {
        const order = sign * compare(key(left.row), key(right.row));
        if (order !== 0) return order;
      }
      return (criteria[0]?.sign ?? 1) * (left.index - right.index);
    })
    .map(({ row }) => row);
}

/** Whether a row's value is among those the query names; every row passes when it names none. */
export function matches(call: Call, name: string, value: string | null | undefined): boolean {
  const wanted = call.query.getAll(name);
  return wanted.length === 0 || (value != null && wanted.includes(value));
}

/** Whether a row's flag is the one the query names; every row passes when it names none. */
export function matchesFlag(call: Call, name: string, value: boolean): boolean {
  const wanted = call.query.get(name);
  return wanted === null || readFlag(wanted) === value;
}

/** Whether an instant lies within `{name}_after` (inclusive) and `{name}_before` (inclusive) of the query. */
export function matchesTime(call: Call, name: string, value: string | null): boolean {
  const [after, before] = [readTime(call, `${name}_after`), readTime(call, `${name}_before`)];
  if (after === null && before === null) return true;
  const instant = value === null ? null : readInstant(value);
  if (instant === null) return false;
  return (after === null || instant >= after) && (before === null || instant <= before);
}

function readTime(call: Call, name: string): number | null {
  return readInstant(call.query.get(name) ?? '');
}

/** Whether a row carries the metadata that the query's `metadata[key]=value` names. */
export function matchesMetadata(call: Call, metadata: Readonly<Record<string, unknown>>): boolean {
  for (const [name, value] of call.query) {
    const key = /^metadata\[(.+)\]$/.exec(name)?.[1];
    if (key === undefined) continue;
    if (!Object.hasOwn(metadata, key) || String(metadata[key]) !== value) return false;
  }
  return true;
}
