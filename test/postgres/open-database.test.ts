import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type BillingDatabase, type DatabaseLocation, openDatabase } from '../../src/postgres/index.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { startSecondProcess } from './support/second-process.ts';
import { temporaryDirectory } from './support/temporary-directory.ts';

// Starting databases and processes takes seconds on a machine that does much else.
vi.setConfig({ testTimeout: 60_000 });

const locations = {
  PGlite: async (): Promise<DatabaseLocation> => ({ memory: true }),
  PostgreSQL: async (): Promise<DatabaseLocation> => {
    const { url, drop } = await createTestDatabase({ scope: 'caller' });
    dropLater = drop;
    return { databaseUrl: url };
  },
};

let dropLater = async () => {};

describe.each(Object.entries(locations))('%s', (_, locate) => {
  let database: BillingDatabase;

  beforeAll(async () => {
    database = await openDatabase(await locate());
  });

  afterAll(async () => {
    await database.close();
    await dropLater();
  });

  it('answers statements with rows, errors with their SQLSTATE, and keeps what was committed', async () => {
    const { db } = database;
    await database.ping();
    await db.execute(sql`create table things (id int primary key)`);

    await db.transaction(async (transaction) => {
      await transaction.execute(sql`insert into things values (1)`);
      const inner = transaction.transaction(async (nested) => {
        await nested.execute(sql`insert into things values (2)`);
        throw new Error('only this part');
      });
      await expect(inner).rejects.toThrow('only this part');
    });
    const failing = db.transaction(async (transaction) => {
      await transaction.execute(sql`insert into things values (3)`);
      await transaction.execute(sql`insert into things values (1)`);
    });

    await expect(failing).rejects.toMatchObject({
      cause: { code: '23505', constraint: 'things_pkey', schema: 'public', table: 'things' },
    });
    expect((await db.execute(sql`select id from things`)).rows).toEqual([{ id: 1 }]);
  });

  it('runs transactions that are started at once, each whole', async () => {
    const { db } = database;
    await db.execute(sql`create table counter as select 0 as value`);

    await Promise.all(
      Array.from({ length: 8 }, () =>
        db.transaction(async (transaction) => {
          const { rows } = await transaction.execute<{ value: number }>(
            sql`select value from counter for update`,
          );
          await transaction.execute(sql`update counter set value = ${(rows[0]?.value ?? 0) + 1}`);
        }),
      ),
    );

    expect((await db.execute(sql`select value from counter`)).rows).toEqual([{ value: 8 }]);
  });
});

it('finds in a directory what was kept there before', async () => {
  const dataDir = temporaryDirectory();
  const first = await openDatabase({ dataDir });
  await first.db.execute(sql`create table things as select 'kept' as state`);
  await first.close();

  const second = await openDatabase({ dataDir });
  onTestFinished(() => second.close());

  expect((await second.db.execute(sql`select * from things`)).rows).toEqual([{ state: 'kept' }]);
});

it('says what to do when PostgreSQL cannot be reached, and no password', async () => {
  const databaseUrl = 'postgres://user:secret@127.0.0.1:1/billing';

  const error = await openDatabase({ databaseUrl }).catch((reason: unknown) => reason);

  expect(String(error)).toMatch(
    /cannot reach PostgreSQL at 127\.0\.0\.1:1\/billing: .*ECONNREFUSED.*DATABASE_URL/,
  );
  expect(String(error)).not.toContain('secret');
});

it.each(['close', 'leave'])('lets the process end by itself after it did: %s', async (mode) => {
  const process = startSecondProcess('use-and-end.ts', mode);

  expect(await process.exited).toBe(0);
  expect(process.lines).toEqual(['1']);
});
