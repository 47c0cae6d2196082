import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { BillingError, type BillingErrorCode } from '../../../src/core/index.ts';
import { type BillingDatabase, createPostgresStore, openDatabase } from '../../../src/postgres/index.ts';
import type { BillingStore, LogFields, WorkClaim, WorkItem } from '../../../src/server/index.ts';
import { PermanentWorkError } from '../../../src/server/work/permanent-work-error.ts';
import { startWorker, type Worker, type WorkerOptions } from '../../../src/server/work/worker.ts';
import { until } from '../../../src/testing/billing-store/fixtures.ts';
import { emptyTables } from '../../postgres/support/empty-tables.ts';
import { migratedTemplate } from '../../postgres/support/migrated-template.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { passRealTime } from '../support/pass-real-time.ts';

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

const finish = (item: Job) => store.transaction((transaction) => transaction.finishJob(item));

function work(
  run: WorkerOptions<Record<string, unknown>>['run'],
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

it('gives the places of what takes very long to others, up to an end', async () => {
  const keys = ['a', 'b', 'c', 'd', 'e'];
  await enqueue(...keys);
  const begun: string[] = [];
  let release: () => void = () => undefined;
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  const worker = work(
    async (item) => {
      begun.push(item.key);
      await isReleased;
      await finish(item);
    },
    { concurrency: 1, slowAfterMs: 20 },
  );
  await vi.waitFor(() => expect(begun).toEqual(['a', 'b', 'c', 'd']));
  expect((await store.jobs.depth()).pending).toBe(5);
  release();
  await worker.idle();
  expect(begun).toEqual(keys);
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

  expect((await store.jobs.listParked({ limit: 10, cursor: null })).items).toMatchObject([
    { key: 'a', lastError: 'Error: never' },
  ]);
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

it('parks at once what no later attempt can end otherwise', async () => {
  await enqueue('a');
  const worker = work(() => Promise.reject(new PermanentWorkError('no JSON')));
  await worker.idle();

  expect((await store.jobs.listParked({ limit: 10, cursor: null })).items).toMatchObject([
    { key: 'a', attempts: 1, lastError: 'PermanentWorkError: no JSON' },
  ]);
  expect(logs).toMatchObject([{ level: 'error' }]);
});

it('keeps work that takes longer than its lease, and does it once', async () => {
  await enqueue('long');
  const renewals = vi.fn(store.jobs.renew);
  const queue = { ...store.jobs, renew: renewals };
  const runs: string[] = [];
  let release: () => void = () => undefined;
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  const run = async (item: Job) => {
    runs.push(item.key);
    await isReleased;
    await finish(item);
  };
  const first = work(run, { queue, leaseInSeconds: 0.6 });
  await vi.waitFor(() => expect(runs).toEqual(['long']));
  const second = work(run, { queue, leaseInSeconds: 0.6 });
  await vi.waitFor(() => expect(renewals.mock.results.length).toBeGreaterThan(6), { timeout: 10_000 });
  second.wake();
  release();
  await first.idle();
  await second.idle();

  expect(runs).toEqual(['long']);
  expect(await store.jobs.depth()).toMatchObject({ pending: 0, parked: 0 });
});

it('tells a run that its work has become another one’s, and keeps nothing of it', async () => {
  await enqueue('a');
  const ended: string[] = [];
  const worker = work(
    async (item, signal) => {
      // As if this process had been stopped for longer than the lease lasts.
      const [taken] = await until(async () => {
        const claimed = await store.jobs.claim(1, 60);
        return claimed.length > 0 ? claimed : null;
      });
      if (!signal.aborted)
        await new Promise<void>((resolve) =>
          signal.addEventListener('abort', () => resolve(), { once: true }),
        );
      ended.push('told');
      if (taken === undefined) throw new Error('nothing was taken');
      await finish(item).finally(() => finish(taken));
    },
    { leaseInSeconds: 0.1, queue: { ...store.jobs, renew: renewOnlyWhenLost } },
  );
  await vi.waitFor(() => expect(ended).toEqual(['told']));
  await worker.idle();

  expect(logs).toMatchObject([
    { level: 'warn', fields: { error: expect.stringMatching(/^WorkLeaseLostError/) } },
  ]);
  expect(await store.jobs.depth()).toMatchObject({ pending: 0, parked: 0 });
});

/** A renewal that never reaches the database while the lease is still held. */
function renewOnlyWhenLost(claim: WorkClaim): Promise<boolean> {
  return store.jobs.find(claim.id).then((found) => found?.attempts === 1);
}

it('gives up what has taken down every process that tried it', async () => {
  await enqueue('poison');
  for (let attempt = 0; attempt < 3; attempt += 1) await store.jobs.claim(1, 0);
  const run = vi.fn();
  const worker = work(run, { maxAttempts: 3 });
  await worker.idle();

  expect(run).not.toHaveBeenCalled();
  expect((await store.jobs.listParked({ limit: 10, cursor: null })).items).toMatchObject([
    { key: 'poison', lastError: 'PermanentWorkError: No attempt came to an end.' },
  ]);
});

it('parks what cannot be unpacked, and does what was claimed with it', async () => {
  await store.recordDeliveries([
    { deliveryId: 'torn', body: new Uint8Array() },
    { deliveryId: 'whole', body: new Uint8Array() },
  ]);
  await database.db.execute(sql`update floe_billing.webhook_inbox set payload = 'torn' where key = 'torn'`);

  expect((await store.inbox.claim(10, 60)).map(({ key }) => key)).toEqual(['whole']);
  expect((await store.inbox.listParked({ limit: 10, cursor: null })).items).toMatchObject([
    { key: 'torn', lastError: expect.stringMatching(/^It cannot be unpacked/) },
  ]);
  const [torn] = (await store.inbox.listParked({ limit: 10, cursor: null })).items;
  expect((await store.inbox.find(torn?.id ?? ''))?.payload).toBeNull();
});

it.each<BillingErrorCode>(['provider_unavailable', 'rate_limited'])(
  'parks nothing for want of the provider, however often it is tried: %s',
  async (code) => {
    await enqueue('a');
    const run = () =>
      Promise.reject(new BillingError(code, { message: 'Nobody there.', retryAfterSeconds: 100 }));
    const worker = work(run, { maxAttempts: 2 });
    await worker.idle();
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await passRealTime(database.db, 1000);
      worker.wake();
      await worker.idle();
    }

    expect(logs).toHaveLength(5);
    expect(await store.jobs.depth()).toMatchObject({ pending: 1, parked: 0 });
  },
);

it('comes back to the provider no sooner than it asked', async () => {
  await enqueue('a');
  const run = vi.fn(() =>
    Promise.reject(new BillingError('rate_limited', { message: 'Slowly.', retryAfterSeconds: 3600 })),
  );
  const worker = work(run);
  await worker.idle();
  for (const [seconds, runs] of [
    [3500, 1],
    [2000, 2],
  ] as const) {
    await passRealTime(database.db, seconds);
    worker.wake();
    await worker.idle();
    expect(run).toHaveBeenCalledTimes(runs);
  }
});
