import assert from 'node:assert/strict';
import type { ConformanceCase } from '../conformance-case.ts';
import { as, assertRefused, subscribeAndPay, until } from './steps.ts';
import type { BillingAdapterSubject } from './subject.ts';

/** `listInvoices` and `getInvoiceDocument`. */
export const invoiceCases: readonly ConformanceCase<BillingAdapterSubject>[] = [
  {
    name: 'lists invoices newest first, page by page, each once',
    run: async (subject) => {
      await subscribeAndPay(subject);
      await subject.advance('P32D');
      await subject.settled();
      const owner = as(subject, 'owner');
      const all = (await owner.listInvoices({})).items;
      assert.ok(all.length >= 3, `expected the trial and two months, got ${all.length}`);

      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await owner.listInvoices({ limit: 1, ...(cursor === undefined ? {} : { cursor }) });
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);

      assert.deepEqual(
        ids,
        all.map(({ id }) => id),
      );
      const times = all.map(({ createdAt }) => Date.parse(createdAt));
      assert.deepEqual(
        times,
        times.toSorted((left, right) => right - left),
      );
    },
  },
  {
    name: 'finds invoices by status, by number and by plan',
    run: async (subject) => {
      await subscribeAndPay(subject);
      const owner = as(subject, 'owner');
      const [latest] = (await owner.listInvoices({})).items;
      assert.ok(latest !== undefined && latest.number !== null, 'a paid invoice has no number');

      const byNumber = await owner.listInvoices({ search: latest.number.toLowerCase() });
      assert.deepEqual(
        byNumber.items.map(({ id }) => id),
        [latest.id],
      );
      const byPlan = await owner.listInvoices({ search: latest.planName.toUpperCase() });
      assert.ok(byPlan.items.some(({ id }) => id === latest.id));
      assert.deepEqual((await owner.listInvoices({ search: 'no such invoice' })).items, []);
      assert.deepEqual((await owner.listInvoices({ status: 'void' })).items, []);
      const paid = await owner.listInvoices({ status: 'paid' });
      assert.ok(paid.items.some(({ id }) => id === latest.id));
    },
  },
  {
    name: 'prepares the document of an invoice and then gives it',
    run: async (subject) => {
      await subscribeAndPay(subject);
      const owner = as(subject, 'owner');
      const [latest] = (await owner.listInvoices({})).items;
      const invoiceId = latest?.id ?? '';

      const document = await until(
        () => owner.getInvoiceDocument({ invoiceId }),
        ({ status }) => status === 'ready',
        'the document of an invoice',
      );

      assert.ok(document.status === 'ready');
      const response = await fetch(document.url);
      assert.match(await response.text(), /^%PDF-/);
    },
  },
  {
    name: 'refuses the document of an unknown invoice with not_found',
    run: async (subject) => {
      await assertRefused(as(subject, 'owner').getInvoiceDocument({ invoiceId: 'nothing' }), 'not_found');
    },
  },
  {
    name: 'tells of a payment that failed: what is owed, how often it was tried, and when again',
    run: async (subject) => {
      await subscribeAndPay(subject, { card: 'declined_later' });
      const owner = as(subject, 'owner');

      const { subscription, alert } = await until(
        () => owner.getBilling({}),
        ({ alert: shown }) => shown !== null && shown.money !== null,
        'the alert of a failed payment',
      );

      assert.equal(subscription?.status, 'past_due');
      assert.equal(alert?.kind, 'payment_failed');
      assert.deepEqual(alert.money, subscription.money);
      assert.equal(alert.attempts, 1);
      assert.notEqual(alert.at, null);
      assert.equal(alert.canAct, true);
      const [pending] = (await owner.listInvoices({ status: 'pending' })).items;
      assert.deepEqual(pending?.amountDue, alert.money);
    },
  },
  {
    name: 'collects what is owed from a new card, and the alert goes away',
    run: async (subject) => {
      await subscribeAndPay(subject, { card: 'declined_later' });
      const owner = as(subject, 'owner');
      assert.equal((await owner.getBilling({})).subscription?.status, 'past_due');

      await subject.replaceCard('pays');
      await subject.settled();

      const { subscription, alert, entitlements } = await owner.getBilling({});
      assert.deepEqual([subscription?.status, alert], ['active', null]);
      assert.ok(entitlements.length > 0);
      assert.deepEqual((await owner.listInvoices({ status: 'pending' })).items, []);
    },
  },
];
