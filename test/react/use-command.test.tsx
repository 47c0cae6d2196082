import { act, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { type CreateFixtureAdapterOptions, createFixtureAdapter } from '../../src/adapters/index.ts';
import type { CommandAnswer } from '../../src/contract/index.ts';
import { type Billing, BillingError } from '../../src/core/index.ts';
import {
  useBilling,
  useCancelSubscription,
  useCatalog,
  useInvoices,
  useStartCheckout,
} from '../../src/react/index.ts';
import { catalogFor, checkout, invoicePage, subscribed } from './fixtures.ts';
import { callsOf, deferred, renderBillingHook } from './render-billing.tsx';

const before = subscribed({ revision: 'revision-1' });
const after = subscribed({ revision: 'revision-2' }, { cancelAtPeriodEnd: true });
const reason = { reason: 'unused' as const };

function useAccount() {
  return { billing: useBilling(), cancel: useCancelSubscription() };
}

async function renderAccount(options: CreateFixtureAdapterOptions) {
  const adapter = createFixtureAdapter({ ...options, answers: { getBilling: before, ...options.answers } });
  const view = renderBillingHook(useAccount, { adapter });
  await waitFor(() => expect(view.result.current.billing.isSuccess).toBe(true));
  return { adapter, ...view };
}

/** Sends the command and waits until it is settled. */
async function send(
  cancel: () => { mutateAsync: (input: typeof reason) => Promise<unknown> },
  input = reason,
) {
  await act(() =>
    cancel()
      .mutateAsync(input)
      .catch(() => undefined),
  );
}

it('sends the revision on screen, which its variables do not contain', async () => {
  const { adapter, result } = await renderAccount({ answers: { cancelSubscription: { billing: after } } });

  await send(() => result.current.cancel);

  expect(callsOf(adapter, 'cancelSubscription')).toMatchObject([
    { input: { reason: 'unused', revision: 'revision-1' } },
  ]);
});

it('sends the revision that was on screen when the intent began, whatever loads behind the dialog', async () => {
  const { adapter, result } = await renderAccount({
    answers: {
      getBilling: (_input, callNumber) => (callNumber === 1 ? before : after),
      cancelSubscription: { billing: after },
    },
  });
  act(() => result.current.cancel.beginIntent());

  await act(() => result.current.billing.refetch());
  await waitFor(() => expect(result.current.billing.data?.revision).toBe('revision-2'));
  await send(() => result.current.cancel);

  expect(callsOf(adapter, 'cancelSubscription')).toMatchObject([{ input: { revision: 'revision-1' } }]);
});

it('waits for the billing when nothing is on screen yet', async () => {
  const billing = deferred<Billing>();
  const adapter = createFixtureAdapter({
    answers: { getBilling: () => billing.promise, cancelSubscription: { billing: after } },
  });
  const { result } = renderBillingHook(useCancelSubscription, { adapter });

  act(() => result.current.mutate(reason));
  billing.resolve(before);

  await waitFor(() => expect(result.current.isSuccess).toBe(true));
  expect(callsOf(adapter, 'cancelSubscription')).toMatchObject([{ input: { revision: 'revision-1' } }]);
});

it('keeps the key while a retry of the same input can help', async () => {
  const { adapter, result } = await renderAccount({
    answers: { cancelSubscription: { billing: after } },
    failures: {
      cancelSubscription: (_input, callNumber) => (callNumber <= 2 ? 'provider_unavailable' : null),
    },
  });

  await send(() => result.current.cancel);
  await waitFor(() => expect(result.current.cancel.error?.code).toBe('provider_unavailable'));
  await send(() => result.current.cancel);
  await send(() => result.current.cancel);

  await waitFor(() => expect(result.current.cancel.isSuccess).toBe(true));
  const keys = callsOf(adapter, 'cancelSubscription').map(({ idempotencyKey }) => idempotencyKey);
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
});

it('makes a new key after success', async () => {
  const { adapter, result } = await renderAccount({ answers: { cancelSubscription: { billing: after } } });

  await send(() => result.current.cancel);
  await send(() => result.current.cancel);

  const [first, second] = callsOf(adapter, 'cancelSubscription');
  expect(first?.idempotencyKey).not.toBe(second?.idempotencyKey);
});

it('makes a new key after an error that no retry heals', async () => {
  const { adapter, result } = await renderAccount({ failures: { cancelSubscription: 'invalid_request' } });

  await send(() => result.current.cancel);
  await send(() => result.current.cancel);

  const [first, second] = callsOf(adapter, 'cancelSubscription');
  expect(first?.idempotencyKey).not.toBe(second?.idempotencyKey);
});

it('makes a new key for another input', async () => {
  const { adapter, result } = await renderAccount({
    failures: { cancelSubscription: 'provider_unavailable' },
  });

  await send(() => result.current.cancel);
  await send(() => result.current.cancel, { ...reason, comment: 'Too slow.' } as typeof reason);

  const [first, second] = callsOf(adapter, 'cancelSubscription');
  expect(first?.idempotencyKey).not.toBe(second?.idempotencyKey);
});

it('sends one command for two clicks', async () => {
  const answer = deferred<CommandAnswer>();
  const { adapter, result } = await renderAccount({ answers: { cancelSubscription: () => answer.promise } });

  act(() => {
    result.current.cancel.mutate(reason);
    result.current.cancel.mutate(reason);
  });
  act(() => result.current.cancel.mutate(reason));
  answer.resolve({ billing: after });

  await waitFor(() => expect(result.current.cancel.isSuccess).toBe(true));
  expect(callsOf(adapter, 'cancelSubscription')).toHaveLength(1);
});

it('shows the billing of the answer and stays pending until what derives from it is fresh', async () => {
  const secondPage = deferred<ReturnType<typeof invoicePage>>();
  const adapter = createFixtureAdapter({
    answers: {
      getBilling: before,
      cancelSubscription: { billing: after },
      listInvoices: (_input, callNumber) => (callNumber === 1 ? invoicePage('INV-1') : secondPage.promise),
    },
  });
  const { result } = renderBillingHook(() => ({ ...useAccount(), invoices: useInvoices() }), { adapter });
  await waitFor(() => expect(result.current.invoices.isSuccess).toBe(true));
  await waitFor(() => expect(result.current.billing.isSuccess).toBe(true));

  act(() => result.current.cancel.mutate(reason));
  await waitFor(() => expect(result.current.billing.data?.revision).toBe('revision-2'));
  expect(result.current.cancel.isPending).toBe(true);
  secondPage.resolve(invoicePage('INV-2'));

  await waitFor(() => expect(result.current.cancel.isSuccess).toBe(true));
  expect(result.current.invoices.data?.items[0]?.id).toBe('INV-2');
  expect(callsOf(adapter, 'getBilling')).toHaveLength(1);
});

it('is not overtaken by an answer that was read before the command', async () => {
  const late = deferred<Billing>();
  const { result } = await renderAccount({
    answers: {
      getBilling: (_input, callNumber) => (callNumber === 1 ? before : late.promise),
      cancelSubscription: { billing: after },
    },
  });

  act(() => void result.current.billing.refetch());
  await send(() => result.current.cancel);
  await waitFor(() => expect(result.current.billing.data?.revision).toBe('revision-2'));
  late.resolve(before);

  await waitFor(() => expect(result.current.billing.fetchStatus).toBe('idle'));
  expect(result.current.billing.data?.revision).toBe('revision-2');
});

it('fetches what is true after a conflict, before it tells the error', async () => {
  const { result, renders } = await renderAccount({
    answers: { getBilling: (_input, callNumber) => (callNumber === 1 ? before : after) },
    failures: { cancelSubscription: 'conflict' },
  });

  await send(() => result.current.cancel);

  await waitFor(() => expect(result.current.cancel.error?.code).toBe('conflict'));
  const firstWithError = renders.find(({ result }) => result.cancel.isError);
  expect(firstWithError?.result.billing.data?.revision).toBe('revision-2');
});

it('acts on the fresh state when the person tries again after a conflict', async () => {
  const { adapter, result } = await renderAccount({
    answers: { getBilling: (_input, callNumber) => (callNumber === 1 ? before : after) },
    failures: { cancelSubscription: 'conflict' },
  });
  act(() => result.current.cancel.beginIntent());

  await send(() => result.current.cancel);
  await waitFor(() => expect(result.current.billing.data?.revision).toBe('revision-2'));
  await send(() => result.current.cancel);

  expect(callsOf(adapter, 'cancelSubscription').map(({ input }) => input)).toMatchObject([
    { revision: 'revision-1' },
    { revision: 'revision-2' },
  ]);
});

it('turns whatever an adapter rejects with into a BillingError', async () => {
  const adapter = createFixtureAdapter({
    answers: {
      startCheckout: () => {
        throw new TypeError('boom');
      },
    },
  });
  const { result } = renderBillingHook(useStartCheckout, { adapter });

  act(() => result.current.mutate({ priceId: 'starter-month', returnPath: '/billing' }));

  await waitFor(() => expect(BillingError.is(result.current.error)).toBe(true));
  expect(result.current.error).toMatchObject({ code: 'internal', cause: expect.any(TypeError) });
});

it('needs no billing to start a checkout', async () => {
  const adapter = createFixtureAdapter({ answers: { startCheckout: checkout() } });
  const { result } = renderBillingHook(useStartCheckout, { adapter });

  act(() => result.current.mutate({ priceId: 'starter-month', returnPath: '/billing' }));

  await waitFor(() => expect(result.current.data).toEqual(checkout()));
  expect(adapter.calls.map(({ name }) => name)).toEqual(['startCheckout']);
});

it('does not hold its outcome back for a catalog that does not come', async () => {
  vi.useFakeTimers();
  try {
    const adapter = createFixtureAdapter({
      answers: {
        getBilling: before,
        getCatalog: (_input, callNumber) =>
          callNumber === 1 ? catalogFor(before) : new Promise(() => undefined),
        cancelSubscription: { billing: after },
      },
    });
    const { result } = renderBillingHook(() => ({ ...useAccount(), catalog: useCatalog() }), { adapter });
    await act(() => vi.advanceTimersByTimeAsync(10));
    act(() => result.current.cancel.mutate(reason));

    await act(() => vi.advanceTimersByTimeAsync(3_100));

    expect(callsOf(adapter, 'getCatalog')).toHaveLength(2);
    expect(result.current.cancel.isSuccess).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});
