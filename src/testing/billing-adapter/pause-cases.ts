import assert from 'node:assert/strict';
import type { BillingAdapter } from '../../contract/index.ts';
import { type Instant, MAX_PAUSE_MONTHS, type PauseOption } from '../../core/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { as, assertRefused, assertSameInstant, intent, subscribe, subscribeAndPay } from './steps.ts';
import type { BillingAdapterSubject } from './subject.ts';

async function pause(adapter: BillingAdapter, months: number) {
  const { revision } = await adapter.getBilling({});
  return adapter.pauseSubscription({ revision, months }, intent());
}

async function dropPause(adapter: BillingAdapter) {
  const { revision } = await adapter.getBilling({});
  return adapter.dropScheduledPause({ revision }, intent());
}

async function shortestOption(adapter: BillingAdapter): Promise<PauseOption> {
  const [shortest] = (await adapter.getBilling({})).pauseOptions;
  assert.ok(shortest !== undefined, 'no pause is offered for an active subscription');
  return shortest;
}

/** Lets time go on until shortly after an instant. */
async function advanceTo(subject: BillingAdapterSubject, at: Instant): Promise<void> {
  const { asOf } = await as(subject, 'owner').getBilling({});
  const seconds = Math.ceil((Date.parse(at) - Date.parse(asOf)) / 1000);
  await subject.advance(`PT${seconds + 60}S`);
  await subject.settled();
}

/** The owner's subscription after its pause has begun. */
async function beginPause(subject: BillingAdapterSubject): Promise<PauseOption> {
  await subscribeAndPay(subject);
  const owner = as(subject, 'owner');
  const option = await shortestOption(owner);
  await pause(owner, option.months);
  await advanceTo(subject, option.pausesAt);
  return option;
}

