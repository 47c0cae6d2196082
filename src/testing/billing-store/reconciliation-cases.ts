import assert from 'node:assert/strict';
import type { BillingStore, ReconciliationProgress, WorkClaim } from '../../server/ports/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { apply, benefit, customer, reconcileReport, until } from './fixtures.ts';

const AN_HOUR = 3600;

function begin(store: BillingStore, leaseInSeconds = AN_HOUR, resumeWithinSeconds = AN_HOUR) {
  return store.reconciliations.begin({ leaseInSeconds, resumeWithinSeconds });
}

async function hold(store: BillingStore, leaseInSeconds?: number, resumeWithinSeconds?: number) {
  const begun = await begin(store, leaseInSeconds, resumeWithinSeconds);
  assert.equal(begun.kind, 'begun');
  return begun;
}

function finish(store: BillingStore, claim: WorkClaim | null, report = reconcileReport()) {
  return store.transaction((transaction) => transaction.finishReconciliation(claim, report));
}

function progressOf(page: number): ReconciliationProgress {
  const { startedAt, seconds, calls, read, repaired, drift, unreadable } = reconcileReport();
  return {
    startedAt,
    seconds,
    calls,
    read,
    repaired,
    drift,
    unreadable,
    cursor: { stage: 'invoice', page },
  };
}

/** One run of the reconciliation at a time, gone on with when it broke off, and what runs found. */
export const reconciliationCases: readonly ConformanceCase<BillingStore>[] = [
  {
    name: 'reconciliation: lets one process hold the run, and tells the others which it is',
    run: async (store) => {
      const answers = await Promise.all([begin(store), begin(store), begin(store)]);

      const [held] = answers.filter((answer) => answer.kind === 'begun');
      assert.ok(held !== undefined);
      const { id } = held.claim;
      assert.deepEqual(
        answers.filter((answer) => answer.kind === 'held'),
        [
          { kind: 'held', id },
          { kind: 'held', id },
        ],
      );
      assert.equal(await store.reconciliations.findReport(id), null);
      await finish(store, held.claim, reconcileReport({ calls: 7 }));
      assert.deepEqual(await store.reconciliations.findReport(id), { ...reconcileReport({ calls: 7 }), id });
      assert.notEqual((await hold(store)).claim.id, id);
    },
  },
  {
    name: 'reconciliation: goes on with a run that was let go of, from what was kept of it',
    run: async (store) => {
      const first = await hold(store);
      assert.equal(first.progress, null);
      await store.reconciliations.saveProgress(first.claim, progressOf(2));
      await store.reconciliations.saveProgress(first.claim, progressOf(3));
      await store.reconciliations.release(first.claim);

      const second = await hold(store);
      assert.equal(second.claim.id, first.claim.id);
      assert.deepEqual(second.progress, progressOf(3));
      // It is the second one's now.
      assert.equal(await store.reconciliations.renew(first.claim, AN_HOUR), false);
      await assert.rejects(store.reconciliations.saveProgress(first.claim, progressOf(9)), {
        name: 'WorkLeaseLostError',
      });
      await assert.rejects(finish(store, first.claim), { name: 'WorkLeaseLostError' });
      await store.reconciliations.release(first.claim);
      assert.equal((await begin(store)).kind, 'held');
    },
  },
  {
    name: 'reconciliation: goes on with a run whose lease ran out, unless it is held for longer',
    run: async (store) => {
      const first = await hold(store, 0.05);
      assert.equal(await store.reconciliations.renew(first.claim, 0.3), true);
      const taken = await until(async () => {
        const answer = await begin(store);
        return answer.kind === 'begun' ? answer : null;
      });
      assert.equal(taken.claim.id, first.claim.id);
      assert.notEqual(taken.claim.leaseId, first.claim.leaseId);
    },
  },
  {
    name: 'reconciliation: begins anew where the run that broke off is too old',
    run: async (store) => {
      const first = await hold(store);
      await store.reconciliations.saveProgress(first.claim, progressOf(3));
      await store.reconciliations.release(first.claim);

      const anew = await hold(store, AN_HOUR, 0);
      assert.equal(anew.progress, null);
      await store.reconciliations.release(anew.claim);
      assert.equal((await hold(store)).progress, null);
    },
  },
  {
    name: 'reconciliation: keeps reports of everybody and of one owner, the newest first',
    run: async (store) => {
      const owner = reconcileReport({ externalId: 'organization_acme' });
      await finish(store, null, owner);
      const { claim } = await hold(store);
      assert.equal((await store.reconciliations.listReports({ limit: 10, before: null })).length, 1);
      await finish(store, claim);

      const reports = await store.reconciliations.listReports({ limit: 10, before: null });
      assert.deepEqual(
        reports.map(({ externalId }) => externalId),
        [null, 'organization_acme'],
      );
      const [newest] = reports;
      assert.deepEqual(await store.reconciliations.listReports({ limit: 1, before: null }), [newest]);
      const rest = await store.reconciliations.listReports({ limit: 1, before: newest?.id ?? null });
      assert.deepEqual(rest, [{ ...owner, id: rest[0]?.id }]);
    },
  },
  {
    name: 'reconciliation: lists what is not deleted, page by page, and finds one',
    run: async (store) => {
      const gone = customer({ id: 'cus_2', externalId: null, deletedAt: '2030-01-02T00:00:00.000Z' });
      await apply(
        store,
        'event',
        { kind: 'customer', record: customer({ id: 'cus_1' }) },
        { kind: 'customer', record: gone },
        { kind: 'customer', record: customer({ id: 'cus_3', externalId: null }) },
        { kind: 'benefit', record: benefit() },
      );
      const { listPresentIds, findRecord } = store.reconciliations;

      assert.deepEqual(await listPresentIds('customer', { limit: 1, after: '' }), ['cus_1']);
      assert.deepEqual(await listPresentIds('customer', { limit: 9, after: 'cus_1' }), ['cus_3']);
      assert.deepEqual(await listPresentIds('customer', { limit: 9, after: 'cus_3' }), []);
      assert.deepEqual(await findRecord('benefit', benefit().id), benefit());
      assert.equal(await findRecord('discount', 'nothing'), null);
    },
  },
];
