import assert from 'node:assert/strict';
import type { BillingStore, RetentionPolicy, Snapshot } from '../../server/ports/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { apply, customer, invoice, OWNER, paymentMethod, reconcileReport, subscription } from './fixtures.ts';

const span = { after: '2030-01-10T00:00:00.000Z', until: '2030-01-20T00:00:00.000Z' };

const sub = (id: string, changes: Parameters<typeof subscription>[0]): Snapshot => ({
  kind: 'subscription',
  record: subscription({ id, ...changes }),
});
const bill = (id: string, changes: Parameters<typeof invoice>[0]): Snapshot => ({
  kind: 'invoice',
  record: invoice({ id, ...changes }),
});

/** A customer of ours, one of nobody, and one who was deleted. */
async function begin(store: BillingStore, ...snapshots: readonly Snapshot[]): Promise<void> {
  await apply(
    store,
    'event',
    { kind: 'customer', record: customer() },
    { kind: 'customer', record: customer({ id: 'cus_foreign', externalId: null }) },
    {
      kind: 'customer',
      record: customer({
        id: 'cus_deleted',
        externalId: 'organization_gone',
        deletedAt: '2030-01-02T00:00:00.000Z',
      }),
    },
    ...snapshots,
  );
}

const KEEP_ALL: RetentionPolicy = { deliveries: 3600, work: 3600, liveMessages: 3600, outcomes: 3600 };
const KEEP_NONE: RetentionPolicy = { deliveries: 0, work: 0, liveMessages: 0, outcomes: 0 };

