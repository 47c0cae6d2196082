import { onlineManager, QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { createFixtureAdapter } from '../../src/adapters/index.ts';
import { BillingError } from '../../src/core/index.ts';
import {
  BillingProvider,
  billingQueryOptions,
  useBilling,
  useBillingContext,
  useCancelFlow,
  useCatalog,
  useFormatters,
  useInvoices,
  usePlanSelector,
  usePreviewChange,
} from '../../src/react/index.ts';
import { catalogFor, invoicePage, quote, subscribed } from './fixtures.ts';
import { callsOf, renderBilling, renderBillingHook } from './render-billing.tsx';

const account = subscribed();
const answers = {
  getBilling: account,
  getCatalog: catalogFor(account),
  listInvoices: invoicePage('INV-1'),
  previewChange: quote(),
};

/** Silences the errors React logs for a render that throws. */
function withoutErrorLog(run: () => void): void {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  run();
  log.mockRestore();
}

function OwnerName() {
  const { data } = useBilling();
  return <p>{data === undefined ? 'Loading' : data.owner.name}</p>;
}

it('says what to do when it is missing', () => {
  withoutErrorLog(() => {
    expect(() => render(<OwnerName />)).toThrow(
      'floe-billing: <BillingProvider> is missing. Billing hooks and components read the adapter from it.',
    );
  });
});

it('refuses an empty ownerKey, which would mix owners', () => {
  withoutErrorLog(() => {
    expect(() => renderBilling(<OwnerName />, { adapter: createFixtureAdapter(), ownerKey: '' })).toThrow(
      'empty ownerKey',
    );
  });
});

it('gives defaults for what it is not told', () => {
  const { result } = renderBillingHook(useBillingContext, { adapter: createFixtureAdapter() });

  expect(result.current).toMatchObject({
    locale: 'en',
    timeZone: 'UTC',
    messages: null,
    checkoutEmbed: null,
    portalContainer: null,
    isLive: false,
  });
});

it("leaves the host's own query client in place below it", async () => {
  const hostClient = new QueryClient();
  let seen: QueryClient | undefined;
  function HostPart() {
    seen = useQueryClient();
    return <OwnerName />;
  }

  render(
    <QueryClientProvider client={hostClient}>
      <BillingProvider adapter={createFixtureAdapter({ answers })} ownerKey="org_1">
        <HostPart />
      </BillingProvider>
    </QueryClientProvider>,
  );

  expect(await screen.findByText('Acme')).toBeVisible();
  expect(seen).toBe(hostClient);
  expect(hostClient.getQueryCache().getAll()).toEqual([]);
});

it('turns whatever a query rejects with into a BillingError', async () => {
  const adapter = createFixtureAdapter({
    answers: {
      getBilling: (_input, callNumber) => {
        if (callNumber === 1) throw new TypeError('boom');
        throw new BillingError('forbidden', { message: 'Ask an administrator.' });
      },
    },
  });
  const { result } = renderBillingHook(() => useBilling().error, { adapter });

  await waitFor(() => expect(result.current?.code).toBe('forbidden'));
  expect(callsOf(adapter, 'getBilling')).toHaveLength(2);
});

it('shows what a server has prefetched, without asking again', async () => {
  const adapter = createFixtureAdapter({ answers });
  const queryClient = new QueryClient();
  await queryClient.prefetchQuery(billingQueryOptions({ adapter, ownerKey: 'org_1' }));

  renderBilling(<OwnerName />, { adapter, queryClient });

  expect(screen.getByText('Acme')).toBeVisible();
  expect(callsOf(adapter, 'getBilling')).toHaveLength(1);
});

function Everything() {
  const formatters = useFormatters();
  const states = [
    usePlanSelector({ returnPath: '/billing' }).status,
    useCancelFlow().status,
    useInvoices().status,
  ];
  return <p>{[...states, formatters.formatDate('2026-11-23T10:00:00Z')].join(', ')}</p>;
}

it('renders on a server what the browser renders first', async () => {
  const element = (
    <BillingProvider adapter={createFixtureAdapter({ latencyMs: 'never' })} ownerKey="org_1">
      <Everything />
    </BillingProvider>
  );
  const container = document.createElement('div');
  const onRecoverableError = vi.fn();

  vi.stubGlobal('window', undefined);
  container.innerHTML = renderToString(element);
  vi.unstubAllGlobals();
  expect(container).toHaveTextContent('loading, closed, pending, November 23, 2026');

  const root = await act(async () => hydrateRoot(container, element, { onRecoverableError }));
  expect(onRecoverableError).not.toHaveBeenCalled();
  act(() => root.unmount());
});

it('fetches again what a live event names, and nothing else', async () => {
  const adapter = createFixtureAdapter({ answers, isLive: true });
  const { result } = renderBillingHook(() => [useBilling(), useCatalog(), useInvoices()], { adapter });
  await waitFor(() => expect(result.current.every(({ isSuccess }) => isSuccess)).toBe(true));
  await waitFor(() => expect(callsOf(adapter, 'getBilling')).toHaveLength(2));

  act(() => adapter.emit({ stale: ['listInvoices'] }));

  await waitFor(() => expect(callsOf(adapter, 'listInvoices')).toHaveLength(2));
  expect(callsOf(adapter, 'getCatalog')).toHaveLength(1);
  expect(callsOf(adapter, 'getBilling')).toHaveLength(2);
});

it('leaves a quote alone while a person reads it', async () => {
  const adapter = createFixtureAdapter({ answers, isLive: true });
  const { result } = renderBillingHook(
    () => [usePreviewChange({ priceId: 'enterprise-month' }), useBilling()],
    {
      adapter,
    },
  );
  await waitFor(() => expect(result.current.every(({ isSuccess }) => isSuccess)).toBe(true));
  await waitFor(() => expect(callsOf(adapter, 'getBilling')).toHaveLength(2));

  act(() => adapter.emit({ stale: ['previewChange', 'getBilling'] }));

  await waitFor(() => expect(callsOf(adapter, 'getBilling')).toHaveLength(3));
  expect(callsOf(adapter, 'previewChange')).toHaveLength(1);
});

it('follows a request under way by another one when an event arrives', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const adapter = createFixtureAdapter({
    isLive: true,
    answers: {
      getBilling: account,
      listInvoices: async (_input, callNumber) => {
        if (callNumber === 1) await held;
        return invoicePage(`INV-${callNumber}`);
      },
    },
  });
  const { result } = renderBillingHook(useInvoices, { adapter });
  await waitFor(() => expect(callsOf(adapter, 'listInvoices')).toHaveLength(1));

  act(() => adapter.emit({ stale: ['listInvoices'] }));
  release();

  await waitFor(() => expect(result.current.data?.items[0]?.id).toBe('INV-2'));
  expect(callsOf(adapter, 'listInvoices').map(({ isAborted }) => isAborted)).toEqual([false, false]);
});

