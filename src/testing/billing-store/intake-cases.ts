import assert from 'node:assert/strict';
import type { BillingStore } from '../../server/ports/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { OWNER, until } from './fixtures.ts';

const text = new TextEncoder();

function deliver(store: BillingStore, ...ids: readonly string[]) {
  return store.recordDeliveries(ids.map((deliveryId) => ({ deliveryId, body: text.encode(deliveryId) })));
}

function live(store: BillingStore, key: string, externalId = OWNER) {
  return store.transaction((transaction) =>
    transaction.enqueueMessage(key, { kind: 'live', externalId, stale: [key] }),
  );
}

/** What is particular to each queue: how work gets in. */
export const intakeCases: readonly ConformanceCase<BillingStore>[] = [
  {
    name: 'inbox: keeps a delivery byte for byte',
    run: async (store) => {
      const every = Uint8Array.from({ length: 256 }, (_, index) => index);
      const long = text.encode('{"☃":"\\u0000"}'.repeat(20_000));
      const outcomes = await store.recordDeliveries([
        { deliveryId: 'every', body: every },
        { deliveryId: 'long', body: long },
        { deliveryId: 'empty', body: new Uint8Array() },
      ]);

      assert.deepEqual(outcomes, ['new', 'new', 'new']);
      const bodies = new Map((await store.inbox.claim(10, 60)).map(({ key, payload }) => [key, payload]));
      assert.deepEqual(bodies.get('every'), every);
      assert.deepEqual(bodies.get('long'), long);
      assert.deepEqual(bodies.get('empty'), new Uint8Array());
    },
  },
  {
    name: 'inbox: keeps a delivery once, in one batch, in several and in several at once',
    run: async (store) => {
      assert.deepEqual(await deliver(store, 'b', 'a', 'b'), ['new', 'new', 'duplicate']);
      assert.deepEqual(await deliver(store, 'a', 'c'), ['duplicate', 'new']);
      assert.deepEqual(await deliver(store), []);

      const batches = await Promise.all([
        deliver(store, 'd', 'e', 'f'),
        deliver(store, 'f', 'e', 'd'),
        deliver(store, 'e', 'd', 'f'),
      ]);
      assert.equal(batches.flat().filter((outcome) => outcome === 'new').length, 3);
      assert.equal((await store.inbox.depth()).pending, 6);
    },
  },
  {
    name: 'inbox: makes a delivery that failed due again when it is delivered again',
    run: async (store) => {
      await deliver(store, 'parked');
      const [parked] = await store.inbox.claim(1, 60);
      await deliver(store, 'waiting');
      const [waiting] = await store.inbox.claim(1, 60);
      assert.ok(parked && waiting);
      await store.inbox.fail(parked.id, 'no luck', 1);
      await store.inbox.fail(waiting.id, 'no luck', 9);

      assert.deepEqual(await deliver(store, 'parked', 'waiting'), ['requeued', 'requeued']);
      const again = await store.inbox.claim(10, 60);
      assert.deepEqual(again.map(({ key, attempts }) => [key, attempts]).sort(), [
        ['parked', 1],
        ['waiting', 2],
      ]);
    },
  },
  {
    name: 'inbox: leaves a delivery alone that is done or being worked on, be it once more',
    run: async (store) => {
      await deliver(store, 'done', 'running');
      const [done, running] = await store.inbox.claim(2, 60);
      assert.ok(done && running);
      await store.inbox.fail(running.id, 'no luck', 9);
      await until(async () => (await store.inbox.claim(1, 60))[0]);
      await store.transaction((transaction) => transaction.finishDelivery(done.id, 'order.paid', OWNER));

      assert.deepEqual(await deliver(store, 'done', 'running'), ['duplicate', 'duplicate']);
      assert.deepEqual(await store.inbox.claim(10, 60), []);
    },
  },
  {
    name: 'inbox: keeps a thousand deliveries at once',
    run: async (store) => {
      const ids = Array.from({ length: 1000 }, (_, index) => `delivery_${index}`);

      const outcomes = await deliver(store, ...ids);

      assert.equal(outcomes.filter((outcome) => outcome === 'new').length, 1000);
      assert.equal((await store.inbox.depth()).pending, 1000);
    },
  },
  {
    name: 'outbox: keeps a key once, done or not',
    run: async (store) => {
      await live(store, 'key');
      await live(store, 'key');
      const [item, ...others] = await store.outbox.claim(10, 60);
      assert.ok(item);
      assert.deepEqual(others, []);
      assert.deepEqual(item.payload, { kind: 'live', externalId: OWNER, stale: ['key'] });

      await store.transaction((transaction) => transaction.finishMessage(item.id));
      await live(store, 'key');
      assert.deepEqual(await store.outbox.claim(10, 60), []);
    },
  },
  {
    name: 'outbox: hands out the messages of one owner one at a time, in order',
    run: async (store) => {
      await live(store, 'first');
      await live(store, 'second');
      await live(store, 'elsewhere', 'organization_other');

      const claimed = await store.outbox.claim(10, 60);
      assert.deepEqual(
        claimed.map(({ key }) => key),
        ['first', 'elsewhere'],
      );
      const [first] = claimed;
      assert.ok(first);
      await store.transaction((transaction) => transaction.finishMessage(first.id));
      assert.deepEqual(
        (await store.outbox.claim(10, 60)).map(({ key }) => key),
        ['second'],
      );
    },
  },
  {
    name: 'outbox: holds up no other owner when one message fails',
    run: async (store) => {
      await live(store, 'failing');
      await live(store, 'behind it');
      const [failing] = await store.outbox.claim(1, 60);
      assert.ok(failing);
      await store.outbox.fail(failing.id, 'no luck', 9);
      await live(store, 'elsewhere', 'organization_other');

      assert.deepEqual(
        (await store.outbox.claim(10, 60)).map(({ key }) => key),
        ['elsewhere'],
      );
    },
  },
  {
    name: 'jobs: adds nothing to a key that is pending, and starts one that is done anew',
    run: async (store) => {
      const enqueue = (step: number) =>
        store.transaction((transaction) => transaction.enqueueJob('reconcile', { step }));
      await enqueue(1);
      await enqueue(2);
      const [item, ...others] = await store.jobs.claim(10, 60);
      assert.ok(item);
      assert.deepEqual(others, []);
      assert.deepEqual(item.payload, { step: 1 });

      await store.transaction((transaction) => transaction.finishJob(item.id));
      await enqueue(3);
      const [again] = await store.jobs.claim(10, 60);
      assert.deepEqual(again?.payload, { step: 3 });
      assert.equal(again?.attempts, 1);
    },
  },
];
