import assert from 'node:assert/strict';
import type { BillingAdapter } from '../../contract/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import {
  as,
  assertRefused,
  buy,
  intent,
  monthlyPrices,
  RETURN_PATH,
  subscribeAndPay,
  until,
} from './steps.ts';
import type { BillingAdapterSubject } from './subject.ts';

async function defaultOf(adapter: BillingAdapter) {
  const { items } = await adapter.listPaymentMethods({});
  const [first] = items;
  assert.ok(first !== undefined, 'nothing is on file after a checkout was paid');
  return first;
}

async function act(
  adapter: BillingAdapter,
  name: 'setDefaultPaymentMethod' | 'removePaymentMethod',
  paymentMethodId: string,
) {
  const { revision } = await adapter.getBilling({});
  return adapter[name]({ paymentMethodId, revision }, intent());
}

/** `listPaymentMethods`, `addPaymentMethod`, `setDefaultPaymentMethod` and `removePaymentMethod`. */
export const paymentMethodCases: readonly ConformanceCase<BillingAdapterSubject>[] = [
  {
    name: 'lists what is on file, the one that is charged first, as getBilling shows it',
    run: async (subject) => {
      await subscribeAndPay(subject);
      const owner = as(subject, 'owner');

      const { items } = await owner.listPaymentMethods({});

      const { paymentMethod } = await owner.getBilling({});
      assert.deepEqual(items, [{ ...paymentMethod, isDefault: true, isRemovable: false }]);
    },
  },
  {
    name: 'has nothing on file for who has bought nothing, and leads nowhere yet',
    run: async (subject) => {
      const owner = as(subject, 'owner');

      assert.deepEqual((await owner.listPaymentMethods({})).items, []);
      await assertRefused(owner.addPaymentMethod({ returnPath: RETURN_PATH }, intent()), 'not_found');
      await assertRefused(act(owner, 'setDefaultPaymentMethod', 'nothing'), 'not_found');
      await assertRefused(act(owner, 'removePaymentMethod', 'nothing'), 'not_found');
    },
  },
  {
    name: 'leads to a page where one is added, for a while, and back to the app only',
    run: async (subject) => {
      await subscribeAndPay(subject);
      const owner = as(subject, 'owner');

      const { url, expiresAt } = await owner.addPaymentMethod({ returnPath: RETURN_PATH }, intent());

      assert.match(new URL(url).protocol, /^https?:$/);
      const { asOf } = await owner.getBilling({});
      assert.ok(Date.parse(expiresAt) > Date.parse(asOf), 'the page has expired already');
      await assertRefused(
        owner.addPaymentMethod({ returnPath: '//elsewhere.example/' }, intent()),
        'invalid_request',
      );
    },
  },
  {
    name: 'keeps what a running subscription is charged to',
    run: async (subject) => {
      await subscribeAndPay(subject);
      const owner = as(subject, 'owner');
      const { id } = await defaultOf(owner);

      await assertRefused(act(owner, 'removePaymentMethod', id), 'conflict');
      await assertRefused(act(owner, 'setDefaultPaymentMethod', id), 'conflict');

      assert.equal((await defaultOf(owner)).id, id);
    },
  },
  {
    name: 'charges another one from now on, and takes off file what is charged no more',
    run: async (subject) => {
      await subscribeAndPay(subject);
      const owner = as(subject, 'owner');
      const first = await defaultOf(owner);
      // Another card than the first, which pays: the same one twice is on file once.
      await subject.replaceCard('declined_later');
      await subject.settled();

      const [added, former] = (await owner.listPaymentMethods({})).items;
      assert.ok(added !== undefined && added.id !== first.id, 'the new one is not the default');
      assert.deepEqual(former, { ...first, isDefault: false, isRemovable: true });

      const changed = await act(owner, 'setDefaultPaymentMethod', first.id);
      assert.equal(changed.billing.paymentMethod?.id, first.id);
      await act(owner, 'removePaymentMethod', added.id);
      assert.deepEqual((await owner.listPaymentMethods({})).items, [first]);
    },
  },
  {
    name: 'collects what is owed with a new default',
    run: async (subject) => {
      await subscribeAndPay(subject);
      const owner = as(subject, 'owner');
      const good = await defaultOf(owner);
      await subject.replaceCard('declined_later');
      await subject.advance('P32D');
      await subject.settled();
      assert.equal((await owner.getBilling({})).subscription?.status, 'past_due');

      await act(owner, 'setDefaultPaymentMethod', good.id);

      const billing = await until(
        () => owner.getBilling({}),
        ({ subscription }) => subscription?.status === 'active',
        'the payment of what was owed',
      );
      assert.equal(billing.alert, null);
    },
  },
  {
    name: 'changes no payment method of somebody else, and none that nobody has',
    run: async (subject) => {
      await subscribeAndPay(subject);
      const foreign = await defaultOf(as(subject, 'owner'));
      const other = as(subject, 'other_owner');
      await buy(subject, 'other_owner', { priceId: (await monthlyPrices(other)).lower });

      for (const id of [foreign.id, crypto.randomUUID()]) {
        await assertRefused(act(other, 'setDefaultPaymentMethod', id), 'not_found');
        await assertRefused(act(other, 'removePaymentMethod', id), 'not_found');
      }
    },
  },
  {
    name: 'changes no payment method for who saw another state',
    run: async (subject) => {
      await subscribeAndPay(subject);
      const owner = as(subject, 'owner');
      const { id } = await defaultOf(owner);
      const input = { paymentMethodId: id, revision: 'seen long ago' };

      await assertRefused(owner.setDefaultPaymentMethod(input, intent()), 'conflict');
      await assertRefused(owner.removePaymentMethod(input, intent()), 'conflict');
    },
  },
];
