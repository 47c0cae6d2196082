import { act, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { createFixtureAdapter } from '../../src/adapters/index.ts';
import { type UseInvoicesOptions, useInvoices } from '../../src/react/index.ts';
import { invoicePage } from './fixtures.ts';
import { callsOf, deferred, renderBillingHook } from './render-billing.tsx';

const pages: Record<string, ReturnType<typeof invoicePage>> = {
  first: invoicePage('INV-1', 'second'),
  second: invoicePage('INV-2', 'third'),
  third: invoicePage('INV-3'),
};

function renderInvoices(options: UseInvoicesOptions = {}) {
  const adapter = createFixtureAdapter({
    answers: { listInvoices: ({ cursor }) => pages[cursor ?? 'first'] ?? invoicePage('?') },
  });
  const filter = { current: options };
  const view = renderBillingHook(() => useInvoices(filter.current), { adapter });
  return { adapter, filter, ...view };
}

it('goes from page to page by cursor, and back without asking again', async () => {
  const { adapter, result } = renderInvoices();
  await waitFor(() => expect(result.current.hasNext).toBe(true));
  expect(result.current).toMatchObject({ pageIndex: 0, hasPrevious: false });

  act(() => result.current.goToNext());
  await waitFor(() => expect(result.current.hasNext).toBe(true));
  act(() => result.current.goToNext());
  await waitFor(() => expect(result.current.data?.items[0]?.id).toBe('INV-3'));
  expect(result.current).toMatchObject({ pageIndex: 2, hasPrevious: true, hasNext: false });

  act(() => result.current.goToPrevious());
  expect(result.current).toMatchObject({ pageIndex: 1, data: pages.second });
  expect(callsOf(adapter, 'listInvoices').map(({ input }) => input)).toEqual([
    {},
    { cursor: 'second' },
    { cursor: 'third' },
  ]);
});

it('opens one page for two clicks', async () => {
  const { result } = renderInvoices();
  await waitFor(() => expect(result.current.hasNext).toBe(true));

  act(() => {
    result.current.goToNext();
    result.current.goToNext();
  });

  await waitFor(() => expect(result.current.data?.items[0]?.id).toBe('INV-2'));
  expect(result.current.pageIndex).toBe(1);
});

it('keeps the page on screen while the next one loads', async () => {
  const second = deferred<ReturnType<typeof invoicePage>>();
  const adapter = createFixtureAdapter({
    answers: {
      listInvoices: ({ cursor }) => (cursor === undefined ? invoicePage('INV-1', 'second') : second.promise),
    },
  });
  const { result } = renderBillingHook(useInvoices, { adapter });
  await waitFor(() => expect(result.current.hasNext).toBe(true));

  act(() => result.current.goToNext());
  expect(result.current).toMatchObject({ isPlaceholderData: true, hasNext: false, pageIndex: 1 });
  expect(result.current.data?.items[0]?.id).toBe('INV-1');
  second.resolve(invoicePage('INV-2'));

  await waitFor(() => expect(result.current.data?.items[0]?.id).toBe('INV-2'));
});

it('goes back to the first page when the filter changes', async () => {
  const { adapter, filter, result, rerender } = renderInvoices({ limit: 10 });
  await waitFor(() => expect(result.current.hasNext).toBe(true));
  act(() => result.current.goToNext());
  await waitFor(() => expect(result.current.data?.items[0]?.id).toBe('INV-2'));

  filter.current = { limit: 10, status: 'paid', search: '  pro ' };
  rerender();

  expect(result.current.pageIndex).toBe(0);
  await waitFor(() => expect(result.current.isPlaceholderData).toBe(false));
  expect(callsOf(adapter, 'listInvoices').at(-1)?.input).toEqual({
    limit: 10,
    status: 'paid',
    search: 'pro',
  });
});

it('asks nothing new for a search of blanks', async () => {
  const { adapter, filter, result, rerender } = renderInvoices();
  await waitFor(() => expect(result.current.isSuccess).toBe(true));

  filter.current = { search: '   ' };
  rerender();

  expect(result.current.isPlaceholderData).toBe(false);
  expect(callsOf(adapter, 'listInvoices')).toHaveLength(1);
});
