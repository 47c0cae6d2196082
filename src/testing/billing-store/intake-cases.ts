import assert from 'node:assert/strict';
import type { BillingStore, OutboxMessage } from '../../server/ports/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { OWNER, until } from './fixtures.ts';

const text = new TextEncoder();

function deliver(store: BillingStore, ...ids: readonly string[]) {
  return store.recordDeliveries(ids.map((deliveryId) => ({ deliveryId, body: text.encode(deliveryId) })));
}

function mail(store: BillingStore, key: string, externalId = OWNER) {
  return store.transaction((transaction) => transaction.enqueueMessage(key, mailTo(externalId)));
}

function mailTo(externalId: string): OutboxMessage {
  return { kind: 'mail', message: 'receipt', externalId, facts: { invoiceId: 'inv_1', amount: 7900 } };
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
      await store.inbox.fail(parked, 'no luck', 1);
      await store.inbox.fail(waiting, 'no luck', 9);

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
      await store.inbox.fail(running, 'no luck', 9);
      await until(async () => (await store.inbox.claim(1, 60))[0]);
      await store.transaction((transaction) => transaction.finishDelivery(done, 'order.paid', OWNER));

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
      await mail(store, 'key');
      await mail(store, 'key');
      const [item, ...others] = await store.outbox.claim(10, 60);
      assert.ok(item);
      assert.deepEqual(others, []);
      assert.deepEqual(item.payload, mailTo(OWNER));

      await store.transaction((transaction) => transaction.finishMessage(item));
      await mail(store, 'key');
      assert.deepEqual(await store.outbox.claim(10, 60), []);
    },
  },
  {
    name: 'outbox: hands out the mails of one owner one at a time, in order',
    run: async (store) => {
      await mail(store, 'first');
      await mail(store, 'second');
      await mail(store, 'elsewhere', 'organization_other');

      const claimed = await store.outbox.claim(10, 60);
      assert.deepEqual(
        claimed.map(({ key }) => key),
        ['first', 'elsewhere'],
      );
      const [first] = claimed;
      assert.ok(first);
      await store.transaction((transaction) => transaction.finishMessage(first));
      assert.deepEqual(
        (await store.outbox.claim(10, 60)).map(({ key }) => key),
        ['second'],
      );
    },
  },
  {
    name: 'outbox: holds up no other owner, nor messages of another kind, when one fails',
    run: async (store) => {
      await mail(store, 'failing');
      await mail(store, 'behind it');
      const [failing] = await store.outbox.claim(1, 60);
      assert.ok(failing);
      await store.outbox.fail(failing, 'no luck', 9);
      await mail(store, 'elsewhere', 'organization_other');
      await store.transaction((transaction) =>
        transaction.enqueueMessage('callback', {
          kind: 'callback',
          externalId: OWNER,
          event: {
            type: 'invoice.updated',
            externalId: OWNER,
            subjectId: 'inv_1',
            facts: {},
            occurredAt: '2030-01-01T00:00:00.000Z',
          },
        }),
      );

      assert.deepEqual(
        (await store.outbox.claim(10, 60)).map(({ key }) => key),
        ['elsewhere', 'callback'],
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

      await store.transaction((transaction) => transaction.finishJob(item));
      await enqueue(3);
      const [again] = await store.jobs.claim(10, 60);
      assert.deepEqual(again?.payload, { step: 3 });
      assert.equal(again?.attempts, 1);
    },
  },
  {
    name: 'jobs: adds once what has a due time, whoever adds it, done or not, in order',
    run: async (store) => {
      const job = (key: string) => ({
        key,
        kind: 'notice',
        group: null,
        externalId: OWNER,
        payload: { key },
      });
      const add = (...keys: readonly string[]) =>
        store.transaction((transaction) => transaction.enqueueJobsOnce(keys.map(job)));
      const many = Array.from({ length: 1200 }, (_, index) => `due_${index}`);

      const added = await Promise.all([add('b', 'a', 'b'), add('a', 'c', 'b'), add('c', 'b', 'a')]);
      assert.equal(
        added.reduce((sum, count) => sum + count, 0),
        3,
      );
      const [first] = await store.jobs.claim(1, 60);
      assert.ok(first);
      await store.transaction((transaction) => transaction.finishJob(first, 'skipped:too_late'));
      assert.equal(await add(first.key), 0);
      assert.equal((await store.jobs.find(first.id))?.outcome, 'skipped:too_late');
      assert.equal(await add(), 0);
      assert.equal(await add(...many, ...many), 1200);
      const claimed = (await store.jobs.claim(2000, 60)).map(({ key }) => key);
      assert.deepEqual(claimed.slice(-1200), many);
    },
  },
];