/** `pauseOptions`, `pauseSubscription`, `dropScheduledPause`, and `previewChange` of what ends a pause. */
export const pauseCases: readonly ConformanceCase<BillingAdapterSubject>[] = [
  {
    name: 'offers pauses with their days, shortest first, to those who may choose one',
    run: async (subject) => {
      await subscribeAndPay(subject);

      const { pauseOptions, subscription } = await as(subject, 'owner').getBilling({});

      assert.ok(pauseOptions.length > 0, 'no pause is offered for an active subscription');
      const months = pauseOptions.map((option) => option.months);
      assert.deepEqual(
        months,
        months.toSorted((a, b) => a - b),
      );
      for (const { pausesAt, resumesAt } of pauseOptions) {
        assertSameInstant(pausesAt, subscription?.currentPeriodEnd);
        assert.ok(Date.parse(resumesAt) > Date.parse(pausesAt));
      }
      assert.deepEqual((await as(subject, 'member').getBilling({})).pauseOptions, []);
    },
  },
  {
    name: 'offers no pause of a trial, and none to who has no subscription',
    run: async (subject) => {
      const owner = as(subject, 'owner');
      assert.deepEqual((await owner.getBilling({})).pauseOptions, []);
      await assertRefused(pause(owner, 1), 'not_found', 'conflict');

      await subscribe(subject);

      assert.deepEqual((await owner.getBilling({})).pauseOptions, []);
      await assertRefused(pause(owner, 1), 'invalid_request', 'conflict');
    },
  },
  {
    name: 'schedules a pause for the period end, says when it ends and what is charged then',
    run: async (subject) => {
      await subscribeAndPay(subject);
      const owner = as(subject, 'owner');
      const { months, resumesAt } = await shortestOption(owner);

      const { billing } = await pause(owner, months);

      const { subscription, entitlements, nextCharge, pauseOptions, alert } = billing;
      assert.deepEqual([subscription?.status, subscription?.pauseAtPeriodEnd], ['active', true]);
      assertSameInstant(subscription?.resumesAt, resumesAt);
      assert.ok(entitlements.length > 0);
      assertSameInstant(nextCharge?.at, resumesAt);
      assert.deepEqual(nextCharge?.money, subscription?.money);
      assert.deepEqual(pauseOptions, []);
      assert.equal(alert?.kind, 'pause_scheduled');
    },
  },
  {
    name: 'takes a pause back that has not begun',
    run: async (subject) => {
      await subscribeAndPay(subject);
      const owner = as(subject, 'owner');
      const { months } = await shortestOption(owner);
      await pause(owner, months);

      const { billing } = await dropPause(owner);

      const { subscription } = billing;
      assert.deepEqual([subscription?.pauseAtPeriodEnd, subscription?.resumesAt], [false, null]);
      assertSameInstant(billing.nextCharge?.at, subscription?.currentPeriodEnd);
      assert.ok(billing.pauseOptions.length > 0);
    },
  },
  {
    name: 'charges nothing and gives nothing while paused, and goes on by itself on the day that was said',
    run: async (subject) => {
      const { resumesAt } = await beginPause(subject);
      const owner = as(subject, 'owner');

      const paused = await owner.getBilling({});
      assert.deepEqual([paused.subscription?.status, paused.entitlements], ['paused', []]);
      assertSameInstant(paused.nextCharge?.at, resumesAt);
      const before = (await owner.listInvoices({})).items;

      await advanceTo(subject, resumesAt);

      const { subscription, entitlements } = await owner.getBilling({});
      assert.deepEqual([subscription?.status, subscription?.resumesAt], ['active', null]);
      assert.ok(entitlements.length > 0);
      const [renewal, ...rest] = (await owner.listInvoices({})).items;
      assert.deepEqual(rest, before);
      assert.equal(renewal?.status, 'paid');
    },
  },
  {
    name: 'ends a pause at once for what the quote said',
    run: async (subject) => {
      await beginPause(subject);
      const owner = as(subject, 'owner');
      const before = (await owner.listInvoices({})).items;

      const quote = await owner.previewChange({ resume: true });
      const { revision } = await owner.getBilling({});
      const { billing, receipt } = await owner.changeSubscription({ quoteId: quote.id, revision }, intent());

      assert.deepEqual([quote.direction, quote.effect], ['resume', 'now']);
      assert.ok(quote.dueNow.amount > 0);
      assert.equal(receipt.unpaid, null);
      assert.equal(receipt.charged?.currency, quote.dueNow.currency);
      if (quote.accuracy === 'exact') assert.ok(receipt.charged.amount <= quote.dueNow.amount);
      const { subscription, entitlements } = billing;
      assert.deepEqual([subscription?.status, subscription?.resumesAt], ['active', null]);
      assert.ok(entitlements.length > 0);
      assertSameInstant(billing.nextCharge?.at, subscription?.currentPeriodEnd);
      const [charge, ...rest] = (await owner.listInvoices({})).items;
      assert.deepEqual(rest, before);
      assert.deepEqual(charge?.amountDue, receipt.charged);
    },
  },
  {
    name: 'refuses a pause of a length that is not offered with invalid_request, and changes nothing',
    run: async (subject) => {
      await subscribeAndPay(subject);
      const owner = as(subject, 'owner');
      const { pauseOptions } = await owner.getBilling({});
      const offered = new Set(pauseOptions.map(({ months }) => months));
      const lengths = Array.from({ length: MAX_PAUSE_MONTHS + 1 }, (_, index) => index + 1);

      for (const months of [0, -1, 1.5, ...lengths.filter((length) => !offered.has(length))]) {
        await assertRefused(pause(owner, months), 'invalid_request');
      }

      assert.equal((await owner.getBilling({})).subscription?.pauseAtPeriodEnd, false);
    },
  },
  {
    name: 'refuses a second pause, and to take back or end one that is not there, with conflict',
    run: async (subject) => {
      await subscribeAndPay(subject);
      const owner = as(subject, 'owner');
      const { months } = await shortestOption(owner);

      await assertRefused(dropPause(owner), 'conflict');
      await assertRefused(owner.previewChange({ resume: true }), 'conflict');
      const { revision } = await owner.getBilling({});
      await pause(owner, months);
      await assertRefused(pause(owner, months), 'conflict', 'invalid_request');
      await assertRefused(owner.dropScheduledPause({ revision }, intent()), 'conflict');
      assert.equal((await owner.getBilling({})).subscription?.pauseAtPeriodEnd, true);
    },
  },
];