/** What falls due by business time, and what has been kept for long enough. */
export const dueCases: readonly ConformanceCase<BillingStore>[] = [
  {
    name: 'due: remembers until when a schedule was swept',
    run: async (store) => {
      assert.equal(await store.due.findSchedule('due'), null);
      for (const at of ['2030-01-01T00:00:00.000Z', '2029-01-01T00:00:00.000Z']) {
        await store.transaction((transaction) => transaction.saveSchedule('due', at));
        assert.equal(await store.due.findSchedule('due'), at);
      }
      assert.equal(await store.due.findSchedule('another'), null);
    },
  },
  {
    name: 'due: lists trials that end in a span, over or not, of owners of ours',
    run: async (store) => {
      const trialStart = '2030-01-01T00:00:00.000Z';
      const trial = (trialEnd: string) => ({ status: 'trialing', trialStart, trialEnd }) as const;
      await begin(
        store,
        sub('at_the_end', trial(span.until)),
        sub('before', trial(span.after)),
        sub('over', { ...trial('2030-01-11T00:00:00.000001Z'), status: 'canceled' }),
        sub('after', trial('2030-01-20T00:00:00.000001Z')),
        sub('none', {}),
        sub('foreign', { ...trial(span.until), customerId: 'cus_foreign' }),
        sub('deleted', { ...trial(span.until), customerId: 'cus_deleted' }),
      );

      assert.deepEqual(await store.due.listTrials(span), [
        { externalId: OWNER, subscriptionId: 'over', trialStart, trialEnd: '2030-01-11T00:00:00.000001Z' },
        { externalId: OWNER, subscriptionId: 'at_the_end', trialStart, trialEnd: span.until },
      ]);
    },
  },
  {
    name: 'due: lists renewals of long cycles that go on and cost something',
    run: async (store) => {
      const year = {
        currentPeriodStart: '2029-01-15T00:00:00.000Z',
        currentPeriodEnd: '2030-01-15T00:00:00.000Z',
      };
      await begin(
        store,
        sub('year', year),
        sub('month', { currentPeriodEnd: '2030-01-15T00:00:00.000Z' }),
        sub('canceling', { ...year, cancelAtPeriodEnd: true }),
        sub('pausing', { ...year, pauseAtPeriodEnd: true }),
        sub('free', { ...year, money: { amount: 0, currency: 'USD' } }),
        sub('past_due', { ...year, status: 'past_due' }),
        sub('later', { ...year, currentPeriodEnd: '2030-02-15T00:00:00.000Z' }),
      );

      assert.deepEqual(await store.due.listRenewals(span, 180), [
        { externalId: OWNER, subscriptionId: 'year', renewsAt: '2030-01-15T00:00:00.000Z' },
      ]);
      assert.equal((await store.due.listRenewals(span, 10)).length, 2);
      assert.deepEqual(await store.due.listRenewals(span, 366), []);
    },
  },
  {
    name: 'due: lists default cards by the end of their last month',
    run: async (store) => {
      const card = (id: string, expiryYear: number | null, expiryMonth: number | null, isDefault = true) =>
        paymentMethod({ id, expiryYear, expiryMonth, isDefault });
      await begin(store, {
        kind: 'payment_methods',
        customerId: 'cus_1',
        records: [
          card('dec', 2029, 12),
          card('jan', 2030, 1),
          card('nov', 2029, 11),
          card('another', 2029, 12, false),
          card('endless', null, null),
        ],
      });
      const ids = async (after: string, until: string) =>
        (await store.due.listCards({ after, until })).map(({ paymentMethodId }) => paymentMethodId);

      assert.deepEqual(await ids('2029-12-31T00:00:00.000Z', '2030-01-31T23:59:59.999Z'), ['dec']);
      assert.deepEqual(await ids('2030-01-01T00:00:00.000Z', '2030-01-31T23:59:59.999Z'), []);
      assert.deepEqual(await ids('2029-11-30T00:00:00.000Z', '2030-02-01T00:00:00.000Z'), [
        'nov',
        'dec',
        'jan',
      ]);
      assert.deepEqual(await store.due.listCards({ after: span.after, until: '2030-02-01T00:00:00.000Z' }), [
        { externalId: OWNER, paymentMethodId: 'jan', expiryYear: 2030, expiryMonth: 1 },
      ]);
    },
  },
  {
    name: 'due: lists attempts whose time has come, and what could not be collected',
    run: async (store) => {
      const pending = { status: 'pending', nextPaymentAttemptAt: '2030-01-15T00:00:00.000Z' } as const;
      await begin(
        store,
        bill('passed', pending),
        bill('planned', { ...pending, nextPaymentAttemptAt: '2030-01-21T00:00:00.000Z' }),
        bill('unplanned', { ...pending, nextPaymentAttemptAt: null }),
        bill('paid', { ...pending, status: 'paid' }),
        bill('given_up', { ...pending, modifiedAt: '2030-01-15T00:00:00.000Z' }),
        bill('given_up_before', { ...pending, modifiedAt: '2030-01-09T00:00:00.000Z' }),
      );
      await store.transaction(async (transaction) => {
        await transaction.recordFailedPayments('passed', 2);
        await transaction.recordFailedPayments('given_up', 5);
        await transaction.recordFailedPayments('given_up_before', 5);
      });
      await apply(
        store,
        'read',
        bill('given_up', { ...pending, status: 'void', modifiedAt: '2030-01-15T00:00:00.000Z' }),
        bill('given_up_before', { ...pending, status: 'void', modifiedAt: '2030-01-09T00:00:00.000Z' }),
      );

      assert.deepEqual(await store.due.listAttempts(span.until), [
        { externalId: OWNER, invoiceId: 'passed', attemptAt: '2030-01-15T00:00:00.000Z' },
      ]);
      assert.deepEqual(await store.due.listFailedCollections(span), [
        { externalId: OWNER, invoiceId: 'passed', attempts: 2, isGivenUp: false },
        { externalId: OWNER, invoiceId: 'given_up', attempts: 5, isGivenUp: true },
      ]);
      const [own, foreign] = await store.transaction((transaction) =>
        Promise.all([
          transaction.findCollection(OWNER, 'passed'),
          transaction.findCollection('organization_other', 'passed'),
        ]),
      );
      assert.deepEqual(own, { invoice: invoice({ id: 'passed', ...pending }), failedAttempts: 2 });
      assert.equal(foreign, null);
    },
  },
  {
    name: 'retention: removes what is old enough, and nothing else',
    run: async (store) => {
      const text = (value: string) => new TextEncoder().encode(value);
      const purge = (policy: RetentionPolicy, limit = 100) =>
        store.transaction((transaction) => transaction.purge(policy, limit));
      await store.recordDeliveries(
        ['done', 'parked', 'waiting'].map((deliveryId) => ({ deliveryId, body: text(deliveryId) })),
      );
      const [done, parked] = await store.inbox.claim(2, 60);
      assert.ok(done && parked);
      await store.inbox.fail(parked, 'no luck', 1);
      await store.beginCommand({
        externalId: OWNER,
        key: 'command',
        operation: 'cancelSubscription',
        inputHash: 'hash',
        leaseInSeconds: 60,
      });
      await store.transaction(async (transaction) => {
        await transaction.finishDelivery(done, 'order.paid', OWNER);
        await transaction.finishCommand(OWNER, 'command', 200, {});
        await transaction.enqueueMessage('live', { kind: 'live', externalId: OWNER, stale: [] });
        await transaction.enqueueMessage('mail', {
          kind: 'mail',
          message: 'receipt',
          externalId: OWNER,
          facts: {},
        });
        await transaction.enqueueJob('job', {});
        await transaction.finishReconciliation(null, reconcileReport());
        await transaction.enqueueJob('waiting', {});
      });
      const [mail] = await store.outbox.claim(1, 60);
      const [job] = await store.jobs.claim(1, 60);
      assert.ok(mail && job);
      await store.transaction(async (transaction) => {
        await transaction.finishMessage(mail);
        await transaction.finishJob(job);
      });
      const none = {
        deliveries: 0,
        parkedDeliveries: 0,
        messages: 0,
        liveMessages: 0,
        jobs: 0,
        outcomes: 0,
        reports: 0,
      };

      assert.deepEqual(await purge(KEEP_ALL), none);
      const first = await purge(KEEP_NONE, 1);
      const second = await purge(KEEP_NONE);
      assert.equal(first.deliveries, 1);
      assert.deepEqual(
        { ...second, deliveries: first.deliveries + second.deliveries },
        { ...none, deliveries: 2, parkedDeliveries: second.parkedDeliveries },
      );
      assert.equal(first.parkedDeliveries + second.parkedDeliveries, 1);
      assert.deepEqual(
        { ...first, deliveries: 0, parkedDeliveries: 0 },
        { ...none, messages: 1, liveMessages: 1, jobs: 1, outcomes: 1, reports: 1 },
      );
      assert.equal((await store.inbox.depth()).pending, 1);
      assert.equal((await store.jobs.depth()).pending, 1);
      assert.deepEqual(await purge(KEEP_NONE), none);
    },
  },
];
