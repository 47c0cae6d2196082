import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { type BillingDatabase, createPostgresStore, openDatabase } from '../../../src/postgres/index.ts';
import type { BillingStore, LogFields, WorkItem } from '../../../src/server/index.ts';
import { startWorker, type Worker, type WorkerOptions } from '../../../src/server/work/worker.ts';
import { emptyTables } from '../../postgres/support/empty-tables.ts';
import { migratedTemplate } from '../../postgres/support/migrated-template.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

type Job = WorkItem<Record<string, unknown>>;

let home: TestDatabase;
let database: BillingDatabase;
let store: BillingStore;
let logs: { level: string; fields: LogFields }[];

beforeAll(async () => {
  home = await createTestDatabase({ template: migratedTemplate, scope: 'caller' });
  database = await openDatabase({ databaseUrl: home.url });
  store = createPostgresStore(database);
});

afterAll(async () => {
  await database.close();
  await home.drop();
});

beforeEach(async () => {
  await emptyTables(database.db);
  logs = [];
});

async function enqueue(...keys: string[]): Promise<void> {
  await store.transaction(async (transaction) => {
    for (const key of keys) await transaction.enqueueJob(key, { key });
  });
}

const finish = (item: Job) => store.transaction((transaction) => transaction.finishJob(item.id));

function work(
  run: (item: Job) => Promise<void>,
  options: Partial<WorkerOptions<Record<string, unknown>>> = {},
): Worker {
  const log = (level: string) => (fields: LogFields) => void logs.push({ level, fields });
  const worker = startWorker({
    name: 'jobs',
    queue: store.jobs,
    run,
    logger: { info: log('info'), warn: log('warn'), error: log('error') },
    concurrency: 2,
    maxAttempts: 10,
    ...options,
  });
  onTestFinished(() => worker.stop());
  return worker;
}

it('works off what waits when it starts and what comes later', async () => {
  await enqueue('a', 'b', 'c');
  const done: string[] = [];
  const worker = work(async (item) => {
    done.push(item.key);
    await finish(item);
  });
  await worker.idle();
  expect(done.sort()).toEqual(['a', 'b', 'c']);

  await enqueue('d');
  worker.wake();
  await worker.idle();
  expect(done).toContain('d');
  expect(await store.jobs.depth()).toMatchObject({ pending: 0, parked: 0 });
});

it('holds up nobody for one that takes long', async () => {
  await enqueue('slow', 'quick', 'quicker');
  let release: () => void = () => undefined;
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  const done: string[] = [];
  let finishedQuick: () => void = () => undefined;
  const quickOnes = new Promise<void>((resolve) => {
    finishedQuick = resolve;
  });
  const worker = work(async (item) => {
    if (item.key === 'slow') await isReleased;
    done.push(item.key);
    await finish(item);
    if (done.length === 2) finishedQuick();
  });

  await quickOnes;
  expect(done).toEqual(['quick', 'quicker']);
  release();
  await worker.idle();
  expect(done).toContain('slow');
});

it('takes no more at once than it has hands', async () => {
  await enqueue('a', 'b', 'c', 'd', 'e');
  let inHand = 0;
  let most = 0;
  const worker = work(async (item) => {
    inHand += 1;
    most = Math.max(most, inHand);
    await finish(item);
    inHand -= 1;
  });
  await worker.idle();

  expect(most).toBe(2);
});

it('puts back what fails, with its error, and tries it again', async () => {
  await enqueue('a');
  const attempts: number[] = [];
  let succeed: () => void = () => undefined;
  const succeeded = new Promise<void>((resolve) => {
    succeed = resolve;
  });
  const worker = work(async (item) => {
    attempts.push(item.attempts);
    if (item.attempts === 1) throw new TypeError('not yet');
    await finish(item);
    succeed();
  });
  await worker.idle();
  expect(attempts).toEqual([1]);
  expect(logs).toMatchObject([{ level: 'warn', fields: { key: 'a', error: 'TypeError: not yet' } }]);

  await succeeded;
  expect(attempts).toEqual([1, 2]);
});

it('parks what has failed too often, where a person sees it', async () => {
  await enqueue('a');
  const worker = work(() => Promise.reject(new Error('never')), { maxAttempts: 1 });
  await worker.idle();

  expect(await store.jobs.listParked(10)).toMatchObject([{ key: 'a', lastError: 'Error: never' }]);
  expect(logs).toMatchObject([{ level: 'error' }]);
});

it('goes on after the queue could not be read', async () => {
  await enqueue('a');
  let failures = 1;
  const done: string[] = [];
  const worker = work(
    async (item) => {
      done.push(item.key);
      await finish(item);
    },
    {
      queue: {
        ...store.jobs,
        claim: (limit, lease) =>
          failures-- > 0 ? Promise.reject(new Error('gone')) : store.jobs.claim(limit, lease),
      },
    },
  );
  await worker.idle();
  expect(done).toEqual([]);

  worker.wake();
  await worker.idle();
  expect(done).toEqual(['a']);
  expect(logs).toMatchObject([{ level: 'error', fields: { error: 'Error: gone' } }]);
});

it('finishes what is in hand before it stops', async () => {
  await enqueue('a');
  let begun: () => void = () => undefined;
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  let release: () => void = () => undefined;
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  const worker = work(async (item) => {
    begun();
    await isReleased;
    await finish(item);
  });
  await hasBegun;
  const stopping = worker.stop();
  release();
  await stopping;

  expect(await store.jobs.depth()).toMatchObject({ pending: 0 });
});
