import assert from 'node:assert/strict';
import type { BillingStore, Snapshot, SnapshotSource } from '../../server/ports/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import {
  apply,
  benefit,
  benefitGrant,
  checkout,
  customer,
  customerMeter,
  discount,
  invoice,
  meter,
  moment,
  OWNER,
  payment,
  paymentMethod,
  product,
  refund,
  seat,
  subscription,
} from './fixtures.ts';

const aCustomer: Snapshot = { kind: 'customer', record: customer() };

function subscriptionOf(record: Parameters<typeof subscription>[0]): Snapshot {
  return { kind: 'subscription', record: subscription(record) };
}

/** How snapshots become rows: newest wins, whatever the order of arrival. */
export const mirrorCases: readonly ConformanceCase<BillingStore>[] = [
  {
    name: 'gives every record back as it was written',
    run: async (store) => {
      const full = subscription({
        status: 'past_due',
        seats: 3,
        trialStart: moment(1),
        trialEnd: moment(2),
        cancelAtPeriodEnd: true,
        canceledAt: moment(3),
        endsAt: moment(4),
        pastDueAt: moment(5),
        pausedAt: moment(6),
        resumesAt: moment(7),
        pendingChange: { id: 'change_1', appliesAt: moment(8), productId: null },
        checkoutId: 'chk_1',
      });
      const bill = invoice({ status: 'pending', nextPaymentAttemptAt: moment(9), taxAmount: -12 });
      const page = checkout({ subscriptionId: 'sub_1' });
      await apply(
        store,
        'event',
        aCustomer,
        { kind: 'product', record: product() },
        { kind: 'subscription', record: full },
        { kind: 'invoice', record: bill },
        { kind: 'checkout', record: page },
        { kind: 'payment_methods', customerId: 'cus_1', records: [paymentMethod()] },
      );

      assert.deepEqual(await store.findCustomerByExternalId(OWNER), customer());
      assert.deepEqual(await store.listProducts(), [product()]);
      assert.deepEqual(await store.findSubscription('sub_1'), full);
      assert.deepEqual(await store.findSubscriptionByCheckout('chk_1'), full);
      assert.deepEqual(await store.findInvoice(OWNER, 'inv_1'), bill);
      assert.deepEqual(await store.findCheckout('chk_1'), page);
      assert.deepEqual((await store.getBillingState(OWNER)).defaultPaymentMethod, paymentMethod());
      assert.equal(await store.findExternalId('cus_1'), OWNER);
    },
  },
  {
    name: 'tells what the mirror held before a snapshot and what it holds after it',
    run: async (store) => {
      const write = (snapshot: Snapshot, source: SnapshotSource = 'event') =>
        store.transaction((transaction) => transaction.applySnapshot(snapshot, source));
      const kinds: Snapshot[][] = [
        [aCustomer, { kind: 'customer', record: customer({ name: 'Acme Ltd', modifiedAt: moment(1) }) }],
        [
          { kind: 'product', record: product() },
          { kind: 'product', record: product({ isArchived: true, modifiedAt: moment(1) }) },
        ],
        [
          subscriptionOf({ status: 'trialing' }),
          subscriptionOf({ money: { amount: 1, currency: 'EUR' }, modifiedAt: moment(1) }),
        ],
        [
          { kind: 'invoice', record: invoice({ status: 'pending' }) },
          { kind: 'invoice', record: invoice({ modifiedAt: moment(1) }) },
        ],
        [
          { kind: 'checkout', record: checkout() },
          { kind: 'checkout', record: checkout({ status: 'succeeded', modifiedAt: moment(1) }) },
        ],
        [
          { kind: 'refund', record: refund() },
          { kind: 'refund', record: refund({ status: 'succeeded', modifiedAt: moment(1) }) },
        ],
        [
          { kind: 'payment', record: payment({ status: 'pending', declineReason: null }) },
          { kind: 'payment', record: payment({ modifiedAt: moment(1) }) },
        ],
        [
          { kind: 'benefit', record: benefit() },
          { kind: 'benefit', record: benefit({ isDeleted: true, modifiedAt: moment(1) }) },
        ],
        [
          { kind: 'benefit_grant', record: benefitGrant() },
          {
            kind: 'benefit_grant',
            record: benefitGrant({ isRevoked: true, revokedAt: moment(1), modifiedAt: moment(1) }),
          },
        ],
        [
          { kind: 'seat', record: seat({ status: 'pending', invitationExpiresAt: moment(9) }) },
          { kind: 'seat', record: seat({ modifiedAt: moment(1) }) },
        ],
        [
          { kind: 'discount', record: discount() },
          {
            kind: 'discount',
            record: discount({ type: 'percentage', basisPoints: 5, amounts: null, modifiedAt: moment(1) }),
          },
        ],
        [
          { kind: 'meter', record: meter() },
          { kind: 'meter', record: meter({ isArchived: true, modifiedAt: moment(1) }) },
        ],
        [
          { kind: 'customer_meter', record: customerMeter() },
          { kind: 'customer_meter', record: customerMeter({ balance: -1.5, modifiedAt: moment(1) }) },
        ],
      ];
      for (const [first, second] of kinds) {
        assert.ok(first !== undefined && second !== undefined);
        assert.deepEqual(await write(first), { outcome: 'applied', before: null, after: first });
        assert.deepEqual(await write(second), { outcome: 'applied', before: first, after: second });
        assert.deepEqual(await write(second), { outcome: 'unchanged', before: second, after: second });
        assert.deepEqual(await write(first), { outcome: 'stale', before: second, after: second });
      }

      const cards = (...records: ReturnType<typeof paymentMethod>[]): Snapshot => {
        return { kind: 'payment_methods', customerId: 'cus_1', records };
      };
      const one = cards(paymentMethod());
      assert.deepEqual(await write(one, 'read'), { outcome: 'applied', before: cards(), after: one });
      assert.deepEqual(await write(cards(), 'read'), { outcome: 'applied', before: one, after: cards() });
    },
  },
  {
    name: 'answers null for what the mirror does not hold',
    run: async (store) => {
      assert.deepEqual(await store.listProducts(), []);
      assert.equal(await store.findCustomerByExternalId(OWNER), null);
      assert.equal(await store.findExternalId('cus_1'), null);
      assert.equal(await store.findSubscription('sub_1'), null);
      assert.equal(await store.findSubscriptionByCheckout('chk_1'), null);
      assert.equal(await store.findCheckout('chk_1'), null);
      assert.equal(await store.findInvoice(OWNER, 'inv_1'), null);
    },
  },
  {
    name: 'keeps an instant whatever offset and precision it was written with',
    run: async (store) => {
      await apply(store, 'event', aCustomer, {
        kind: 'checkout',
        record: checkout({
          createdAt: '2030-01-01T02:30:00+02:30',
          modifiedAt: '2029-12-31T23:00:00.123456-01:00',
        }),
      });

      const found = await store.findCheckout('chk_1');
      assert.equal(found?.createdAt, '2030-01-01T00:00:00.000Z');
      assert.equal(found?.modifiedAt, '2030-01-01T00:00:00.123456Z');
    },
  },
  {
    name: 'says unchanged when the mirror holds exactly this already',
    run: async (store) => {
      const snapshots: Snapshot[] = [
        aCustomer,
        { kind: 'product', record: product() },
        subscriptionOf({ pendingChange: { id: 'change_1', appliesAt: moment(), productId: 'prod_2' } }),
        { kind: 'invoice', record: invoice() },
        { kind: 'checkout', record: checkout() },
        {
          kind: 'payment_methods',
          customerId: 'cus_1',
          records: [paymentMethod(), paymentMethod({ id: 'pm_0' })],
        },
      ];
      await apply(store, 'event', ...snapshots);

      assert.deepEqual(new Set(await apply(store, 'event', ...snapshots)), new Set(['unchanged']));
      assert.deepEqual(new Set(await apply(store, 'read', ...snapshots)), new Set(['unchanged']));
    },
  },
  {
    name: 'keeps the newer row when an older snapshot arrives late, be it by a microsecond',
    run: async (store) => {
      const newer = subscriptionOf({ status: 'past_due', modifiedAt: moment(2) });
      const older = subscriptionOf({ status: 'active', modifiedAt: moment(1) });
      await apply(store, 'event', aCustomer, newer);

      assert.deepEqual(await apply(store, 'event', older), ['stale']);
      assert.deepEqual(await apply(store, 'read', older), ['stale']);
      assert.equal((await store.findSubscription('sub_1'))?.status, 'past_due');
    },
  },
  {
    name: 'ends with the newest snapshot in whatever order they come',
    run: async (store) => {
      await apply(store, 'event', aCustomer);
      const snapshots = [1, 2, 3, 4].map((step) => subscriptionOf({ seats: step, modifiedAt: moment(step) }));
      const orders = permutations(snapshots);

      for (const [index, order] of orders.entries()) {
        const id = `sub_${index}`;
        for (const snapshot of order) {
          if (snapshot.kind !== 'subscription') continue;
          await apply(store, 'event', { kind: 'subscription', record: { ...snapshot.record, id } });
        }
        assert.equal((await store.findSubscription(id))?.seats, 4);
      }
    },
  },
  {
    name: 'ends with the newest snapshot when all come at once',
    run: async (store) => {
      await apply(store, 'event', aCustomer);
      const steps = [3, 1, 5, 2, 4];

      await Promise.all(
        steps.map((step) => apply(store, 'event', subscriptionOf({ seats: step, modifiedAt: moment(step) }))),
      );

      assert.equal((await store.findSubscription('sub_1'))?.seats, 5);
    },
  },
  {
    name: 'ends with the newest snapshot of what has no owner when all come at once',
    run: async (store) => {
      const ids = Array.from({ length: 10 }, (_, index) => `chk_${index}`);
      const steps = [3, 1, 5, 2, 4];

      await Promise.all(
        ids.flatMap((id) =>
          steps.map((step) => {
            const record = checkout({
              id,
              url: `https://checkout.example/${step}`,
              modifiedAt: moment(step),
            });
            return apply(store, 'event', { kind: 'checkout', record });
          }),
        ),
      );

      for (const id of ids) assert.equal((await store.findCheckout(id))?.url, 'https://checkout.example/5');
    },
  },
  {
    name: 'calls an event of the same moment with other content a tie and writes nothing',
    run: async (store) => {
      await apply(store, 'event', aCustomer, subscriptionOf({ seats: 1 }));

      assert.deepEqual(await apply(store, 'event', subscriptionOf({ seats: 2 })), ['tie']);
      assert.equal((await store.findSubscription('sub_1'))?.seats, 1);
    },
  },
  {
    name: 'applies a read of the same moment with other content',
    run: async (store) => {
      await apply(store, 'event', aCustomer, subscriptionOf({ seats: 1 }));

      assert.deepEqual(await apply(store, 'read', subscriptionOf({ seats: 2 })), ['applied']);
      assert.equal((await store.findSubscription('sub_1'))?.seats, 2);
    },
  },
  {
    name: 'keeps what has ended ended unless a newer snapshot says otherwise',
    run: async (store) => {
      await apply(store, 'event', aCustomer, subscriptionOf({ status: 'canceled', endedAt: moment() }));

      assert.deepEqual(await apply(store, 'read', subscriptionOf({ status: 'active' })), ['stale']);
      assert.equal((await store.findSubscription('sub_1'))?.status, 'canceled');
      assert.deepEqual(await apply(store, 'event', subscriptionOf({ modifiedAt: moment(1) })), ['applied']);
      assert.equal((await store.findSubscription('sub_1'))?.status, 'active');
    },
  },
  {
    name: 'keeps a deleted customer deleted unless a newer snapshot says otherwise',
    run: async (store) => {
      await apply(store, 'event', { kind: 'customer', record: customer({ deletedAt: moment() }) });

      assert.deepEqual(await apply(store, 'read', aCustomer), ['stale']);
      assert.equal(await store.findCustomerByExternalId(OWNER), null);
      assert.equal((await store.getBillingState(OWNER)).customer, null);
      assert.equal(await store.findExternalId('cus_1'), OWNER);
    },
  },
  {
    name: 'refuses what belongs to a customer that is not in the mirror',
    run: async (store) => {
      const orphans: Snapshot[] = [
        subscriptionOf({}),
        { kind: 'invoice', record: invoice() },
        { kind: 'refund', record: refund() },
        { kind: 'benefit_grant', record: benefitGrant() },
        { kind: 'customer_meter', record: customerMeter() },
        { kind: 'payment_methods', customerId: 'cus_1', records: [] },
      ];

      for (const orphan of orphans) await assert.rejects(apply(store, 'event', orphan), /cus_1/);
      await assert.rejects(apply(store, 'event', { kind: 'seat', record: seat() }), /sub_1/);
      await assert.rejects(apply(store, 'event', { kind: 'payment', record: payment() }), /inv_1/);
      assert.equal(await store.findSubscription('sub_1'), null);
    },
  },
  {
    name: 'finds the owner of what names a customer, an invoice or a subscription',
    run: async (store) => {
      await apply(store, 'event', aCustomer, subscriptionOf({}), { kind: 'invoice', record: invoice() });

      assert.equal((await store.findLinkedOwner({ customerId: 'cus_1' }))?.externalId, OWNER);
      assert.equal((await store.findLinkedOwner({ invoiceId: 'inv_1' }))?.externalId, OWNER);
      assert.equal((await store.findLinkedOwner({ subscriptionId: 'sub_1' }))?.externalId, OWNER);
      assert.equal(await store.findLinkedOwner({ customerId: 'cus_2' }), null);
      assert.equal(await store.findLinkedOwner({ invoiceId: 'sub_1' }), null);
    },
  },
  {
    name: 'forgets to whom a deleted customer gave seats, whichever is told first',
    run: async (store) => {
      const aSeat: Snapshot = { kind: 'seat', record: seat() };
      const nobodys = seat({ email: null });
      const deleted: Snapshot = {
        kind: 'customer',
        record: customer({ deletedAt: moment(), modifiedAt: moment(1) }),
      };
      const write = (snapshot: Snapshot) =>
        store.transaction((transaction) => transaction.applySnapshot(snapshot, 'event'));

      await apply(store, 'event', aCustomer, subscriptionOf({}), aSeat, deleted);

      assert.deepEqual((await write(aSeat)).after, { kind: 'seat', record: nobodys });
      const late: Snapshot = { kind: 'seat', record: seat({ id: 'seat_2', modifiedAt: moment(9) }) };
      assert.deepEqual((await write(late)).after, {
        kind: 'seat',
        record: { ...nobodys, id: 'seat_2', modifiedAt: moment(9) },
      });
    },
  },
  {
    name: 'keeps a deleted discount and a deleted benefit deleted unless a newer snapshot says otherwise',
    run: async (store) => {
      await apply(
        store,
        'event',
        { kind: 'discount', record: discount({ isDeleted: true }) },
        { kind: 'benefit', record: benefit({ isDeleted: true }) },
      );

      const same: Snapshot[] = [
        { kind: 'discount', record: discount() },
        { kind: 'benefit', record: benefit() },
      ];
      assert.deepEqual(await apply(store, 'read', ...same), ['stale', 'stale']);
      assert.deepEqual(
        await apply(store, 'event', { kind: 'discount', record: discount({ modifiedAt: moment(1) }) }),
        ['applied'],
      );
    },
  },
  {
    name: 'refuses an amount that cannot be counted exactly',
    run: async (store) => {
      const most = Number.MAX_SAFE_INTEGER;
      await apply(store, 'event', aCustomer, { kind: 'invoice', record: invoice({ totalAmount: most }) });
      assert.equal((await store.findInvoice(OWNER, 'inv_1'))?.totalAmount, most);

      const beyond: Snapshot[] = [
        { kind: 'invoice', record: invoice({ id: 'inv_2', totalAmount: 2 ** 53 }) },
        { kind: 'invoice', record: invoice({ id: 'inv_2', totalAmount: 0.5 }) },
        {
          kind: 'invoice',
          record: invoice({ id: 'inv_2', lines: [{ label: '', amount: 2 ** 53, isProration: false }] }),
        },
        subscriptionOf({ money: { amount: 2 ** 53, currency: 'USD' } }),
        { kind: 'refund', record: refund({ amount: 2 ** 53 }) },
        { kind: 'discount', record: discount({ amounts: { USD: 0.5 } }) },
      ];
      for (const snapshot of beyond) await assert.rejects(apply(store, 'event', snapshot), /minor units/);
      assert.equal(await store.findInvoice(OWNER, 'inv_2'), null);
    },
  },
  {
    name: 'replaces a customer’s payment methods as a set',
    run: async (store) => {
      const setOf = (...records: ReturnType<typeof paymentMethod>[]): Snapshot => {
        return { kind: 'payment_methods', customerId: 'cus_1', records };
      };
      await apply(
        store,
        'read',
        aCustomer,
        setOf(paymentMethod(), paymentMethod({ id: 'pm_2', isDefault: false })),
      );

      const newCard = paymentMethod({ id: 'pm_3', last4: '0341' });
      assert.deepEqual(await apply(store, 'read', setOf(newCard)), ['applied']);
      assert.deepEqual((await store.getBillingState(OWNER)).defaultPaymentMethod, newCard);

      assert.deepEqual(await apply(store, 'read', setOf()), ['applied']);
      assert.equal((await store.getBillingState(OWNER)).defaultPaymentMethod, null);
    },
  },
];

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}
