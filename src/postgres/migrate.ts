import { sql } from 'drizzle-orm';
import type { Sql } from './database.ts';
import { MIGRATIONS, type Migration } from './migrations.ts';

/** Options of {@link migrate}. */
export interface MigrateOptions {
  /** Schema of the table that remembers what was done (`floe_migrations`). @default 'floe_billing' */
  migrationsSchema?: string | undefined;
}

// Any number of ours; it must only be the same in every version.
const ADVISORY_LOCK = 4_010_400_000;

interface Applied extends Record<string, unknown> {
  hash: string;
  created_at: string | number;
}

/**
 * Brings the schema up to date. Does nothing when it is, and waits for another process that is at it.
 *
 * @throws {Error} when a step that was applied has changed since: the database was made by another build.
 */
export async function migrate(db: Sql, options: MigrateOptions = {}): Promise<void> {
  const schema = sql.identifier(options.migrationsSchema ?? 'floe_billing');
  const table = sql`${schema}.${sql.identifier('floe_migrations')}`;

  await db.transaction(async (transaction) => {
    // Taken before CREATE SCHEMA IF NOT EXISTS, which two processes at once can both decide to run.
    await transaction.execute(sql`select pg_advisory_xact_lock(${ADVISORY_LOCK}::bigint)`);
    await transaction.execute(sql`create schema if not exists ${schema}`);
    await transaction.execute(
      sql`create table if not exists ${table} (id serial primary key, hash text not null, created_at bigint not null unique)`,
    );
    const { rows } = await transaction.execute<Applied>(sql`select hash, created_at from ${table}`);
    const applied = new Map(rows.map((row) => [Number(row.created_at), row.hash]));

    for (const migration of MIGRATIONS) {
      const hash = applied.get(migration.createdAt);
      if (hash === migration.hash) continue;
      if (hash !== undefined) throw new Error(describeChange(migration));
      for (const statement of migration.statements) await transaction.execute(sql.raw(statement));
      await transaction.execute(
        sql`insert into ${table} (hash, created_at) values (${migration.hash}, ${migration.createdAt}::bigint)`,
      );
    }
  });
}

function describeChange({ createdAt }: Migration): string {
  return (
    `floe-billing: the migration of ${new Date(createdAt).toISOString()} was applied to this database in another ` +
    'form, so its tables are not those this version expects. Use the version that made the database, or start ' +
    'with an empty one (in development: remove the data directory).'
  );
}
