import { is, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import type { Sql } from '../../../src/postgres/index.ts';
import * as schema from '../../../src/postgres/schema/index.ts';

const tables = Object.values(schema)
  .filter((value) => is(value, PgTable))
  .map((table) => sql`${table}`);

/** Empties every table of ours, so that a test finds a database as new. */
export async function emptyTables(db: Sql): Promise<void> {
  await db.execute(sql`truncate ${sql.join(tables, sql`, `)} restart identity cascade`);
}
