import { sql } from 'drizzle-orm';
import type { Sql } from '../database.ts';

/** A column as it has to be written. */
export interface ColumnShape {
  name: string;
  /** As a cast has it, such as `timestamp(6) with time zone`. */
  type: string;
  /** The sequence that numbers it; `null` for most. */
  sequence: string | null;
}

/** A table of the store. */
export interface TableShape {
  name: string;
  columns: ColumnShape[];
}

interface ColumnRow extends Record<string, unknown> {
  table: string;
  column: string;
  type: string;
  sequence: string | null;
}

interface ReferenceRow extends Record<string, unknown> {
  table: string;
  referenced: string;
}

/** What remembers the migrations; each database has its own. */
const MIGRATIONS_TABLE = 'floe_migrations';

/** The schema the store's tables are in. */
export const STORE_SCHEMA = 'floe_billing';

/** Every table of the store, those that others refer to first. Columns that are computed are left out. */
export async function readTables(db: Sql): Promise<TableShape[]> {
  const { rows } = await db.execute<ColumnRow>(sql`
    select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as "type",
      pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) as "sequence"
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where n.nspname = ${STORE_SCHEMA} and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> ${MIGRATIONS_TABLE}
    order by c.relname, a.attname`);
  const references = await db.execute<ReferenceRow>(sql`
    select distinct f.relname as "table", t.relname as "referenced"
    from pg_constraint k
    join pg_class f on f.oid = k.conrelid
    join pg_class t on t.oid = k.confrelid
    join pg_namespace n on n.oid = f.relnamespace
    where k.contype = 'f' and n.nspname = ${STORE_SCHEMA} and f.oid <> t.oid`);

  const tables = new Map<string, TableShape>();
  for (const { table, column, type, sequence } of rows) {
    const shape = tables.get(table) ?? { name: table, columns: [] };
    shape.columns.push({ name: column, type, sequence });
    tables.set(table, shape);
  }
  return inOrder([...tables.values()], references.rows);
}

function inOrder(tables: readonly TableShape[], references: readonly ReferenceRow[]): TableShape[] {
  const done: TableShape[] = [];
  let rest = [...tables];
  while (rest.length > 0) {
    const waiting = new Set(rest.map(({ name }) => name));
    const ready = rest.filter(
      ({ name }) => !references.some(({ table, referenced }) => table === name && waiting.has(referenced)),
    );
    if (ready.length === 0) throw new Error('floe-billing: the tables refer to each other in a circle.');
    done.push(...ready);
    rest = rest.filter((table) => !ready.includes(table));
  }
  return done;
}

/** A table or column in a statement. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A table of the store in a statement. */
export function quoteTable(name: string): string {
  return `${quoteName(STORE_SCHEMA)}.${quoteName(name)}`;
}
