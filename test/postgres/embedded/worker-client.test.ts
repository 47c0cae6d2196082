import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { loadPreparedDirectory } from '../../../src/postgres/embedded/prepared-directory.ts';
import { startWorker } from '../../../src/postgres/embedded/start-worker.ts';
import { createWorkerClient, type EmbeddedClient } from '../../../src/postgres/embedded/worker-client.ts';

// Starting databases and processes takes seconds on a machine that does much else.
vi.setConfig({ testTimeout: 60_000 });

let client: EmbeddedClient;

async function start(): Promise<{ worker: Worker; client: EmbeddedClient }> {
  const worker = startWorker({ directory: null, prepared: await loadPreparedDirectory(), lock: null });
  const client = createWorkerClient(worker, { waitTimeoutMs: 300 });
  await client.opened;
  return { worker, client };
}

beforeAll(async () => {
  ({ client } = await start());
  await client.exec('create table things (id int primary key)');
});

beforeEach(() => client.exec('truncate things'));

afterAll(() => client.close());

async function things(): Promise<unknown[]> {
  return (await client.query('select id from things order by id')).rows;
}

it('runs what is called during a transaction after it', async () => {
  const steps: string[] = [];
  let outside: Promise<unknown> = Promise.resolve();

  await client.transaction(async (transaction) => {
    outside = client.query('select count(*)::int as n from things').then(({ rows }) => {
      steps.push(`outside saw ${JSON.stringify(rows)}`);
    });
    await transaction.query('insert into things values (1)');
    steps.push('inside');
  });
  await outside;

  expect(steps).toEqual(['inside', 'outside saw [{"n":1}]']);
});

it('gives up a statement that waits too long, naming it and the transaction it waited for', async () => {
  const stuck = client.transaction(async (transaction) => {
    await transaction.query('select 1 as holds_the_connection');
    await client.query('select 2 as forgot_the_handle');
  });

  await expect(stuck).rejects.toThrow(
    /gave up "select 2 as forgot_the_handle" after 0\.3 s .*"select 1 as holds_the_connection"/,
  );
  expect(await things()).toEqual([]);
});

it('commits nothing when an error inside a transaction was swallowed', async () => {
  const careless = client.transaction(async (transaction) => {
    await transaction.query('insert into things values (1)');
    await transaction.query('insert into things values (1)').catch(() => undefined);
  });

  await expect(careless).rejects.toThrow('nothing was committed');
  expect(await things()).toEqual([]);
});

it('refuses a statement of a transaction that has ended', async () => {
  let late: () => Promise<unknown> = () => Promise.resolve();
  await client.transaction(async (transaction) => {
    late = () => transaction.query('select 1 as late');
  });

  await expect(late()).rejects.toThrow(/has ended; "select 1 as late" came too late/);
});

it('goes on after a statement that failed', async () => {
  await expect(client.query('select * from nowhere')).rejects.toMatchObject({ code: '42P01' });

  expect(await things()).toEqual([]);
});

it('rejects all that waits when its thread dies, and all that comes after', async () => {
  const { worker, client } = await start();
  const running = client.query('select pg_sleep(60)');
  const waiting = client.transaction(async (transaction) => {
    await transaction.query('select 1');
  });

  const outcomes = Promise.allSettled([running, waiting]);
  await worker.terminate();

  for (const outcome of await outcomes) {
    expect(outcome).toMatchObject({ reason: { message: expect.stringContaining('ended unexpectedly') } });
  }
  await expect(client.query('select 1')).rejects.toThrow('ended unexpectedly');
});

it('finishes what is under way when it is closed, and refuses what comes later', async () => {
  const { client } = await start();
  const running = client.query('select 1 as one');
  const closing = client.close();

  await expect(client.query('select 2')).rejects.toThrow('the embedded database is closed');
  expect((await running).rows).toEqual([{ one: 1 }]);
  await closing;
  await expect(client.query('select 3')).rejects.toThrow('the embedded database is closed');
});

it('carries bytes, nulls and numbers beyond 2^53 as they are', async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);

  const { rows } = await client.query('select $1::bytea as bytes, $2::text as nothing, $3::int8 as large', [
    bytes,
    null,
    (2n ** 60n).toString(),
  ]);

  expect(rows).toEqual([{ bytes, nothing: null, large: 2n ** 60n }]);
});
