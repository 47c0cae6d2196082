import { is, sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type BillingDatabase, openDatabase } from '../../src/postgres/index.ts';
import { migrate } from '../../src/postgres/migrate.ts';
import { MIGRATIONS } from '../../src/postgres/migrations.ts';
import * as schema from '../../src/postgres/schema/index.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { emptyTables } from './support/empty-tables.ts';

// Starting databases and processes takes seconds on a machine that does much else.
vi.setConfig({ testTimeout: 60_000 });

async function openPostgresql(url: string) {
  const database = await openDatabase({ databaseUrl: url });
  onTestFinished(() => database.close());
  return database;
}

/** One PGlite for all, because each start costs a second or two; its tables are dropped instead. */
let embedded: BillingDatabase;

beforeAll(async () => {
  embedded = await openDatabase({ memory: true });
});

afterAll(() => embedded.close());

const opened = {
  PGlite: async () => {
    await embedded.db.execute(sql`drop schema floe_billing cascade`);
    return embedded;
  },
  PostgreSQL: async () => openPostgresql((await createTestDatabase()).url),
};

describe.each(Object.entries(opened))('on %s', (_, open) => {
  it('makes every table in the schema floe_billing, once', async () => {
    const { db } = await open();
    await migrate(db);
    await migrate(db);

    const { rows } = await db.execute<{ schema: string; tables: number }>(sql`
      select table_schema as schema, count(*)::int as tables from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema') group by 1`);
    // Besides ours there is the list of steps.
    const ours = Object.values(schema).filter((value) => is(value, PgTable)).length;
    expect(rows).toEqual([{ schema: 'floe_billing', tables: ours + 1 }]);
    const { rows: steps } = await db.execute(sql`select hash from floe_billing.floe_migrations order by id`);
    expect(steps).toEqual(MIGRATIONS.map(({ hash }) => ({ hash })));
  });

  it('keeps updated_at by a trigger on every table whose rows change', async () => {
    const { db } = await open();
    await migrate(db);
    const { rows } = await db.execute<{ without: string }>(sql`
      select table_name as without from information_schema.tables
      where table_schema = 'floe_billing' and table_name not in ('floe_migrations', 'billing_audit_log') and table_name not in (
        select event_object_table from information_schema.triggers where trigger_name = 'touch_updated_at')`);
    expect(rows).toEqual([]);

    await emptyTables(db);
    await db.execute(
      sql`insert into floe_billing.owners (external_id, updated_at) values ('a', '2000-01-01')`,
    );
    await db.execute(sql`update floe_billing.owners set version = 1`);

    const { rows: touched } = await db.execute(
      sql`select updated_at > now() - interval '1 minute' as now from floe_billing.owners`,
    );
    expect(touched).toEqual([{ now: true }]);
  });

  it('lets nobody change or remove an entry of the audit log', async () => {
    const { db } = await open();
    await migrate(db);
    await db.execute(sql`insert into floe_billing.billing_audit_log (actor, action, details, at)
      values ('user-ada', 'subscription.changed', '{}', now())`);

    for (const change of [
      sql`update floe_billing.billing_audit_log set actor = 'somebody else'`,
      sql`delete from floe_billing.billing_audit_log`,
      sql`truncate floe_billing.billing_audit_log cascade`,
      // Refused as a statement, whatever it would find.
      sql`delete from floe_billing.billing_audit_log where false`,
    ]) {
      await expect(db.execute(change)).rejects.toMatchObject({
        cause: { message: 'floe-billing: entries of the audit log are never changed or removed.' },
      });
    }
    const { rows } = await db.execute(sql`select actor from floe_billing.billing_audit_log`);
    expect(rows).toEqual([{ actor: 'user-ada' }]);
  });

  it('refuses a database whose tables were made by another build', async () => {
    const { db } = await open();
    await migrate(db);
    await db.execute(sql`update floe_billing.floe_migrations set hash = 'another'`);

    await expect(migrate(db)).rejects.toThrow(/applied to this database in another form/);
  });
});

it('waits for another process that is migrating', async () => {
  const { url } = await createTestDatabase();
  const databases = await Promise.all(Array.from({ length: 4 }, () => openPostgresql(url)));

  await Promise.all(databases.map(({ db }) => migrate(db)));

  const { rows } =
    (await databases[0]?.db.execute(sql`select count(*)::int as n from floe_billing.floe_migrations`)) ?? {};
  expect(rows).toEqual([{ n: MIGRATIONS.length }]);
});

it('leaves nothing behind when a step fails', async () => {
  const { db } = await openPostgresql((await createTestDatabase()).url);
  await db.execute(sql`create schema floe_billing`);
  await db.execute(sql`create table floe_billing.webhook_inbox ()`);

  await expect(migrate(db)).rejects.toMatchObject({ cause: { code: '42P07' } });

  const { rows } = await db.execute(sql`select to_regclass('floe_billing.owners') as owners`);
  expect(rows).toEqual([{ owners: null }]);
});

it('keeps its own list of steps where it is told', async () => {
  const { db } = await openPostgresql((await createTestDatabase()).url);

  await migrate(db, { migrationsSchema: 'host_migrations' });

  const { rows } = await db.execute(sql`select count(*)::int as n from host_migrations.floe_migrations`);
  expect(rows).toEqual([{ n: MIGRATIONS.length }]);
});

it('embeds the migrations as they are in their folder', () => {
  const files = readMigrationFiles({ migrationsFolder: 'src/postgres/migrations' });

  expect(MIGRATIONS.map(({ createdAt, hash }) => ({ createdAt, hash }))).toEqual(
    files.map(({ folderMillis, hash }) => ({ createdAt: folderMillis, hash })),
  );
});
