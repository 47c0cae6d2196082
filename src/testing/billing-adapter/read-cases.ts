import assert from 'node:assert/strict';
import type { ConformanceCase } from '../conformance-case.ts';
import { as, assertSameInstant, soldPlans, subscribe, subscribeAndPay } from './steps.ts';
import type { BillingAdapterSubject } from './subject.ts';

/** What is read before and after something was bought. */
export const readCases: readonly ConformanceCase<BillingAdapterSubject>[] = [
  {
    name: 'offers every price for sale to an owner who has nothing yet',
    run: async (subject) => {
      const catalog = await as(subject, 'owner').getCatalog({});

      const ranks = catalog.plans.map(({ rank }) => rank);
      assert.deepEqual(
        ranks,
        ranks.toSorted((left, right) => left - right),
      );
      assert.deepEqual(catalog.currencies, catalog.currencies.toSorted());
      assert.ok(catalog.currencies.includes(catalog.currency));
      const prices = soldPlans(catalog).flatMap((plan) => plan.prices);
      assert.deepEqual(
        prices.filter(({ money }) => money?.currency === catalog.currency).map(({ action }) => action),
        prices.map(({ trial }) => ({ kind: 'checkout', trial })),
      );
    },
  },
  {
    name: 'shows the catalog in the currency that was asked for',
    run: async (subject) => {
      const owner = as(subject, 'owner');
      const { currency, currencies } = await owner.getCatalog({});
      const other = currencies.find((one) => one !== currency) ?? currency;

      const catalog = await owner.getCatalog({ currency: other });

      assert.equal(catalog.currency, other);
      const shown = catalog.plans
        .flatMap(({ prices }) => prices)
        .flatMap(({ money }) => money?.currency ?? []);
      assert.deepEqual([...new Set(shown)], [other]);
    },
  },
  {
    name: 'knows an owner who has nothing yet',
    run: async (subject) => {
      const billing = await as(subject, 'owner').getBilling({});

      const { subscription, nextCharge, paymentMethod, entitlements, alert } = billing;
      assert.deepEqual(
        { subscription, nextCharge, paymentMethod, entitlements, alert },
        { subscription: null, nextCharge: null, paymentMethod: null, entitlements: [], alert: null },
      );
      assert.deepEqual((await as(subject, 'owner').listInvoices({})).items, []);
    },
  },
  {
    name: 'shows a trial with its next charge, its card and what it gives',
    run: async (subject) => {
      const { lower } = await subscribe(subject);

      const owner = as(subject, 'owner');
      const { subscription, nextCharge, paymentMethod, entitlements } = await owner.getBilling({});
      assert.equal(subscription?.status, 'trialing');
      assert.equal(subscription.priceId, lower);
      assertSameInstant(nextCharge?.at, subscription.trialEnd);
      assert.deepEqual(nextCharge?.money, subscription.money);
      assert.ok(paymentMethod?.last4);
      const [plan] = soldPlans(await owner.getCatalog({}));
      assert.deepEqual(entitlements, plan.features);
    },
  },
  {
    name: 'marks what the owner has, and offers changes instead of checkouts',
    run: async (subject) => {
      const { lower, higher } = await subscribeAndPay(subject);

      const catalog = await as(subject, 'owner').getCatalog({});
      const actions = new Map(
        catalog.plans.flatMap(({ prices }) => prices).map(({ id, action }) => [id, action]),
      );
      assert.deepEqual(actions.get(lower), { kind: 'current' });
      assert.deepEqual(actions.get(higher), { kind: 'change', direction: 'upgrade', effect: 'now' });
      assert.ok([...actions.values()].every(({ kind }) => kind !== 'checkout'));
    },
  },
  {
    name: 'charges the first month when the trial is over',
    run: async (subject) => {
      await subscribeAndPay(subject);

      const owner = as(subject, 'owner');
      const { subscription } = await owner.getBilling({});
      assert.equal(subscription?.status, 'active');
      const [latest] = (await owner.listInvoices({})).items;
      assert.equal(latest?.status, 'paid');
      assert.deepEqual(latest.subtotal, subscription.money);
    },
  },
  {
    name: 'gives one revision until something changes, and another one then',
    run: async (subject) => {
      const owner = as(subject, 'owner');
      const first = await owner.getBilling({});
      assert.equal((await owner.getBilling({})).revision, first.revision);

      await subscribe(subject);

      assert.notEqual((await owner.getBilling({})).revision, first.revision);
    },
  },
];
