import assert from 'node:assert/strict';
import { BillingError } from '../../core/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import {
  as,
  assertRefused,
  intent,
  monthlyPrices,
  RETURN_PATH,
  subscribe,
  subscribeAndPay,
} from './steps.ts';
import type { BillingAdapterSubject } from './subject.ts';

async function countUpdates(subject: BillingAdapterSubject): Promise<number> {
  await subject.settled();
  const { items } = await as(subject, 'owner').listInvoices({});
  return items.filter(({ billingReason }) => billingReason === 'subscription_update').length;
}

/** What a repeated intent, two clicks and two tabs do. */
export const idempotencyCases: readonly ConformanceCase<BillingAdapterSubject>[] = [
  {
    name: 'answers the same when an intent is sent again',
    run: async (subject) => {
      const owner = as(subject, 'owner');
      const { lower } = await monthlyPrices(owner);
      const options = intent();
      const input = { priceId: lower, returnPath: RETURN_PATH };

      const first = await owner.startCheckout(input, options);
      const again = await owner.startCheckout(input, options);

      assert.deepEqual([again.id, again.url], [first.id, first.url]);
    },
  },
  {
    name: 'refuses the key of one intent for another with conflict',
    run: async (subject) => {
      const owner = as(subject, 'owner');
      const { lower, higher } = await monthlyPrices(owner);
      const options = intent();
      await owner.startCheckout({ priceId: lower, returnPath: RETURN_PATH }, options);

      await assertRefused(
        owner.startCheckout({ priceId: higher, returnPath: RETURN_PATH }, options),
        'conflict',
      );
    },
  },
  {
    name: 'lets two owners use one key',
    run: async (subject) => {
      const { lower } = await monthlyPrices(as(subject, 'owner'));
      const options = intent();
      const input = { priceId: lower, returnPath: RETURN_PATH };

      const first = await as(subject, 'owner').startCheckout(input, options);
      const second = await as(subject, 'other_owner').startCheckout(input, options);

      assert.notEqual(first.id, second.id);
    },
  },
  {
    name: 'cancels once when the intent is sent again',
    run: async (subject) => {
      await subscribe(subject);
      const owner = as(subject, 'owner');
      const { revision } = await owner.getBilling({});
      const options = intent();
      const input = { revision, reason: 'unused' } as const;

      const first = await owner.cancelSubscription(input, options);
      const again = await owner.cancelSubscription(input, options);

      assert.deepEqual(again.billing.subscription, first.billing.subscription);
    },
  },
  {
    name: 'charges once for two clicks',
    run: async (subject) => {
      const { higher } = await subscribeAndPay(subject);
      await subject.advance('P5D');
      const owner = as(subject, 'owner');
      const quote = await owner.previewChange({ priceId: higher });
      const { revision } = await owner.getBilling({});
      const options = intent();
      const click = () => owner.changeSubscription({ quoteId: quote.id, revision }, options);

      const outcomes = await Promise.allSettled([click(), click()]);

      assert.ok(outcomes.some(({ status }) => status === 'fulfilled'));
      assertOnlyConflicts(outcomes);
      const settled = await click();
      assert.equal(settled.billing.subscription?.priceId, higher);
      assert.equal(await countUpdates(subject), 1);
    },
  },
  {
    name: 'charges once for two tabs',
    run: async (subject) => {
      const { higher } = await subscribeAndPay(subject);
      await subject.advance('P5D');
      const tabs = [as(subject, 'owner'), as(subject, 'admin')];
      const { revision } = await as(subject, 'owner').getBilling({});
      const quotes = await Promise.all(tabs.map((tab) => tab.previewChange({ priceId: higher })));

      const outcomes = await Promise.allSettled(
        tabs.map((tab, index) =>
          tab.changeSubscription({ quoteId: quotes[index]?.id ?? '', revision }, intent()),
        ),
      );

      assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
      assertOnlyConflicts(outcomes);
      assert.equal(await countUpdates(subject), 1);
    },
  },
];

function assertOnlyConflicts(outcomes: readonly PromiseSettledResult<unknown>[]): void {
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') continue;
    if (!BillingError.is(outcome.reason)) throw outcome.reason;
    assert.equal(outcome.reason.code, 'conflict');
  }
}
