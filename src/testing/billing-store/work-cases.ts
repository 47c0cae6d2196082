import assert from 'node:assert/strict';
import type { BillingStore, WorkQueue } from '../../server/ports/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { OWNER, until } from './fixtures.ts';

/** One of the three queues, with what differs between them. */
interface QueueUnderTest {
  name: string;
  queue(store: BillingStore): WorkQueue<unknown>;
  /** Adds an item of its own group. */
  add(store: BillingStore, key: string): Promise<unknown>;
  finish(store: BillingStore, id: string): Promise<void>;
}

const QUEUES: readonly QueueUnderTest[] = [
  {
    name: 'inbox',
    queue: (store) => store.inbox,
    add: (store, key) => store.recordDeliveries([{ deliveryId: key, body: new TextEncoder().encode(key) }]),
    finish: (store, id) =>
      store.transaction((transaction) => transaction.finishDelivery(id, 'order.paid', OWNER)),
  },
  {
    name: 'outbox',
    queue: (store) => store.outbox,
    add: (store, key) =>
      store.transaction((transaction) =>
        transaction.enqueueMessage(key, { kind: 'live', externalId: `owner of ${key}`, stale: [] }),
      ),
    finish: (store, id) => store.transaction((transaction) => transaction.finishMessage(id)),
  },
  {
    name: 'jobs',
    queue: (store) => store.jobs,
    add: (store, key) => store.transaction((transaction) => transaction.enqueueJob(key, { key })),
    finish: (store, id) => store.transaction((transaction) => transaction.finishJob(id)),
  },
];

function casesOf({ name, queue, add, finish }: QueueUnderTest): ConformanceCase<BillingStore>[] {
  const claimKeys = async (store: BillingStore, limit = 10) =>
    (await queue(store).claim(limit, 60)).map(({ key }) => key);

  async function park(store: BillingStore, key: string): Promise<string> {
    await add(store, key);
    const [item] = await queue(store).claim(1, 60);
    assert.ok(item);
    assert.equal(await queue(store).fail(item.id, `no luck with ${key}\0`, 1), 'parked');
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
        await finish(store, item.id);

        assert.deepEqual(await claimKeys(store), []);
        assert.equal(await queue(store).nextDueAt(), null);
      },
    },
    {
      name: `${name}: tries a failed item again after a wait of half a second to one`,
      run: async (store) => {
        await add(store, 'a');
        const [item] = await queue(store).claim(1, 60);
        assert.ok(item);
        const before = Date.now();
        assert.equal(await queue(store).fail(item.id, 'no luck', 5), 'retry');
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
        assert.deepEqual(await queue(store).listParked(10), [
          { id, key: 'a', state: 'parked', attempts: 1, lastError: 'no luck with a' },
        ]);
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
        await finish(store, done.id);
        await add(store, 'pending');

        assert.equal(await queue(store).replay([parked, done.id, '999999']), 2);
        const replayed = await queue(store).claim(10, 60);
        assert.deepEqual(replayed.map(({ key, attempts }) => [key, attempts]).sort(), [
          ['a', 1],
          ['b', 1],
          ['pending', 1],
        ]);
        assert.equal(await queue(store).replay([]), 0);
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
          if (name === 'inbox') await transaction.finishDelivery(item.id, 'order.paid', null);
          else if (name === 'outbox') await transaction.finishMessage(item.id);
          else await transaction.finishJob(item.id);
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
        await finish(store, item.id);
        await queue(store).fail(item.id, 'too late', 1);

        assert.deepEqual(await queue(store).depth(), { pending: 0, parked: 0, oldestPendingSeconds: null });
      },
    },
  ];
}

/** The one work mechanism, on each of its three tables. */
export const workCases: readonly ConformanceCase<BillingStore>[] = QUEUES.flatMap(casesOf);
