import { act } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFixtureAdapter } from '../../src/adapters/index.ts';
import type { InvoiceDocument } from '../../src/core/index.ts';
import { useInvoiceDocument } from '../../src/react/index.ts';
import { callsOf, renderBillingHook } from './render-billing.tsx';

const ready: InvoiceDocument = { status: 'ready', url: 'https://files.example/1.pdf', expiresAt: null };

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

it('asks until the document is ready and resolves to its address', async () => {
  const adapter = createFixtureAdapter({
    answers: {
      getInvoiceDocument: (_input, callNumber) => (callNumber < 3 ? { status: 'preparing' } : ready),
    },
  });
  const { result } = renderBillingHook(useInvoiceDocument, { adapter });

  act(() => result.current.mutate('inv_1'));
  await pass(5_000);

  expect(result.current.data).toBe(ready.status === 'ready' ? ready.url : '');
  expect(callsOf(adapter, 'getInvoiceDocument').map(({ input }) => input)).toEqual([
    { invoiceId: 'inv_1' },
    { invoiceId: 'inv_1' },
    { invoiceId: 'inv_1' },
  ]);
});

it('gives up after 30 seconds and says that a retry helps', async () => {
  const adapter = createFixtureAdapter({ answers: { getInvoiceDocument: { status: 'preparing' } } });
  const { result } = renderBillingHook(useInvoiceDocument, { adapter });

  act(() => result.current.mutate('inv_1'));
  await pass(29_000);
  expect(result.current.isPending).toBe(true);
  await pass(1_500);

  expect(result.current.error).toMatchObject({ code: 'provider_unavailable', retryable: true });
});

it('gives up on a request that does not answer', async () => {
  const adapter = createFixtureAdapter({ latencyMs: 'never' });
  const { result } = renderBillingHook(useInvoiceDocument, { adapter });

  act(() => result.current.mutate('inv_1'));
  await pass(30_500);

  expect(result.current.error?.code).toBe('provider_unavailable');
  expect(adapter.calls[0]?.isAborted).toBe(true);
});

it('stops asking when its component leaves', async () => {
  const adapter = createFixtureAdapter({ answers: { getInvoiceDocument: { status: 'preparing' } } });
  const { result, unmount } = renderBillingHook(useInvoiceDocument, { adapter });
  act(() => result.current.mutate('inv_1'));
  await pass(1_000);

  unmount();
  const asked = adapter.calls.length;
  await pass(30_000);

  expect(adapter.calls).toHaveLength(asked);
});

it('tells the error of the server', async () => {
  const adapter = createFixtureAdapter({ failures: { getInvoiceDocument: 'billing_details_required' } });
  const { result } = renderBillingHook(useInvoiceDocument, { adapter });

  act(() => result.current.mutate('inv_1'));
  await pass(100);

  expect(result.current.error?.code).toBe('billing_details_required');
});
