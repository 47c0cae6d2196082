import assert from 'node:assert/strict';
import type { BillingStore } from '../../server/ports/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { OWNER, until } from './fixtures.ts';

const LEASE_IN_SECONDS = 60;

function schedule(store: BillingStore, inSeconds: number, payload: Record<string, unknown> = { job: 'any' }) {
  return store.transaction((transaction) => transaction.scheduleJob('later', payload, inSeconds));
}

const claim = (store: BillingStore) => store.jobs.claim(10, LEASE_IN_SECONDS);

/** Jobs that wait for a time of their own, and may not be needed when it comes. */
export const laterJobCases: readonly ConformanceCase<BillingStore>[] = [
  {
    name: 'later jobs: hands one out when its time has come, and not before',
    run: async (store) => {
      await schedule(store, 3600);
      assert.deepEqual(await claim(store), []);
      const dueInMs = Date.parse((await store.jobs.nextDueAt()) ?? '') - Date.now();
      assert.ok(dueInMs > 3_000_000 && dueInMs < 4_000_000, String(dueInMs));

      await schedule(store, 0.1, { job: 'any', externalId: OWNER });
      const [item] = await until(async () => {
        const items = await claim(store);
        return items.length > 0 ? items : null;
      });
      assert.deepEqual(item?.payload, { job: 'any', externalId: OWNER });
    },
  },
  {
    name: 'later jobs: puts one off that is in hand, so that it runs again after what asked for it',
    run: async (store) => {
      await schedule(store, 0);
      const [item] = await claim(store);
      assert.ok(item);
      await schedule(store, 3600);

      await assert.rejects(
        store.transaction((transaction) => transaction.finishJob(item)),
        { name: 'WorkLeaseLostError' },
      );
      assert.equal((await store.jobs.depth()).pending, 1);
    },
  },
  {
    name: 'later jobs: does not run one that is not needed any more, unless it is asked for again',
    run: async (store) => {
      await schedule(store, 0);
      await store.transaction((transaction) => transaction.dropJob('later', 'not_needed'));
      await store.transaction((transaction) => transaction.dropJob('never was', 'not_needed'));
      assert.deepEqual(await claim(store), []);

      await schedule(store, 0);
      assert.equal((await claim(store)).length, 1);
    },
  },
  {
    name: 'later jobs: says in a word why one was dropped, and leaves alone what is done',
    run: async (store) => {
      await schedule(store, 0);
      const [item] = await claim(store);
      assert.ok(item);
      await store.transaction((transaction) => transaction.finishJob(item, 'ran'));
      await store.transaction((transaction) => transaction.dropJob('later', 'not_needed'));
      assert.equal((await store.jobs.find(item.id))?.outcome, 'ran');

      await schedule(store, 3600);
      await store.transaction((transaction) => transaction.dropJob('later', 'not_needed'));
      const dropped = await store.jobs.find(item.id);
      assert.deepEqual([dropped?.state, dropped?.outcome], ['done', 'not_needed']);
    },
  },
];
