import assert from 'node:assert/strict';
import type { ConformanceCase } from '../conformance-case.ts';
import { as, assertRefused, buy, intent, monthlyPrices, RETURN_PATH, subscribe, until } from './steps.ts';
import type { BillingAdapterSubject } from './subject.ts';

/** `startCheckout` and `getCheckout`. */
export const checkoutCases: readonly ConformanceCase<BillingAdapterSubject>[] = [
  {
    name: 'opens a checkout and says that it is open',
    run: async (subject) => {
      const owner = as(subject, 'owner');
      const { lower } = await monthlyPrices(owner);

      const checkout = await owner.startCheckout({ priceId: lower, returnPath: RETURN_PATH }, intent());

      const { status, priceId, url } = await owner.getCheckout({ checkoutId: checkout.id });
      assert.deepEqual({ status, priceId, url }, { status: 'open', priceId: lower, url: checkout.url });
    },
  },
  {
    name: 'returns the open checkout when another tab wants the same',
    run: async (subject) => {
      const owner = as(subject, 'owner');
      const { lower, higher } = await monthlyPrices(owner);
      const first = await owner.startCheckout({ priceId: lower, returnPath: RETURN_PATH }, intent());

      const again = await owner.startCheckout({ priceId: lower, returnPath: RETURN_PATH }, intent());
      const other = await owner.startCheckout({ priceId: higher, returnPath: RETURN_PATH }, intent());

      assert.equal(again.id, first.id);
      assert.notEqual(other.id, first.id);
    },
  },
  {
    name: 'knows that a checkout has succeeded without waiting for a webhook',
    run: async (subject) => {
      const owner = as(subject, 'owner');
      const { lower } = await monthlyPrices(owner);
      const checkout = await owner.startCheckout({ priceId: lower, returnPath: RETURN_PATH }, intent());
      await subject.payCheckout(checkout.url ?? '', 'pays');

      const done = await until(
        () => owner.getCheckout({ checkoutId: checkout.id }),
        ({ status }) => status !== 'processing',
        'the end of a paid checkout',
      );

      assert.equal(done.status, 'succeeded');
      assert.equal(done.url, null);
      assert.equal((await owner.getBilling({})).subscription?.priceId, lower);
    },
  },
  {
    name: 'leaves a checkout open when the card is declined, for another try',
    run: async (subject) => {
      const owner = as(subject, 'owner');
      const { lower } = await monthlyPrices(owner);
      const checkout = await owner.startCheckout({ priceId: lower, returnPath: RETURN_PATH }, intent());
      await subject.payCheckout(checkout.url ?? '', 'declined');
      await subject.settled();

      assert.equal((await owner.getCheckout({ checkoutId: checkout.id })).status, 'open');
      assert.equal((await owner.getBilling({})).subscription, null);

      assert.equal((await buy(subject, 'owner', { priceId: lower })).id, checkout.id);
    },
  },
  {
    name: 'lets a checkout expire',
    run: async (subject) => {
      const owner = as(subject, 'owner');
      const { lower } = await monthlyPrices(owner);
      const checkout = await owner.startCheckout({ priceId: lower, returnPath: RETURN_PATH }, intent());

      await subject.advance('P2D');
      await subject.settled();

      const { status, url } = await owner.getCheckout({ checkoutId: checkout.id });
      assert.deepEqual({ status, url }, { status: 'expired', url: null });
    },
  },
  {
    name: 'refuses a checkout for an unknown price with not_found',
    run: async (subject) => {
      const work = as(subject, 'owner').startCheckout(
        { priceId: 'nothing', returnPath: RETURN_PATH },
        intent(),
      );

      await assertRefused(work, 'not_found');
    },
  },
  {
    name: 'refuses a return path outside of the app with invalid_request',
    run: async (subject) => {
      const owner = as(subject, 'owner');
      const { lower } = await monthlyPrices(owner);

      for (const returnPath of ['//evil.example', 'https://evil.example', '/\\evil.example', 'billing']) {
        await assertRefused(owner.startCheckout({ priceId: lower, returnPath }, intent()), 'invalid_request');
      }
    },
  },
  {
    name: 'refuses a second subscription with already_subscribed',
    run: async (subject) => {
      const { higher } = await subscribe(subject);
      const work = as(subject, 'owner').startCheckout({ priceId: higher, returnPath: RETURN_PATH }, intent());

      await assertRefused(work, 'already_subscribed');
    },
  },
  {
    name: 'refuses an unknown checkout with not_found',
    run: async (subject) => {
      await assertRefused(as(subject, 'owner').getCheckout({ checkoutId: 'nothing' }), 'not_found');
    },
  },
];
