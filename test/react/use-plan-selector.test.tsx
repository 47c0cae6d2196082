import { act, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { type CreateFixtureAdapterOptions, createFixtureAdapter } from '../../src/adapters/index.ts';
import { BillingError, money } from '../../src/core/index.ts';
import {
  type BillingProviderProps,
  type PlanSelectorReady,
  type UsePlanSelectorOptions,
  type UsePlanSelectorResult,
  usePlanSelector,
} from '../../src/react/index.ts';
import { billing, catalogFor, checkout, plansIn, quote, subscribed } from './fixtures.ts';
import { callsOf, deferred, renderBillingHook } from './render-billing.tsx';

const visitor = billing();
const customer = subscribed({ revision: 'revision-1' });
const upgraded = subscribed(
  { revision: 'revision-2' },
  { planId: 'enterprise', priceId: 'enterprise-month' },
);
const receipt = { charged: money(2999, 'USD'), unpaid: null };

function ready(result: UsePlanSelectorResult): PlanSelectorReady {
  if (result.status !== 'ready') throw new Error(`The selector is ${result.status}.`);
  return result;
}

interface Options extends CreateFixtureAdapterOptions {
  selector?: Partial<UsePlanSelectorOptions>;
  navigate?: BillingProviderProps['navigate'];
  owner?: typeof visitor;
}

async function renderSelector({ owner = customer, selector = {}, navigate, ...fixture }: Options = {}) {
  const adapter = createFixtureAdapter({
    ...fixture,
    answers: { getBilling: owner, getCatalog: catalogFor(owner), previewChange: quote(), ...fixture.answers },
  });
  const view = renderBillingHook(() => usePlanSelector({ returnPath: '/billing', ...selector }), {
    adapter,
    navigate: navigate ?? (() => undefined),
  });
  await waitFor(() => expect(view.result.current.status).toBe('ready'));
  return {
    adapter,
    ...view,
    current: () => ready(view.result.current),
    state: () => ready(view.result.current).state,
    /** The open confirmation. */
    confirming() {
      const { state } = ready(view.result.current);
      if (state.kind !== 'confirming') throw new Error(`The state is ${state.kind}.`);
      return state;
    },
  };
}

/** Renders the selector with the upgrade's confirmation open and its quote loaded. */
async function renderConfirming(options: Options = {}) {
  const view = await renderSelector(options);
  act(() => view.current().choose('enterprise-month'));
  await waitFor(() => expect(view.confirming().canConfirm).toBe(true));
  return view;
}

it('tells an error with the way to try again', async () => {
  const adapter = createFixtureAdapter({
    answers: { getBilling: visitor, getCatalog: catalogFor(visitor) },
    failures: { getCatalog: (_input, callNumber) => (callNumber === 1 ? 'forbidden' : null) },
  });
  const { result } = renderBillingHook(() => usePlanSelector({ returnPath: '/billing' }), { adapter });
  await waitFor(() =>
    expect(result.current).toMatchObject({ status: 'error', error: { code: 'forbidden' } }),
  );

  act(() => {
    if (result.current.status === 'error') result.current.retry();
  });

  await waitFor(() => expect(result.current.status).toBe('ready'));
});

it('is empty when nothing is sold', async () => {
  const adapter = createFixtureAdapter({
    answers: { getBilling: visitor, getCatalog: catalogFor(visitor, {}, []) },
  });
  const { result } = renderBillingHook(() => usePlanSelector({ returnPath: '/billing' }), { adapter });

  await waitFor(() => expect(result.current.status).toBe('empty'));
});

it("starts with the subscription's interval, and marks its plan by every interval", async () => {
  const { current } = await renderSelector({
    owner: subscribed({}, { interval: 'year', priceId: 'professional-year' }),
  });
  const marks = () => current().plans.map(({ isCurrent, action }) => [isCurrent, action?.kind]);
  expect(current().interval).toBe('year');
  expect(marks()).toEqual([
    [false, 'change'],
    [true, 'current'],
    [false, 'change'],
  ]);

  act(() => current().setInterval('month'));

  expect(marks()).toEqual([
    [false, 'change'],
    [true, 'change'],
    [false, 'change'],
  ]);
});

it('shows another currency once its prices are there, and buys in the one on screen', async () => {
  const euros = deferred<ReturnType<typeof catalogFor>>();
  const { adapter, current } = await renderSelector({
    owner: visitor,
    answers: {
      getCatalog: ({ currency }) => (currency === 'EUR' ? euros.promise : catalogFor(visitor)),
      startCheckout: checkout(),
    },
  });

  act(() => current().setCurrency('EUR'));
  expect(current()).toMatchObject({ currency: 'USD', isChangingCurrency: true });
  act(() => current().choose('starter-month'));
  await waitFor(() =>
    expect(callsOf(adapter, 'startCheckout')).toMatchObject([{ input: { currency: 'USD' } }]),
  );

  await act(async () => euros.resolve(catalogFor(visitor, { currency: 'EUR' }, plansIn('EUR'))));
  await waitFor(() => expect(current()).toMatchObject({ currency: 'EUR', isChangingCurrency: false }));
});

it('sends the browser to the checkout, and stays busy until it has left', async () => {
  const navigate = vi.fn();
  const { adapter, current, state } = await renderSelector({
    owner: visitor,
    navigate,
    answers: { startCheckout: checkout({ url: 'https://polar.example/1' }) },
  });

  act(() => {
    current().choose('starter-month');
    current().choose('starter-month');
  });
  await waitFor(() => expect(navigate).toHaveBeenCalledWith('https://polar.example/1'));
  act(() => current().choose('enterprise-month'));

  expect(state()).toEqual({ kind: 'starting_checkout', priceId: 'starter-month' });
  expect(navigate).toHaveBeenCalledTimes(1);
  expect(callsOf(adapter, 'startCheckout')).toMatchObject([
    { input: { priceId: 'starter-month', currency: 'USD', returnPath: '/billing' } },
  ]);
});

it('is idle again when the person comes back by the history', async () => {
  const navigate = vi.fn();
  const { current, state } = await renderSelector({
    owner: visitor,
    navigate,
    answers: { startCheckout: checkout() },
  });
  act(() => current().choose('starter-month'));
  await waitFor(() => expect(navigate).toHaveBeenCalled());

  act(() => {
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });

  expect(state().kind).toBe('idle');
});

it('hands the checkout to the host, and is idle once the host is done', async () => {
  const done = deferred<void>();
  const onCheckout = vi.fn(() => done.promise);
  const navigate = vi.fn();
  const { current, state } = await renderSelector({
    owner: visitor,
    navigate,
    selector: { onCheckout },
    answers: { startCheckout: checkout() },
  });

  act(() => current().choose('starter-month'));
  await waitFor(() => expect(onCheckout).toHaveBeenCalledWith(checkout()));
  expect(state().kind).toBe('starting_checkout');
  await act(async () => done.resolve());

  expect(state().kind).toBe('idle');
  expect(navigate).not.toHaveBeenCalled();
});

it('tells in place why a checkout did not start, and starts it again with the same key', async () => {
  const navigate = vi.fn();
  const { adapter, current, state } = await renderSelector({
    owner: visitor,
    navigate,
    answers: { startCheckout: checkout() },
    failures: { startCheckout: (_input, callNumber) => (callNumber === 1 ? 'provider_unavailable' : null) },
  });
  act(() => current().choose('starter-month'));
  await waitFor(() => expect(state()).toMatchObject({ kind: 'checkout_failed', priceId: 'starter-month' }));

  act(() => {
    const failed = state();
    if (failed.kind === 'checkout_failed') failed.retry();
  });

  await waitFor(() => expect(navigate).toHaveBeenCalledTimes(1));
  const [first, second] = callsOf(adapter, 'startCheckout');
  expect(second?.idempotencyKey).toBe(first?.idempotencyKey);
});

it('does not send the browser away after the person has left the page', async () => {
  const answer = deferred<ReturnType<typeof checkout>>();
  const navigate = vi.fn();
  const { current, unmount } = await renderSelector({
    owner: visitor,
    navigate,
    answers: { startCheckout: () => answer.promise },
  });
  act(() => current().choose('starter-month'));

  unmount();
  await act(async () => answer.resolve(checkout()));
  await act(() => new Promise((resolve) => setTimeout(resolve)));

  expect(navigate).not.toHaveBeenCalled();
});

it('does nothing for prices that offer nothing to do', async () => {
  const { adapter, current, state } = await renderSelector();

  act(() => current().choose('professional-month'));
  act(() => current().choose('no-such-price'));

  expect(state().kind).toBe('idle');
  expect(callsOf(adapter, 'startCheckout')).toEqual([]);
});

it('shows the quote, carries it out once, and gives the receipt', async () => {
  const { adapter, confirming, current, state } = await renderConfirming({
    answers: {
      getBilling: customer,
      getCatalog: (_input, callNumber) => catalogFor(callNumber === 1 ? customer : upgraded),
      changeSubscription: { billing: upgraded, receipt },
    },
  });
  expect(confirming()).toMatchObject({ quote: { id: 'quote_1' }, quoteNotice: null, error: null });

  act(() => {
    confirming().confirm();
    confirming().confirm();
  });

  await waitFor(() => expect(state()).toMatchObject({ kind: 'changed', receipt, quote: { id: 'quote_1' } }));
  expect(callsOf(adapter, 'changeSubscription')).toMatchObject([
    { input: { quoteId: 'quote_1', revision: 'revision-1' } },
  ]);
  expect(current().plans.map(({ isCurrent }) => isCurrent)).toEqual([false, false, true]);

  act(() => {
    const changed = state();
    if (changed.kind === 'changed') changed.close();
  });
  expect(state().kind).toBe('idle');
});

it('asks for a new quote each time a confirmation opens', async () => {
  const { adapter, confirming, current, state } = await renderConfirming({
    answers: { previewChange: (_input, callNumber) => quote({ id: `quote_${callNumber}` }) },
  });

  act(() => confirming().close());
  await waitFor(() => expect(state().kind).toBe('idle'));
  await act(() => new Promise((resolve) => setTimeout(resolve)));
  act(() => current().choose('enterprise-month'));

  expect(confirming().quote).toBeNull();
  await waitFor(() => expect(confirming().quote?.id).toBe('quote_2'));
  expect(callsOf(adapter, 'previewChange')).toHaveLength(2);
});

it('shows the new quote when it has changed, and asks again', async () => {
  const moved = quote({ id: 'quote_2', dueNow: money(3500, 'USD') });
  const quoteChanged = new BillingError('quote_changed', { message: 'The price has moved.', quote: moved });
  const { adapter, confirming, state } = await renderConfirming({
    answers: { changeSubscription: { billing: upgraded, receipt } },
    failures: { changeSubscription: (_input, callNumber) => (callNumber === 1 ? quoteChanged : null) },
  });

  act(() => confirming().confirm());
  await waitFor(() => expect(confirming().quoteNotice).toBe('quote_changed'));
  await waitFor(() => expect(confirming().canConfirm).toBe(true));
  expect(confirming()).toMatchObject({ quote: { id: 'quote_2' }, error: null });
  act(() => confirming().confirm());

  await waitFor(() => expect(state().kind).toBe('changed'));
  const [first, second] = callsOf(adapter, 'changeSubscription');
  expect(second?.input).toMatchObject({ quoteId: 'quote_2' });
  expect(second?.idempotencyKey).not.toBe(first?.idempotencyKey);
  expect(callsOf(adapter, 'previewChange')).toHaveLength(1);
});

it('fetches a new quote when it has expired, and says so', async () => {
  const { confirming } = await renderConfirming({
    answers: { previewChange: (_input, callNumber) => quote({ id: `quote_${callNumber}` }) },
    failures: { changeSubscription: 'quote_expired' },
  });

  act(() => confirming().confirm());

  await waitFor(() => expect(confirming().quote?.id).toBe('quote_2'));
  expect(confirming()).toMatchObject({ quoteNotice: 'quote_expired', error: null });
});

it('tells in place that the card was declined, with a fresh quote to try again', async () => {
  const { confirming } = await renderConfirming({
    answers: { previewChange: (_input, callNumber) => quote({ id: `quote_${callNumber}` }) },
    failures: { changeSubscription: 'payment_declined' },
  });

  act(() => confirming().confirm());

  await waitFor(() => expect(confirming().quote?.id).toBe('quote_2'));
  await waitFor(() => expect(confirming().error?.code).toBe('payment_declined'));
  await waitFor(() => expect(confirming().canConfirm).toBe(true));
});

it('keeps the quote and the key after an outage', async () => {
  const { adapter, confirming, state } = await renderConfirming({
    answers: { changeSubscription: { billing: upgraded, receipt } },
    failures: {
      changeSubscription: (_input, callNumber) => (callNumber === 1 ? 'provider_unavailable' : null),
    },
  });

  act(() => confirming().confirm());
  await waitFor(() => expect(confirming().error?.code).toBe('provider_unavailable'));
  await waitFor(() => expect(confirming().canConfirm).toBe(true));
  act(() => confirming().confirm());

  await waitFor(() => expect(state().kind).toBe('changed'));
  const [first, second] = callsOf(adapter, 'changeSubscription');
  expect(second).toMatchObject({ input: first?.input, idempotencyKey: first?.idempotencyKey });
});

it('tells why there is no quote, and asks for it again', async () => {
  const view = await renderSelector({
    failures: { previewChange: (_input, callNumber) => (callNumber === 1 ? 'conflict' : null) },
  });
  act(() => view.current().choose('enterprise-month'));
  await waitFor(() => expect(view.confirming().error?.code).toBe('conflict'));
  expect(view.confirming()).toMatchObject({ quote: null, canConfirm: false });

  act(() => view.confirming().refreshQuote());

  await waitFor(() => expect(view.confirming()).toMatchObject({ error: null, canConfirm: true }));
});

it('stays open while the change is carried out', async () => {
  const { confirming } = await renderConfirming({ latencyMs: { changeSubscription: 'never' } });

  act(() => confirming().confirm());
  await waitFor(() => expect(confirming().isConfirming).toBe(true));
  act(() => confirming().close());

  expect(confirming().canConfirm).toBe(false);
});
