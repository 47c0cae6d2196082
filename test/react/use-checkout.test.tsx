import { act } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFixtureAdapter } from '../../src/adapters/index.ts';
import type { CheckoutStatus } from '../../src/core/index.ts';
import { useBilling, useCheckout } from '../../src/react/index.ts';
import { billing, checkout, subscribed } from './fixtures.ts';
import { callsOf, renderBillingHook } from './render-billing.tsx';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Lets time pass and everything due happen. */
async function pass(milliseconds: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(milliseconds));
}

/** An adapter whose checkout goes through these states and stays in the last one. */
function adapterThrough(...states: CheckoutStatus[]) {
  return createFixtureAdapter({
    answers: {
      getBilling: (_input, callNumber) => (callNumber === 1 ? billing() : subscribed()),
      getCheckout: (_input, callNumber) =>
        checkout({ status: states[Math.min(callNumber, states.length) - 1] ?? 'open' }),
    },
  });
}

it('asks every 1.5 s until the checkout has ended, and then no more', async () => {
  const adapter = adapterThrough('open', 'processing', 'succeeded');
  const { result } = renderBillingHook(() => useCheckout('checkout_1'), { adapter });

  await pass(1_600);
  expect(result.current.data?.status).toBe('processing');
  await pass(1_600);
  expect(result.current.data?.status).toBe('succeeded');
  await pass(60_000);

  expect(callsOf(adapter, 'getCheckout')).toHaveLength(3);
});

it('asks more rarely the longer it takes', async () => {
  const adapter = adapterThrough('processing');
  renderBillingHook(() => useCheckout('checkout_1'), { adapter });

  await pass(60_000);
  const inFirstMinute = callsOf(adapter, 'getCheckout').length;
  await pass(60_000);
  const inSecondMinute = callsOf(adapter, 'getCheckout').length - inFirstMinute;

  expect(inFirstMinute).toBeLessThan(14);
  expect(inSecondMinute).toBe(4);
});

it('tells the end only together with the fresh billing', async () => {
  const { renders } = renderBillingHook(
    () => ({ checkout: useCheckout('checkout_1').data?.status, billing: useBilling().data?.subscription }),
    { adapter: adapterThrough('processing', 'succeeded') },
  );

  await pass(3_000);

  const succeeded = renders.filter(({ result }) => result.checkout === 'succeeded');
  expect(succeeded.length).toBeGreaterThan(0);
  expect(succeeded.every(({ result }) => result.billing?.planId === 'professional')).toBe(true);
});

it('goes on asking through an outage', async () => {
  const adapter = createFixtureAdapter({
    answers: { getCheckout: checkout({ status: 'succeeded' }) },
    failures: {
      getCheckout: (_input, callNumber) => (callNumber <= 4 ? 'provider_unavailable' : null),
    },
  });
  const { result } = renderBillingHook(
    () => {
      const { data, error } = useCheckout('checkout_1');
      return { status: data?.status, code: error?.code };
    },
    { adapter },
  );

  await pass(2_000);
  expect(result.current.code).toBe('provider_unavailable');
  await pass(8_000);

  expect(result.current.status).toBe('succeeded');
});

it("stops asking about a checkout that is not the caller's", async () => {
  const adapter = createFixtureAdapter({ failures: { getCheckout: 'not_found' } });
  const { result } = renderBillingHook(() => useCheckout('checkout_1'), { adapter });

  await pass(60_000);

  expect(result.current.error?.code).toBe('not_found');
  expect(callsOf(adapter, 'getCheckout')).toHaveLength(1);
});

it('asks nothing without a checkout', async () => {
  const adapter = createFixtureAdapter();
  const { result } = renderBillingHook(() => useCheckout(null), { adapter });

  await pass(10_000);

  expect(result.current.status).toBe('pending');
  expect(adapter.calls).toEqual([]);
});

it('polls the billing while a first payment is awaited, and only without live events', async () => {
  const answers = { getBilling: subscribed({}, { status: 'incomplete' }) };
  const polled = createFixtureAdapter({ answers });
  const live = createFixtureAdapter({ answers, isLive: true });
  const settled = createFixtureAdapter({ answers: { getBilling: subscribed() } });
  for (const adapter of [polled, live, settled]) renderBillingHook(useBilling, { adapter });

  await pass(1_000);
  const atFirst = [polled, live, settled].map(({ calls }) => calls.length);
  await pass(20_000);

  const later = [polled, live, settled].map(({ calls }, index) => calls.length - (atFirst[index] ?? 0));
  expect(later).toEqual([4, 0, 0]);
});

it('asks more rarely as well while there is no answer', async () => {
  const adapter = createFixtureAdapter({ failures: { getCheckout: 'provider_unavailable' } });
  renderBillingHook(() => useCheckout('checkout_1'), { adapter });

  await pass(120_000);
  const before = callsOf(adapter, 'getCheckout').length;
  await pass(60_000);

  // Each asking is tried three times.
  expect(callsOf(adapter, 'getCheckout').length - before).toBeLessThanOrEqual(12);
});
