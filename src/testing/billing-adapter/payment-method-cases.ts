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

async function pay(adapter: BillingAdapter, paymentMethodId: string) {
  const { revision } = await adapter.getBilling({});
  return adapter.retryPayment({ paymentMethodId, revision }, intent());
}

/** The owner's card does not pay the second month; one that would is on file. */
async function owing(subject: BillingAdapterSubject): Promise<{ owner: BillingAdapter; good: string }> {
  await subscribeAndPay(subject);
  const owner = as(subject, 'owner');
  const { id: good } = await defaultOf(owner);
  await subject.replaceCard('declined_later');
  await subject.advance('P32D');
  await subject.settled();
  assert.equal((await owner.getBilling({})).subscription?.status, 'past_due');
  return { owner, good };
}

/** `listPaymentMethods`, `addPaymentMethod`, `setDefaultPaymentMethod`, `removePaymentMethod` and `retryPayment`. */
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
      const { owner, good } = await owing(subject);

      await act(owner, 'setDefaultPaymentMethod', good);

      const billing = await until(
        () => owner.getBilling({}),
        ({ subscription }) => subscription?.status === 'active',
        'the payment of what was owed',
      );
      assert.equal(billing.alert, null);
    },
  },
  {
    name: 'pays what is owed at once, once, with the card that is chosen, and says what was charged',
    run: async (subject) => {
      const { owner, good } = await owing(subject);
      const { alert, revision, paymentMethod } = await owner.getBilling({});
      const key = intent();

      const answer = await owner.retryPayment({ paymentMethodId: good, revision }, key);

      assert.deepEqual(answer.receipt, { charged: alert?.money, unpaid: null });
      assert.deepEqual(
        (await owner.retryPayment({ paymentMethodId: good, revision }, key)).receipt,
        answer.receipt,
      );
      const billing = await until(
        () => owner.getBilling({}),
        ({ subscription }) => subscription?.status === 'active',
        'the payment of what was owed',
      );
      assert.equal(billing.paymentMethod?.id, paymentMethod?.id);
      await assertRefused(pay(owner, good), 'conflict');
    },
  },
  {
    name: 'says payment_declined when the card does not pay what is owed, and still owes it',
    run: async (subject) => {
      const { owner } = await owing(subject);
      const { paymentMethod, alert } = await owner.getBilling({});

      await assertRefused(pay(owner, paymentMethod?.id ?? ''), 'payment_declined');

      await subject.settled();
      const billing = await owner.getBilling({});
      assert.equal(billing.subscription?.status, 'past_due');
      assert.deepEqual(billing.alert?.money, alert?.money);
    },
  },
  {
    name: 'charges nothing where nothing is owed, and nothing to somebody else',
    run: async (subject) => {
      const { owner, good } = await owing(subject);
      const other = as(subject, 'other_owner');
      await buy(subject, 'other_owner', { priceId: (await monthlyPrices(other)).lower });

      await assertRefused(pay(other, good), 'not_found');
      await assertRefused(pay(other, (await defaultOf(other)).id), 'conflict');
      await assertRefused(
        owner.retryPayment({ paymentMethodId: good, revision: 'seen long ago' }, intent()),
        'conflict',
      );
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