it('tells whether events flow, and catches up when they flow again', async () => {
  const adapter = createFixtureAdapter({ answers, isLive: true });
  const { result } = renderBillingHook(() => ({ catalog: useCatalog(), ...useBillingContext() }), {
    adapter,
  });
  await waitFor(() => expect(result.current.isLive).toBe(true));
  await waitFor(() => expect(result.current.catalog.isSuccess).toBe(true));

  act(() => adapter.setConnected(false));
  expect(result.current.isLive).toBe(false);
  act(() => adapter.setConnected(true));

  await waitFor(() => expect(callsOf(adapter, 'getCatalog')).toHaveLength(2));
});

it('fetches what changed before the stream was open', async () => {
  const changed = subscribed({ revision: 'revision-2' });
  const adapter = createFixtureAdapter({
    isLive: true,
    answers: { ...answers, getBilling: (_input, callNumber) => (callNumber === 1 ? account : changed) },
  });
  const { result } = renderBillingHook(() => [useBilling().data?.revision, useCatalog().status], { adapter });

  await waitFor(() => expect(result.current).toEqual(['revision-2', 'success']));
  await waitFor(() => expect(callsOf(adapter, 'getCatalog')).toHaveLength(2));
});

it('stops listening when it leaves', () => {
  const stop = vi.fn();
  const adapter = { ...createFixtureAdapter({ answers }), subscribe: () => stop };

  const { unmount } = renderBilling(<p>Nothing</p>, { adapter });
  unmount();

  expect(stop).toHaveBeenCalledTimes(1);
});

it('says that there is no answer on a device that is offline, instead of waiting without a word', async () => {
  onlineManager.setOnline(false);
  try {
    const adapter = createFixtureAdapter({
      failures: { getBilling: 'not_found', previewChange: 'not_found' },
    });
    const { result } = renderBillingHook(
      () => ({ billing: useBilling(), preview: usePreviewChange({ priceId: 'starter-month' }) }),
      { adapter },
    );

    await waitFor(() => expect(result.current.billing.isError).toBe(true));
    await waitFor(() => expect(result.current.preview.isError).toBe(true));
  } finally {
    onlineManager.setOnline(true);
  }
});
