import assert from 'node:assert/strict';
import type { BillingAdapter } from '../../contract/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import {
  as,
  assertRefused,
  assertSameInstant,
  intent,
  priceOf,
  soldPlans,
  subscribe,
  subscribeAndPay,
} from './steps.ts';
import type { BillingAdapterSubject } from './subject.ts';

async function revisionOf(adapter: BillingAdapter): Promise<string> {
  return (await adapter.getBilling({})).revision;
}

/** Asks for a quote and confirms it at once. */
async function changeTo(adapter: BillingAdapter, priceId: string) {
  const quote = await adapter.previewChange({ priceId });
  const revision = await revisionOf(adapter);
  return { quote, answer: await adapter.changeSubscription({ quoteId: quote.id, revision }, intent()) };
}

/** `previewChange`, `changeSubscription` and `dropScheduledChange`. */
export const changeCases: readonly ConformanceCase<BillingAdapterSubject>[] = [
  {
    name: 'charges for an upgrade what the quote said, and the plan is the new one at once',
    run: async (subject) => {
      const { lower, higher } = await subscribeAndPay(subject);
      await subject.advance('P10D');
      const owner = as(subject, 'owner');

      const { quote, answer } = await changeTo(owner, higher);

      assert.deepEqual(
        { from: quote.from.priceId, to: quote.to.priceId, direction: quote.direction, effect: quote.effect },
        { from: lower, to: higher, direction: 'upgrade', effect: 'now' },
      );
      assert.ok(quote.dueNow.amount > 0);
      const charged = answer.receipt.charged;
      assert.equal(charged?.currency, quote.dueNow.currency);
      if (quote.accuracy === 'exact') assert.ok(charged.amount <= quote.dueNow.amount);
      assert.equal(answer.billing.subscription?.priceId, higher);
      const invoices = (await owner.listInvoices({})).items;
      assert.deepEqual(
        invoices.filter((one) => one.billingReason === 'subscription_update').map((one) => one.amountDue),
        [charged],
      );
    },
  },
  {
    name: 'changes nothing when the charge is declined, and says so with payment_declined',
    run: async (subject) => {
      const { lower, higher } = await subscribeAndPay(subject);
      await subject.advance('P10D');
      await subject.replaceCard('declined_later');
      await subject.settled();
      const owner = as(subject, 'owner');
      const before = await owner.listInvoices({});

      await assertRefused(changeTo(owner, higher), 'payment_declined');

      await subject.settled();
      const { subscription } = await owner.getBilling({});
      assert.deepEqual([subscription?.status, subscription?.priceId], ['active', lower]);
      assert.deepEqual((await owner.listInvoices({})).items, before.items);
      // A card that pays makes the same change possible.
      await subject.replaceCard('pays');
      await subject.settled();
      assert.equal((await changeTo(owner, higher)).answer.billing.subscription?.priceId, higher);
    },
  },
  {
    name: 'changes the plan of a trial without a charge',
    run: async (subject) => {
      const { higher } = await subscribe(subject);

      const { quote, answer } = await changeTo(as(subject, 'owner'), higher);

      assert.equal(quote.dueNow.amount, 0);
      assert.equal(answer.receipt.charged, null);
      const { subscription } = answer.billing;
      assert.deepEqual([subscription?.status, subscription?.priceId], ['trialing', higher]);
    },
  },
  {
    name: 'schedules a downgrade for the period end and applies it then',
    run: async (subject) => {
      const { lower, higher } = await subscribeAndPay(subject, { plan: 'higher' });
      const owner = as(subject, 'owner');

      const { quote, answer } = await changeTo(owner, lower);

      assert.deepEqual([quote.effect, quote.dueNow.amount], ['period_end', 0]);
      const { subscription } = answer.billing;
      const pendingChange = subscription?.pendingChange;
      assert.deepEqual([subscription?.priceId, pendingChange?.priceId], [higher, lower]);
      assertSameInstant(pendingChange?.appliesAt, subscription?.currentPeriodEnd);
      const [plan] = soldPlans(await owner.getCatalog({}));
      assert.equal(priceOf(plan, 'month').action.kind, 'scheduled');

      await subject.advance('P32D');
      await subject.settled();
      const after = (await owner.getBilling({})).subscription;
      assert.deepEqual([after?.priceId, after?.pendingChange], [lower, null]);
    },
  },
  {
    name: 'drops a scheduled change',
    run: async (subject) => {
      const { lower, higher } = await subscribeAndPay(subject, { plan: 'higher' });
      const owner = as(subject, 'owner');
      await changeTo(owner, lower);

      const revision = await revisionOf(owner);
      const { billing } = await owner.dropScheduledChange({ revision }, intent());

      assert.deepEqual([billing.subscription?.priceId, billing.subscription?.pendingChange], [higher, null]);
    },
  },
  {
    name: 'refuses to drop a change where none is scheduled with conflict',
    run: async (subject) => {
      await subscribe(subject);
      const owner = as(subject, 'owner');

      await assertRefused(
        owner.dropScheduledChange({ revision: await revisionOf(owner) }, intent()),
        'conflict',
      );
    },
  },
  {
    name: 'refuses a quote for an unknown price with not_found, and for the present one with conflict',
    run: async (subject) => {
      const { lower } = await subscribe(subject);
      const owner = as(subject, 'owner');

      await assertRefused(owner.previewChange({ priceId: 'nothing' }), 'not_found');
      await assertRefused(owner.previewChange({ priceId: lower }), 'conflict');
    },
  },
  {
    name: 'takes a quote once',
    run: async (subject) => {
      const { higher } = await subscribe(subject);
      const owner = as(subject, 'owner');
      const { quote } = await changeTo(owner, higher);

      const revision = await revisionOf(owner);
      const work = owner.changeSubscription({ quoteId: quote.id, revision }, intent());

      await assertRefused(work, 'quote_expired');
    },
  },
  {
    name: 'takes no quote that is older than ten minutes',
    run: async (subject) => {
      const { higher } = await subscribe(subject);
      const owner = as(subject, 'owner');
      const quote = await owner.previewChange({ priceId: higher });
      assert.equal(Date.parse(quote.expiresAt) - Date.parse(quote.asOf), 10 * 60 * 1000);

      await subject.advance('PT11M');

      const revision = await revisionOf(owner);
      const work = owner.changeSubscription({ quoteId: quote.id, revision }, intent());
      await assertRefused(work, 'quote_expired', 'quote_changed');
      assert.notEqual((await owner.getBilling({})).subscription?.priceId, higher);
    },
  },
  {
    name: 'refuses to act on a state the person did not see with conflict',
    run: async (subject) => {
      const { higher } = await subscribe(subject);
      const owner = as(subject, 'owner');
      const revision = await revisionOf(owner);
      const quote = await owner.previewChange({ priceId: higher });
      await owner.cancelSubscription({ revision, reason: 'unused' }, intent());

      await assertRefused(owner.changeSubscription({ quoteId: quote.id, revision }, intent()), 'conflict');
    },
  },
];
