import { type SQL, sql } from 'drizzle-orm';
import type { Sql } from '../database.ts';
import { quoteTable, readTables, STORE_SCHEMA, type TableShape } from '../export/read-tables.ts';
import { customers, invoices, subscriptions } from '../schema/index.ts';

/** A table that holds rows about owners. */
export interface OwnerTable extends TableShape {
  /** In their order; those that a row is known by. */
  keys: { name: string; type: string }[];
  /** Whether a row is about the owner. */
  isAbout(externalId: string): SQL;
}

/** Tables without anything about anybody: what is sold, how usage is counted, and when something was last looked for. */
export const TABLES_OF_NOBODY: readonly string[] = [
  'products',
  'discounts',
  'benefits',
  'meters',
  'schedules',
];

const customersOf = (externalId: string) =>
  sql`select ${customers.id} from ${customers} where ${customers.externalId} = ${externalId}`;

// The first column that a table has decides. What has none of them is nobody's.
const LINKS: Readonly<Record<string, (externalId: string) => SQL>> = {
  external_id: (externalId) => sql`t.external_id = ${externalId}`,
  external_customer_id: (externalId) => sql`t.external_customer_id = ${externalId}`,
  customer_id: (externalId) => sql`t.customer_id in (${customersOf(externalId)})`,
  invoice_id: (externalId) =>
    sql`t.invoice_id in (select ${invoices.id} from ${invoices} where ${invoices.customerId} in (${customersOf(externalId)}))`,
  subscription_id: (externalId) =>
    sql`t.subscription_id in (select ${subscriptions.id} from ${subscriptions} where ${subscriptions.customerId} in (${customersOf(externalId)}))`,
};

/** Every table of the database that holds rows about owners, whatever version made it. */
export async function readOwnerTables(db: Sql): Promise<OwnerTable[]> {
  const { rows } = await db.execute<{ table: string; column: string }>(sql`
    select c.relname as "table", a.attname as "column"
    from pg_index i
    join pg_class c on c.oid = i.indrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
    where n.nspname = ${STORE_SCHEMA} and i.indisprimary
    order by c.relname, array_position(i.indkey::int2[], a.attnum)`);
  const tables: OwnerTable[] = [];
  for (const table of await readTables(db)) {
    const link = Object.keys(LINKS).find((name) => table.columns.some((column) => column.name === name));
    const isAbout = link === undefined ? undefined : LINKS[link];
    if (isAbout === undefined) continue;
    const keyNames = rows.filter((row) => row.table === table.name).map(({ column }) => column);
    const keys = keyNames.map((name) => ({
      name,
      type: table.columns.find((column) => column.name === name)?.type ?? 'text',
    }));
    tables.push({ ...table, keys, isAbout });
  }
  return tables;
}

/** The table in a statement, called `t`. */
export function asT({ name }: TableShape): SQL {
  return sql.raw(`${quoteTable(name)} as t`);
}
