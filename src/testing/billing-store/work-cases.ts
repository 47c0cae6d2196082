import assert from 'node:assert/strict';
import type {
  AuditEntry,
  BillingStore,
  StoreTransaction,
  WorkClaim,
  WorkFilter,
  WorkQueue,
  WorkQueueName,
} from '../../server/ports/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { OWNER, until } from './fixtures.ts';

/** One of the three queues, with what differs between them. */
interface QueueUnderTest {
  name: string;
  tableName: WorkQueueName;
  queue(store: BillingStore): WorkQueue<unknown>;
  /** Adds an item of its own group. */
  add(store: BillingStore, key: string): Promise<unknown>;
  finish(transaction: StoreTransaction, claim: WorkClaim): Promise<void>;
  /** What an item is called once it is done. */
  kind: string;
}

const QUEUES: readonly QueueUnderTest[] = [
  {
    name: 'inbox',
    tableName: 'webhook_inbox',
    queue: (store) => store.inbox,
    add: (store, key) => store.recordDeliveries([{ deliveryId: key, body: new TextEncoder().encode(key) }]),
    finish: (transaction, claim) => transaction.finishDelivery(claim, 'order.paid', OWNER),
    kind: 'order.paid',
  },
  {
    name: 'outbox',
    tableName: 'outbox',
    queue: (store) => store.outbox,
    add: (store, key) =>
      store.transaction((transaction) =>
        transaction.enqueueMessage(key, {
          kind: 'mail',
          message: 'receipt',
          externalId: `owner of ${key}`,
          facts: {},
        }),
      ),
    finish: (transaction, claim) => transaction.finishMessage(claim),
    kind: 'mail',
  },
  {
    name: 'jobs',
    tableName: 'jobs',
    queue: (store) => store.jobs,
    add: (store, key) => store.transaction((transaction) => transaction.enqueueJob(key, { job: 'any', key })),
    finish: (transaction, claim) => transaction.finishJob(claim),
    kind: 'any',
  },
];

// By name: a store of another package may carry another copy of the class.
const LEASE_LOST = { name: 'WorkLeaseLostError' };

const effectOf = (key: string): AuditEntry => ({
  externalId: OWNER,
  actor: 'system',
  action: 'effect',
  subjectId: key,
  details: {},
  at: '2030-01-01T00:00:00.000Z',
});

