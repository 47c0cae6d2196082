import { sql } from 'drizzle-orm';
import type { BillingDatabase, Sql } from '../database.ts';
import { migrate } from '../migrate.ts';
import { copyTable } from './copy-table.ts';
import { quoteTable, readTables, type TableShape } from './read-tables.ts';
import { fixNotation, summarizeTable, type TableSummary } from './summarize-table.ts';

/** A table that was copied. */
export interface CopiedTable extends TableSummary {
  table: string;
}

/** Options of {@link copyDatabase}. */
export interface CopyDatabaseOptions {
  /** Told of each table when it is there and compared. */
  onTable?: ((table: CopiedTable) => void) | undefined;
}

/**
 * Copies all that a store holds to another database, in one transaction: all of it arrives, compared row by row with where
 * it came from, or nothing does. Both are brought up to date first. Nobody may write to either meanwhile.
 *
 * @returns every table, in the order they were copied.
 * @throws {Error} when the target holds anything already, or when a count or a checksum differs.
 */
export async function copyDatabase(
  source: Pick<BillingDatabase, 'db'>,
  target: Pick<BillingDatabase, 'db'>,
  { onTable }: CopyDatabaseOptions = {},
): Promise<CopiedTable[]> {
  await migrate(source.db);
  await migrate(target.db);
  const tables = await readTables(source.db);
  assertSameShape(tables, await readTables(target.db));

  return source.db.transaction((from) =>
    target.db.transaction(async (to) => {
      await fixNotation(from);
      await fixNotation(to);
      await assertEmpty(to, tables);
      const copied: CopiedTable[] = [];
      for (const table of tables) {
        await copyTable(from, to, table);
        const summary = await compare(from, to, table);
        onTable?.({ table: table.name, ...summary });
        copied.push({ table: table.name, ...summary });
      }
      return copied;
    }),
  );
}

function assertSameShape(left: readonly TableShape[], right: readonly TableShape[]): void {
  const describe = (tables: readonly TableShape[]) =>
    tables
      .flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name} ${column.type}`))
      .sort();
  const [from, to] = [describe(left), describe(right)];
  const odd = [...from.filter((one) => !to.includes(one)), ...to.filter((one) => !from.includes(one))];
  if (odd.length === 0) return;
  throw new Error(`floe-billing: the tables of the two databases differ in ${odd.join(', ')}.`);
}

async function assertEmpty(to: Sql, tables: readonly TableShape[]): Promise<void> {
  for (const { name } of tables) {
    const { rows } = await to.execute(sql.raw(`select 1 from ${quoteTable(name)} limit 1`));
    if (rows.length === 0) continue;
    throw new Error(
      `floe-billing: the table ${name} of the target holds rows already. Copy into an empty database, which no server uses.`,
    );
  }
}

async function compare(from: Sql, to: Sql, table: TableShape): Promise<TableSummary> {
  const before = await summarizeTable(from, table);
  const after = await summarizeTable(to, table);
  if (before.rows === after.rows && before.checksum === after.checksum) return after;
  throw new Error(
    `floe-billing: the table ${table.name} did not arrive as it was: ${before.rows} rows with checksum ${before.checksum} became ${after.rows} with ${after.checksum}. Nothing was kept.`,
  );
}
