import { act, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { createFixtureAdapter } from '../../src/adapters/index.ts';
import type { AuditPage } from '../../src/core/index.ts';
import { type UseAuditEntriesOptions, useAuditEntries } from '../../src/react/index.ts';
import { callsOf, renderBillingHook } from './render-billing.tsx';

const page = (id: string, nextCursor: string | null = null): AuditPage => ({
  asOf: '2027-01-10T10:00:00Z',
  items: [
    {
      id,
      at: '2027-01-10T09:00:00Z',
      actor: 'user_ada',
      action: 'subscription.changed',
      subjectId: 'sub_1',
      details: {},
      before: { product: 'starter' },
      after: { product: 'pro' },
      origin: null,
    },
  ],
  nextCursor,
});

function renderEntries(options: UseAuditEntriesOptions = {}) {
  const adapter = createFixtureAdapter({
    answers: { listAuditEntries: ({ cursor }) => (cursor === undefined ? page('2', 'older') : page('1')) },
    isLive: true,
  });
  const filter = { current: options };
  return { adapter, filter, ...renderBillingHook(() => useAuditEntries(filter.current), { adapter }) };
}

it('goes from page to page, and starts anew when the filter changes', async () => {
  const { adapter, filter, result, rerender } = renderEntries({ actor: 'user_ada', action: undefined });
  await waitFor(() => expect(result.current.hasNext).toBe(true));

  act(() => result.current.goToNext());
  await waitFor(() => expect(result.current.data?.items[0]?.id).toBe('1'));
  expect(result.current).toMatchObject({ pageIndex: 1, hasPrevious: true, hasNext: false });

  filter.current = { actor: '', action: 'command.failed' };
  rerender();
  await waitFor(() => expect(result.current).toMatchObject({ pageIndex: 0, hasNext: true }));
  expect(callsOf(adapter, 'listAuditEntries').map(({ input }) => input)).toEqual([
    { actor: 'user_ada' },
    { actor: 'user_ada', cursor: 'older' },
    { action: 'command.failed' },
  ]);
});

it('reads again when it is told that something was written down', async () => {
  const { adapter, result } = renderEntries();
  await waitFor(() => expect(result.current.isSuccess).toBe(true));

  act(() => adapter.emit({ stale: ['listAuditEntries'] }));

  await waitFor(() => expect(callsOf(adapter, 'listAuditEntries')).toHaveLength(2));
});
