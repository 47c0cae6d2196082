import { sql } from 'drizzle-orm';
import type { Sql } from '../database.ts';
import { quoteName, quoteTable, type TableShape } from './read-tables.ts';

/** What two tables have in common when they hold the same rows. */
export interface TableSummary extends Record<string, unknown> {
  rows: number;
  /** Of all values of all rows, in whatever order the rows stand. */
  checksum: string;
}

/** Makes values read the same on every server, whatever it is set to. Holds for the transaction. */
export async function fixNotation(transaction: Sql): Promise<void> {
  for (const setting of [
    `timezone = 'UTC'`,
    `datestyle = 'ISO, YMD'`,
    `intervalstyle = 'iso_8601'`,
    `bytea_output = 'hex'`,
    'extra_float_digits = 1',
  ]) {
    await transaction.execute(sql.raw(`set local ${setting}`));
  }
}

/** Counts and sums up a table, in a transaction after {@link fixNotation}. */
export async function summarizeTable(transaction: Sql, { name, columns }: TableShape): Promise<TableSummary> {
  const values = columns.map((column) => `${quoteName(column.name)}::text`).join(', ');
  const half = (from: number) =>
    `coalesce(sum(('x' || substr(digest, ${from}, 15))::bit(60)::bigint), 0)::text`;
  const { rows } = await transaction.execute<{ rows: string; first: string; second: string }>(
    sql.raw(`
      select count(*)::text as "rows", ${half(1)} as "first", ${half(17)} as "second"
      from (select md5(row(${values})::text) as digest from ${quoteTable(name)}) as digests`),
  );
  const [found] = rows;
  return { rows: Number(found?.rows ?? 0), checksum: `${found?.first}.${found?.second}` };
}
