import { expect, it } from 'vitest';
import { createFixtureAdapter } from '../../src/adapters/index.ts';
import { BillingError } from '../../src/core/index.ts';
import { billing, checkout } from './billing-fixture.ts';

it('answers with what is given, by value or by a function of the input', async () => {
  const adapter = createFixtureAdapter({
    answers: {
      getBilling: billing(),
      getCheckout: ({ checkoutId }, callNumber) =>
        checkout({ id: checkoutId, status: callNumber === 1 ? 'processing' : 'succeeded' }),
    },
  });

  expect(await adapter.getBilling({})).toEqual(billing());
  expect(await adapter.getCheckout({ checkoutId: 'a' })).toMatchObject({ id: 'a', status: 'processing' });
  expect(await adapter.getCheckout({ checkoutId: 'a' })).toMatchObject({ id: 'a', status: 'succeeded' });
});

it('fails by code, by error, or by a function that may let a call pass', async () => {
  const declined = new BillingError('payment_declined', { message: 'The card was declined.' });
  const adapter = createFixtureAdapter({
    answers: { getBilling: billing() },
    failures: {
      getBilling: (_input, callNumber) => (callNumber === 1 ? 'internal' : null),
      getCatalog: 'forbidden',
      changeSubscription: declined,
    },
  });

  await expect(adapter.getBilling({})).rejects.toMatchObject({ code: 'internal' });
  await expect(adapter.getBilling({})).resolves.toEqual(billing());
  await expect(adapter.getCatalog({})).rejects.toMatchObject({ code: 'forbidden' });
  await expect(
    adapter.changeSubscription({ quoteId: 'q', revision: 'r' }, { idempotencyKey: 'intent-0001' }),
  ).rejects.toBe(declined);
});

it('names the operation that has no answer', async () => {
  const adapter = createFixtureAdapter();

  await expect(adapter.listInvoices({})).rejects.toThrow('answers.listInvoices');
});

it('records every call with its input and key', async () => {
  const adapter = createFixtureAdapter({ answers: { getBilling: billing(), startCheckout: checkout() } });
  const input = { priceId: 'starter-month', returnPath: '/billing' };

  await adapter.getBilling({});
  await adapter.startCheckout(input, { idempotencyKey: 'intent-0001' });

  expect(adapter.calls).toMatchObject([
    { name: 'getBilling', input: {}, idempotencyKey: undefined },
    { name: 'startCheckout', input, idempotencyKey: 'intent-0001' },
  ]);
});

it('stops waiting when the caller aborts, and remembers it', async () => {
  const adapter = createFixtureAdapter({ latencyMs: { getBilling: 'never' } });
  const controller = new AbortController();
  const answer = adapter.getBilling({}, { signal: controller.signal });

  controller.abort();

  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  expect(adapter.calls[0]?.isAborted).toBe(true);
});

it('pushes events only when it is live', () => {
  const stale: string[][] = [];
  const adapter = createFixtureAdapter({ isLive: true });
  const stop = adapter.subscribe?.({ onEvent: (event) => stale.push(event.stale) });

  adapter.emit({ stale: ['getBilling'] });
  stop?.();
  adapter.emit({ stale: ['getCatalog'] });

  expect(stale).toEqual([['getBilling']]);
  expect(createFixtureAdapter().subscribe).toBeUndefined();
});
