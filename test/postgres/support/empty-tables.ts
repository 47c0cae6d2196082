import { is, sql } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import type { Sql } from '../../../src/postgres/index.ts';
import * as schema from '../../../src/postgres/schema/index.ts';

// Those that refer to others first. Deleting a few rows is much cheaper than `truncate`, which makes new files
// for every table and index.
const tables = Object.values(schema)
  .filter((value) => is(value, PgTable))
  .map((table) => getTableConfig(table))
  .sort((left, right) => depth(right) - depth(left));

function depth({ foreignKeys }: ReturnType<typeof getTableConfig>): number {
  const parents = foreignKeys.map((key) => getTableConfig(key.reference().foreignTable));
  return Math.max(0, ...parents.map((parent) => 1 + depth(parent)));
}

/**
 * Empties every table of ours, so that a test finds a database as new. As a superuser, past the trigger that keeps entries
 * of the audit log from being removed.
 */
export async function emptyTables(db: Sql): Promise<void> {
  const deletes = tables.map(({ schema: namespace, name }) => `delete from "${namespace}"."${name}";`);
  await db.execute(
    sql.raw(`do $$ begin set local session_replication_role = replica; ${deletes.join(' ')} end $$`),
  );
}