function casesOf({
  name,
  tableName,
  queue,
  add,
  kind,
  ...under
}: QueueUnderTest): ConformanceCase<BillingStore>[] {
  const finish = (store: BillingStore, claim: WorkClaim) =>
    store.transaction((transaction) => under.finish(transaction, claim));
  const replay = (store: BillingStore, ids: readonly string[]) =>
    store.transaction((transaction) => transaction.replayWork(tableName, { ids }, 100));
  const everyParked = { limit: 10, cursor: null };
  const claimKeys = async (store: BillingStore, limit = 10) =>
    (await queue(store).claim(limit, 60)).map(({ key }) => key);

  async function park(store: BillingStore, key: string): Promise<string> {
    await add(store, key);
    const [item] = await queue(store).claim(1, 60);
    assert.ok(item);
    assert.equal(await queue(store).fail(item, `no luck with ${key}\0`, 1), 'parked');
    return item.id;
  }

  return [
    {
      name: `${name}: hands out due items, oldest first, each once`,
      run: async (store) => {
        for (const key of ['c', 'a', 'b']) await add(store, key);

        const first = await queue(store).claim(2, 60);
        assert.deepEqual(
          first.map(({ key, attempts }) => ({ key, attempts })),
          [
            { key: 'c', attempts: 1 },
            { key: 'a', attempts: 1 },
          ],
        );
        assert.ok(Number(first[0]?.id) < Number(first[1]?.id));
        assert.deepEqual(await claimKeys(store), ['b']);
        assert.deepEqual(await claimKeys(store), []);
      },
    },
    {
      name: `${name}: gives no item to two who claim at once`,
      run: async (store) => {
        const keys = Array.from({ length: 20 }, (_, index) => `key_${index}`);
        for (const key of keys) await add(store, key);

        const claims = await Promise.all([1, 2, 3, 4].map(() => claimKeys(store, 10)));

        assert.equal(new Set(claims.flat()).size, claims.flat().length);
        assert.deepEqual([...claims.flat(), ...(await claimKeys(store, 20))].sort(), [...keys].sort());
      },
    },
    {
      name: `${name}: hands an item out again when its lease has run out`,
      run: async (store) => {
        await add(store, 'a');
        await queue(store).claim(1, 0.1);

        const again = await until(async () => (await queue(store).claim(1, 60))[0]);

        assert.equal(again.key, 'a');
        assert.equal(again.attempts, 2);
      },
    },
    {
      name: `${name}: never hands out what is done`,
      run: async (store) => {
        await add(store, 'a');
        const [item] = await queue(store).claim(1, 0);
        assert.ok(item);
        await finish(store, item);

        assert.deepEqual(await claimKeys(store), []);
        assert.equal(await queue(store).nextDueAt(), null);
      },
    },
    {
      name: `${name}: puts an item off for as long as asked, without counting the attempt`,
      run: async (store) => {
        await add(store, 'a');
        const [item] = await queue(store).claim(1, 60);
        assert.ok(item);
        assert.equal(await queue(store).postpone(item, 'nobody there\0', 30), 'postponed');
        const put = await queue(store).find(item.id);
        assert.ok(put);
        assert.deepEqual(
          { state: put.state, attempts: put.attempts, lastError: put.lastError },
          { state: 'pending', attempts: 0, lastError: 'nobody there' },
        );
        const waitMs = Date.parse(put.dueAt) - Date.parse(put.enqueuedAt);
        assert.ok(waitMs >= 30_000, `it waits ${waitMs} ms`);
        assert.deepEqual(await queue(store).claim(1, 60), []);
        assert.equal(await queue(store).postpone(item, 'too late', 1), 'lost');
      },
    },
    {
      name: `${name}: tries a failed item again after a wait of half a second to one`,
      run: async (store) => {
        await add(store, 'a');
        const [item] = await queue(store).claim(1, 60);
        assert.ok(item);
        const before = Date.now();
        assert.equal(await queue(store).fail(item, 'no luck', 5), 'retry');
        const after = Date.now();

        const due = Date.parse((await queue(store).nextDueAt()) ?? '');
        assert.ok(due >= before + 490 && due <= after + 1010, `due ${due - before} ms later`);
        const again = await until(async () => (await queue(store).claim(1, 60))[0]);
        assert.equal(again.attempts, 2);
        assert.ok(Date.now() >= due - 10);
      },
    },
    {
      name: `${name}: parks an item after its last attempt, where a person can see why`,
      run: async (store) => {
        const id = await park(store, 'a');

        assert.deepEqual(await claimKeys(store), []);
        const { items, nextCursor } = await queue(store).listParked(everyParked);
        assert.deepEqual(
          items.map(({ id: parkedId, key, state, attempts, lastError }) => ({
            ...{ id: parkedId, key, state, attempts, lastError },
          })),
          [{ id, key: 'a', state: 'parked', attempts: 1, lastError: 'no luck with a' }],
        );
        assert.equal(nextCursor, null);
        assert.deepEqual(await queue(store).depth(), { pending: 0, parked: 1, oldestPendingSeconds: null });
      },
    },
    {
      name: `${name}: replays parked and done items with attempts counted anew`,
      run: async (store) => {
        const parked = await park(store, 'a');
        await add(store, 'b');
        const [done] = await queue(store).claim(1, 60);
        assert.ok(done);
        await finish(store, done);
        await add(store, 'pending');

        const again = await replay(store, [parked, done.id, '999999', 'no id']);
        assert.deepEqual(again.map(({ key, state }) => [key, state]).sort(), [
          ['a', 'parked'],
          ['b', 'done'],
        ]);
        const replayed = await queue(store).claim(10, 60);
        assert.deepEqual(replayed.map(({ key, attempts }) => [key, attempts]).sort(), [
          ['a', 1],
          ['b', 1],
          ['pending', 1],
        ]);
        assert.deepEqual(await replay(store, []), []);
      },
    },
    {
      name: `${name}: says how much waits, for how long, and when the next is due`,
      run: async (store) => {
        assert.deepEqual(await queue(store).depth(), { pending: 0, parked: 0, oldestPendingSeconds: null });
        assert.equal(await queue(store).nextDueAt(), null);
        const before = Date.now();
        await add(store, 'a');
        await add(store, 'b');

        const { pending, parked, oldestPendingSeconds } = await queue(store).depth();
        assert.deepEqual({ pending, parked }, { pending: 2, parked: 0 });
        assert.ok(oldestPendingSeconds !== null && oldestPendingSeconds >= 0 && oldestPendingSeconds < 60);
        const due = Date.parse((await queue(store).nextDueAt()) ?? '');
        assert.ok(due >= before - 10 && due <= Date.now() + 10);

        await queue(store).claim(2, 60);
        const leased = Date.parse((await queue(store).nextDueAt()) ?? '');
        assert.ok(leased >= before + 59_000, 'a leased item falls due when its lease ends');
      },
    },
    {
      name: `${name}: keeps an item whose transaction failed`,
      run: async (store) => {
        await add(store, 'a');
        const [item] = await queue(store).claim(1, 0);
        assert.ok(item);
        const failing = store.transaction(async (transaction) => {
          await under.finish(transaction, item);
          throw new Error('the effect failed');
        });

        await assert.rejects(failing, /the effect failed/);
        assert.deepEqual(await claimKeys(store), ['a']);
      },
    },
    {
      name: `${name}: leaves a done item done when a slower worker reports a failure`,
      run: async (store) => {
        await add(store, 'a');
        const [item] = await queue(store).claim(1, 60);
        assert.ok(item);
        await finish(store, item);

        assert.equal(await queue(store).fail(item, 'too late', 1), 'lost');
        assert.deepEqual(await queue(store).depth(), { pending: 0, parked: 0, oldestPendingSeconds: null });
      },
    },
    {
      name: `${name}: gives a run that outlived its lease no say over the claim that came after it`,
      run: async (store) => {
        await add(store, 'a');
        const [old] = await queue(store).claim(1, 0);
        const [current] = await queue(store).claim(1, 60);
        assert.ok(old && current);
        assert.equal(current.id, old.id);
        assert.notEqual(current.leaseId, old.leaseId);

        const effect = store.transaction(async (transaction) => {
          await transaction.appendAudit(effectOf('a'));
          await under.finish(transaction, old);
        });
        await assert.rejects(effect, LEASE_LOST);
        assert.equal(await queue(store).fail(old, 'too late', 1), 'lost');
        assert.equal(await queue(store).renew(old, 60), false);
        assert.deepEqual(await store.listAudit(OWNER, 10), []);

        await finish(store, current);
        assert.equal((await queue(store).find(current.id))?.state, 'done');
        await assert.rejects(finish(store, current), LEASE_LOST);
      },
    },
    {
      name: `${name}: lets a run whose lease ran out end what nobody else has claimed`,
      run: async (store) => {
        await add(store, 'a');
        const [item] = await queue(store).claim(1, 0);
        assert.ok(item);
        await finish(store, item);

        assert.equal((await queue(store).find(item.id))?.state, 'done');
      },
    },
    {
      name: `${name}: keeps an item from others while its lease is renewed`,
      run: async (store) => {
        await add(store, 'a');
        const [item] = await queue(store).claim(1, 0);
        assert.ok(item);

        assert.equal(await queue(store).renew(item, 60), true);
        assert.deepEqual(await claimKeys(store), []);
        await finish(store, item);
        assert.equal(await queue(store).renew(item, 60), false);
      },
    },
    {
      name: `${name}: has the effect of each item once, with several workers whose leases are too short`,
      run: async (store) => {
        const keys = Array.from({ length: 24 }, (_, index) => `key_${index}`);
        for (const key of keys) await add(store, key);

        async function work(): Promise<void> {
          for (;;) {
            const items = await queue(store).claim(3, 0);
            if (items.length === 0) return;
            for (const item of items) {
              await store
                .transaction(async (transaction) => {
                  await transaction.appendAudit(effectOf(item.key));
                  await under.finish(transaction, item);
                })
                .catch((error: unknown) => {
                  if (!(error instanceof Error && error.name === LEASE_LOST.name)) throw error;
                });
            }
          }
        }
        await Promise.all([work(), work(), work(), work()]);

        const effects = (await store.listAudit(OWNER, 100)).map(({ subjectId }) => subjectId);
        assert.deepEqual(effects.sort(), [...keys].sort());
        assert.equal((await queue(store).depth()).pending, 0);
      },
    },
    {
      name: `${name}: lists parked items in pages, by kind, owner and time, and replays a range`,
      run: async (store) => {
        const keys = ['a', 'b', 'c', 'd', 'e'];
        for (const key of keys) await park(store, key);
        const first = await queue(store).listParked({ limit: 3, cursor: null });
        const second = await queue(store).listParked({ limit: 3, cursor: first.nextCursor });
        assert.deepEqual(
          [...first.items, ...second.items].map(({ key }) => key),
          keys,
        );
        assert.equal(second.nextCursor, null);

        const [a] = first.items;
        assert.ok(a);
        const keysOf = async (filter: WorkFilter) =>
          (await queue(store).listParked({ ...everyParked, ...filter })).items.map(({ key }) => key);
        assert.deepEqual(await keysOf({ until: '2020-01-01T00:00:00.000Z' }), []);
        assert.deepEqual(await keysOf({ from: '2020-01-01T00:00:00.000Z' }), keys);
        assert.deepEqual(await keysOf({ from: a.enqueuedAt, until: a.enqueuedAt }), []);
        assert.deepEqual(await keysOf({ kind: 'another' }), []);
        if (a.kind !== null) assert.deepEqual(await keysOf({ kind: a.kind }), keys);
        if (a.externalId !== null) assert.deepEqual(await keysOf({ externalId: a.externalId }), ['a']);

        const replayRange = (parked: WorkFilter, limit: number) =>
          store.transaction((transaction) => transaction.replayWork(tableName, { parked }, limit));
        assert.deepEqual(await replayRange({ kind: 'another' }, 10), []);
        assert.equal((await replayRange({ from: '2020-01-01T00:00:00.000Z' }, 2)).length, 2);
        assert.equal((await replayRange({}, 10)).length, 3);
        assert.deepEqual((await claimKeys(store)).sort(), keys);
      },
    },
    {
      name: `${name}: finds an item with what it holds`,
      run: async (store) => {
        await add(store, 'a');
        const [item] = await queue(store).claim(1, 60);
        assert.ok(item);
        const running = await queue(store).find(item.id);
        assert.deepEqual(running?.payload, item.payload);
        assert.equal(running?.finishedAt, null);
        await finish(store, item);

        const found = await queue(store).find(item.id);
        assert.equal(found?.kind, kind);
        assert.ok(found.finishedAt !== null && found.enqueuedAt <= found.finishedAt);
        assert.equal(await queue(store).find('999999'), null);
        assert.equal(await queue(store).find('no id'), null);
      },
    },
  ];
}

/** The one work mechanism, on each of its three tables. */
export const workCases: readonly ConformanceCase<BillingStore>[] = QUEUES.flatMap(casesOf);
