import assert from 'node:assert/strict';
import type { BillingStore, InvoiceQuery, Snapshot } from '../../server/ports/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { apply, customer, invoice, moment, OWNER, paymentMethod, quote, subscription } from './fixtures.ts';

const FIRST_PAGE: InvoiceQuery = {
  limit: 10,
  cursor: null,
  status: null,
  search: null,
  searchProductIds: [],
};

function customerOf(changes: Parameters<typeof customer>[0]): Snapshot {
  return { kind: 'customer', record: customer(changes) };
}

function subscriptionOf(changes: Parameters<typeof subscription>[0]): Snapshot {
  return { kind: 'subscription', record: subscription(changes) };
}

function invoiceOf(changes: Parameters<typeof invoice>[0]): Snapshot {
  return { kind: 'invoice', record: invoice(changes) };
}

async function listIds(store: BillingStore, query: Partial<InvoiceQuery>): Promise<string[]> {
  return (await store.listInvoices(OWNER, { ...FIRST_PAGE, ...query })).items.map(({ id }) => id);
}

/** What an owner's billing looks like when it is read. */
export const stateCases: readonly ConformanceCase<BillingStore>[] = [
  {
    name: 'has nothing to say about an owner it does not know',
    run: async (store) => {
      assert.deepEqual(await store.getBillingState(OWNER), {
        customer: null,
        subscription: null,
        overdueInvoice: null,
        overdueAttempts: 0,
        defaultPaymentMethod: null,
        version: '0',
      });
    },
  },
  {
    name: 'shows the running subscription before any other',
    run: async (store) => {
      await apply(
        store,
        'event',
        customerOf({}),
        subscriptionOf({ id: 'ended', status: 'canceled', endedAt: moment(9) }),
        subscriptionOf({ id: 'begun', status: 'incomplete', createdAt: moment(8) }),
        subscriptionOf({ id: 'running', status: 'past_due' }),
      );

      assert.equal((await store.getBillingState(OWNER)).subscription?.id, 'running');
    },
  },
  {
    name: 'shows the subscription that ended last when none is running',
    run: async (store) => {
      await apply(
        store,
        'event',
        customerOf({}),
        subscriptionOf({ id: 'first', status: 'canceled', createdAt: moment(1), endedAt: moment(5) }),
        subscriptionOf({ id: 'last', status: 'canceled', createdAt: moment(0), endedAt: moment(6) }),
      );

      assert.equal((await store.getBillingState(OWNER)).subscription?.id, 'last');
    },
  },
  {
    name: 'shows the oldest invoice that waits for a payment, with its failed attempts',
    run: async (store) => {
      await apply(
        store,
        'event',
        customerOf({}),
        invoiceOf({ id: 'paid', createdAt: moment(1) }),
        invoiceOf({ id: 'oldest', status: 'pending', createdAt: moment(2) }),
        invoiceOf({ id: 'newest', status: 'pending', createdAt: moment(3) }),
      );
      await store.transaction((transaction) => transaction.recordFailedPayments('oldest', 2));

      const state = await store.getBillingState(OWNER);
      assert.equal(state.overdueInvoice?.id, 'oldest');
      assert.equal(state.overdueAttempts, 2);
    },
  },
  {
    name: 'keeps the failed attempts of an invoice through later snapshots of it',
    run: async (store) => {
      await apply(store, 'event', customerOf({}), invoiceOf({ status: 'pending' }));
      await store.transaction((transaction) => transaction.recordFailedPayments('inv_1', 1));
      await apply(store, 'event', invoiceOf({ status: 'pending', modifiedAt: moment(1), number: 'FLOE-2' }));

      assert.equal((await store.getBillingState(OWNER)).overdueAttempts, 1);
    },
  },
  {
    name: 'takes the customer’s default payment method before one that only says so itself',
    run: async (store) => {
      const records = [paymentMethod({ id: 'pm_1' }), paymentMethod({ id: 'pm_2', isDefault: false })];
      await apply(store, 'event', customerOf({ defaultPaymentMethodId: 'pm_2' }), {
        kind: 'payment_methods',
        customerId: 'cus_1',
        records,
      });

      assert.equal((await store.getBillingState(OWNER)).defaultPaymentMethod?.id, 'pm_2');
    },
  },
  {
    name: 'raises the version with every write that changes what the owner sees',
    run: async (store) => {
      const writes: (() => Promise<unknown>)[] = [
        () => apply(store, 'event', customerOf({})),
        () => apply(store, 'event', customerOf({ name: 'Acme Inc', modifiedAt: moment(1) })),
        () => apply(store, 'event', subscriptionOf({})),
        () => apply(store, 'event', invoiceOf({ status: 'pending' })),
        () => store.transaction((transaction) => transaction.recordFailedPayments('inv_1', 1)),
        () =>
          apply(store, 'read', { kind: 'payment_methods', customerId: 'cus_1', records: [paymentMethod()] }),
      ];

      let version = BigInt((await store.getBillingState(OWNER)).version);
      for (const write of writes) {
        await write();
        const next = BigInt((await store.getBillingState(OWNER)).version);
        assert.ok(next > version, `${next} is not more than ${version}: ${write}`);
        version = next;
      }
    },
  },
  {
    name: 'keeps the version when nothing the owner sees has changed',
    run: async (store) => {
      await apply(store, 'event', customerOf({}), subscriptionOf({ modifiedAt: moment(1) }));
      const { version } = await store.getBillingState(OWNER);

      await apply(store, 'event', customerOf({}), subscriptionOf({}));
      await apply(store, 'event', customerOf({ id: 'cus_2', externalId: 'organization_other' }));
      await store.transaction((transaction) => transaction.insertQuote(quote()));

      assert.equal((await store.getBillingState(OWNER)).version, version);
    },
  },
  {
    name: 'pages through invoices newest first, without gaps or repeats while new ones come',
    run: async (store) => {
      // Two of each moment, so that the order needs more than the moment.
      const ids = Array.from({ length: 25 }, (_, index) => `inv_${String(index).padStart(2, '0')}`);
      const old = ids.map((id, index) => invoiceOf({ id, createdAt: moment(Math.floor(index / 2)) }));
      await apply(store, 'event', customerOf({}), ...old);

      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await store.listInvoices(OWNER, { ...FIRST_PAGE, limit: 7, cursor });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
        await apply(store, 'event', invoiceOf({ id: `new_${seen.length}`, createdAt: moment(999) }));
      } while (cursor !== null);

      assert.deepEqual(seen, [...ids].reverse());
    },
  },
  {
    name: 'says that a page is the last one when nothing is left',
    run: async (store) => {
      await apply(store, 'event', customerOf({}), invoiceOf({ id: 'inv_1' }), invoiceOf({ id: 'inv_2' }));

      assert.equal((await store.listInvoices(OWNER, { ...FIRST_PAGE, limit: 2 })).nextCursor, null);
      assert.notEqual((await store.listInvoices(OWNER, { ...FIRST_PAGE, limit: 1 })).nextCursor, null);
    },
  },
  {
    name: 'finds invoices by status, by part of their number and by product',
    run: async (store) => {
      await apply(
        store,
        'event',
        customerOf({}),
        invoiceOf({ id: 'a', number: 'FLOE-100%', productId: 'prod_a' }),
        invoiceOf({ id: 'b', number: 'floe-1000', productId: 'prod_b', status: 'refunded' }),
        invoiceOf({ id: 'c', number: null, productId: 'prod_c' }),
      );

      assert.deepEqual(await listIds(store, { status: 'refunded' }), ['b']);
      assert.deepEqual(await listIds(store, { search: 'Floe-100' }), ['b', 'a']);
      assert.deepEqual(await listIds(store, { search: '100%' }), ['a']);
      assert.deepEqual(await listIds(store, { search: 'no such', searchProductIds: ['prod_c', 'prod_b'] }), [
        'c',
        'b',
      ]);
      assert.deepEqual(await listIds(store, { search: 'floe', status: 'paid' }), ['a']);
    },
  },
  {
    name: 'refuses a cursor it did not make',
    run: async (store) => {
      const places = [
        ['x', 'y'],
        ['2027', 'inv_1'],
        ['2027-02-31T00:00:00.000Z', 'inv_1'],
        ['+275760-09-13T00:00:00.000Z', 'inv_1'],
        ['2027-01-01T00:00:00.000Z', 'inv\0'],
      ];
      const forged = places.map((place) => Buffer.from(JSON.stringify(place)).toString('base64url'));
      for (const cursor of ['', 'nonsense', ...forged]) {
        await assert.rejects(store.listInvoices(OWNER, { ...FIRST_PAGE, cursor }), {
          code: 'invalid_request',
        });
      }
    },
  },
  {
    name: 'shows nobody the invoices of another owner',
    run: async (store) => {
      await apply(store, 'event', customerOf({}), invoiceOf({}));

      assert.equal(await store.findInvoice('organization_other', 'inv_1'), null);
      assert.deepEqual((await store.listInvoices('organization_other', FIRST_PAGE)).items, []);
    },
  },
];
