import { is, sql } from 'drizzle-orm';
import { getTableConfig, type PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Sql } from '../../../src/postgres/index.ts';
import * as schema from '../../../src/postgres/schema/index.ts';

/** How much there is of others. */
export interface FillOptions {
  /** Owners, each with a customer, a subscription and what belongs to them. */
  owners: number;
  /** Rows of a table by its name, where there is more than one for each owner. */
  rows: Readonly<Record<string, number>>;
  /** Tables of which there are never many. */
  small: readonly string[];
}

/** What names a row of another table, of which there are as many as owners, and the table it is the key of. */
const REFERENCES: Readonly<Record<string, string>> = {
  external_id: 'owners',
  external_customer_id: 'owners',
  customer_id: 'customers',
  subscription_id: 'subscriptions',
  checkout_id: 'checkouts',
};

/**
 * Adds to every table rows like its newest one, of owners who are none of those there are. Work that is copied is done.
 * What the planner knows stays what it is then: a reconciliation that deletes all who are made up must not teach it,
 * by an autovacuum that comes or does not, that nobody is left.
 *
 * @returns the tables that had no row to copy.
 */
export async function fillTables(db: Sql, { owners, rows, small }: FillOptions): Promise<string[]> {
  const empty: string[] = [];
  for (const table of tablesInOrder()) {
    const { name, columns } = getTableConfig(table);
    if (small.includes(name)) continue;
    const count = rows[name] ?? owners;
    const own = columns.filter(({ generatedIdentity }) => generatedIdentity === undefined);
    const unique = uniqueColumns(table);
    const values = own.map(
      (column) =>
        sql`${copyOf(name, column, unique.has(column.name), owners)} as ${sql.identifier(column.name)}`,
    );
    const targets = own.map((column) => sql.identifier(column.name));
    const isQueue = columns.some((column) => column.name === 'lease_id');
    const { rowCount } = (await db.execute(sql`
      insert into ${table} (${sql.join(targets, sql`, `)})
      select ${sql.join(values, sql`, `)}
      from (select * from ${table} ${isQueue ? sql`where state = 'done'` : sql``} limit 1) as original,
        generate_series(1, ${count}::int) as n
      order by n`)) as unknown as { rowCount: number };
    if (rowCount === 0) empty.push(name);
    await db.execute(sql`alter table ${table} set (autovacuum_enabled = false)`);
  }
  await db.execute(sql`analyze`);
  return empty;
}

function copyOf(table: string, column: PgColumn, isUnique: boolean, owners: number) {
  const original = sql`original.${sql.identifier(column.name)}`;
  const referred = REFERENCES[column.name] ?? (column.name === 'id' ? table : undefined);
  if (referred !== undefined && column.getSQLType() === 'text') {
    const count = column.name === 'id' ? sql`n` : sql`(n % ${owners}::int + 1)`;
    return sql`case when ${original} is not null then ${referred}::text || '_' || ${count} end`;
  }
  // One of a few words.
  if (!isUnique || column.name === 'kind') return original;
  if (column.getSQLType() === 'text') return sql`${original} || '_' || n`;
  if (column.getSQLType() === 'uuid') return sql`gen_random_uuid()`;
  return sql`(select max(${column}) from ${column.table}) + n`;
}

function uniqueColumns(table: PgTable): Set<string> {
  const { columns, primaryKeys, uniqueConstraints, indexes } = getTableConfig(table);
  return new Set(
    [
      ...columns.filter(({ primary, isUnique }) => primary || isUnique),
      ...primaryKeys.flatMap((key) => key.columns),
      ...uniqueConstraints.flatMap((constraint) => constraint.columns),
      ...indexes.filter(({ config }) => config.unique).flatMap(({ config }) => config.columns as PgColumn[]),
    ].map(({ name }) => name),
  );
}

/** Tables that others refer to first. */
function tablesInOrder(): PgTable[] {
  const tables = Object.values(schema).filter((value) => is(value, PgTable));
  return tables.sort((left, right) => depthOf(left) - depthOf(right));
}

function depthOf(table: PgTable): number {
  const parents = getTableConfig(table).foreignKeys.map((key) => key.reference().foreignTable);
  return Math.max(0, ...parents.map((parent) => 1 + depthOf(parent)));
}
