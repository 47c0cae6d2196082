import assert from 'node:assert/strict';
import type { BillingAdapter } from '../../contract/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { as, assertRefused, assertSameInstant, buy, intent, subscribe, subscribeAndPay } from './steps.ts';
import type { BillingAdapterSubject } from './subject.ts';

async function cancel(adapter: BillingAdapter) {
  const { revision } = await adapter.getBilling({});
  return adapter.cancelSubscription(
    { revision, reason: 'too_expensive', comment: 'Too much for us.' },
    intent(),
  );
}

async function uncancel(adapter: BillingAdapter) {
  const { revision } = await adapter.getBilling({});
  return adapter.uncancelSubscription({ revision }, intent());
}

/** `getCancelOptions`, `cancelSubscription` and `uncancelSubscription`. */
export const cancelCases: readonly ConformanceCase<BillingAdapterSubject>[] = [
  {
    name: 'says what canceling would mean before it is done',
    run: async (subject) => {
      await subscribe(subject);
      const owner = as(subject, 'owner');
      const { subscription, entitlements } = await owner.getBilling({});

      const { planName, endsAt, isTrialing, featuresLost, reasons } = await owner.getCancelOptions({});

      assert.deepEqual(
        { planName, isTrialing, featuresLost },
        { planName: subscription?.planName, isTrialing: true, featuresLost: entitlements },
      );
      assertSameInstant(endsAt, subscription?.currentPeriodEnd);
      assert.ok(reasons.length > 0);
    },
  },
  {
    name: 'cancels at the period end and keeps access until then',
    run: async (subject) => {
      await subscribeAndPay(subject);
      const owner = as(subject, 'owner');

      const { billing } = await cancel(owner);

      const { subscription, entitlements, nextCharge, alert } = billing;
      assert.equal(subscription?.status, 'active');
      assert.equal(subscription.cancelAtPeriodEnd, true);
      assertSameInstant(subscription.endsAt, subscription.currentPeriodEnd);
      assert.ok(entitlements.length > 0);
      assert.equal(nextCharge, null);
      assert.equal(alert?.kind, 'cancel_scheduled');
    },
  },
  {
    name: 'takes a cancellation back',
    run: async (subject) => {
      await subscribeAndPay(subject);
      const owner = as(subject, 'owner');
      await cancel(owner);

      const { billing } = await uncancel(owner);

      const { subscription } = billing;
      assert.deepEqual([subscription?.cancelAtPeriodEnd, subscription?.endsAt], [false, null]);
      assert.notEqual(billing.nextCharge, null);
    },
  },
  {
    name: 'ends access when the period ends, and lets the owner buy again',
    run: async (subject) => {
      const { lower } = await subscribeAndPay(subject);
      const owner = as(subject, 'owner');
      await cancel(owner);
      await subject.advance('P32D');
      await subject.settled();

      const { subscription, entitlements } = await owner.getBilling({});
      assert.deepEqual([subscription?.status, entitlements], ['canceled', []]);
      assert.notEqual(subscription?.endedAt, null);

      await buy(subject, 'owner', { priceId: lower });
      const again = (await owner.getBilling({})).subscription;
      assert.notEqual(again?.id, subscription?.id);
      assert.ok(again?.status === 'trialing' || again?.status === 'active');
    },
  },
  {
    name: 'refuses to cancel twice, or to take back what was not canceled, with conflict',
    run: async (subject) => {
      await subscribe(subject);
      const owner = as(subject, 'owner');

      await assertRefused(uncancel(owner), 'conflict');
      await cancel(owner);
      await assertRefused(cancel(owner), 'conflict');
    },
  },
  {
    name: 'has nothing to cancel without a subscription',
    run: async (subject) => {
      const owner = as(subject, 'owner');

      await assertRefused(owner.getCancelOptions({}), 'not_found', 'conflict');
      await assertRefused(cancel(owner), 'not_found', 'conflict');
      await assertRefused(uncancel(owner), 'not_found', 'conflict');
    },
  },
];
