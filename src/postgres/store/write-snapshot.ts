import { and, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { ApplyOutcome, SnapshotSource } from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import type { Vault } from '../sealing/create-vault.ts';
import { openRow, personalNames, sealRow } from '../sealing/personal-columns.ts';

/** A table of the mirror: one row per object of the provider. */
export type MirrorTable = PgTable & { id: PgColumn; modifiedAt: PgColumn };

/** A row to write, whole. */
export type MirrorRow = { id: string; modifiedAt: string };

/** How a row is written. */
export interface WriteSnapshotOptions {
  source: SnapshotSource;
  /** Whether writing over the row that is there would bring back what has ended. */
  isRevival: SQL;
  vault: Vault;
}

/** What became of a row, and the row that was there; `null` when there was none. */
export interface WrittenRow<Table extends MirrorTable> {
  outcome: ApplyOutcome;
  before: Table['$inferSelect'] | null;
}

/**
 * Writes a row unless the one that is there is newer. Instants are compared by PostgreSQL, whose `timestamptz`
 * has the provider's microseconds; a Date would call two different moments the same.
 */
export async function writeSnapshot<Table extends MirrorTable>(
  transaction: Sql,
  table: Table,
  row: MirrorRow,
  { source, isRevival, vault }: WriteSnapshotOptions,
): Promise<WrittenRow<Table>> {
  // The row is of this very table; a type that says so for every table at once is beyond Drizzle's generics.
  const values = sealRow(vault, table, row) as never;
  const inserted = await transaction
    .insert(table)
    .values(values)
    .onConflictDoNothing()
    .returning({ id: table.id });
  if (inserted.length > 0) return { outcome: 'applied', before: null };

  const modifiedAt = sql.param(row.modifiedAt, table.modifiedAt);
  const [found] = await transaction
    .select({
      isSame: sql<boolean>`${hasSameValues(table, row)}`,
      otherwise: sql<ApplyOutcome>`case
        when ${table.modifiedAt} > ${modifiedAt} then 'stale'
        when ${table.modifiedAt} < ${modifiedAt} then 'applied'
        when ${source === 'event'}::boolean then 'tie'
        when ${isRevival} then 'stale'
        else 'applied' end`,
      before: getTableColumns<MirrorTable>(table),
    })
    .from<MirrorTable>(table)
    .where(eq(table.id, row.id))
    .for('update');

  if (found === undefined)
    throw new Error(`floe-billing: the row of ${row.id} went away while it was written.`);
  const before = openRow(vault, table, found.before);
  const outcome = found.isSame && hasSamePersonal(table, row, before) ? 'unchanged' : found.otherwise;
  if (outcome === 'applied') await transaction.update(table).set(values).where(eq(table.id, row.id));
  return { outcome, before: before as Table['$inferSelect'] };
}

// What is sealed is never sealed alike twice, so it is compared opened.
function hasSamePersonal(table: MirrorTable, row: object, before: object): boolean {
  return personalNames(table).every((name) => Reflect.get(row, name) === Reflect.get(before, name));
}

function hasSameValues(table: MirrorTable, row: MirrorRow): SQL | undefined {
  const values: Readonly<Record<string, unknown>> = { ...row };
  const personal = personalNames(table);
  return and(
    ...Object.entries(getTableColumns(table))
      .filter(([name]) => values[name] !== undefined && !personal.includes(name))
      .map(([name, column]) => sql`${column} is not distinct from ${sql.param(values[name], column)}`),
  );
}
