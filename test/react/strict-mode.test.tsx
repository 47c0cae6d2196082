import { act, renderHook, waitFor } from '@testing-library/react';
import { type ReactNode, StrictMode } from 'react';
import { expect, it } from 'vitest';
import { createFixtureAdapter } from '../../src/adapters/index.ts';
import {
  BillingProvider,
  useBillingContext,
  useCancelSubscription,
  useInvoiceDocument,
} from '../../src/react/index.ts';
import { subscribed } from './fixtures.ts';
import { callsOf } from './render-billing.tsx';

const adapter = createFixtureAdapter({
  isLive: true,
  answers: {
    getBilling: subscribed(),
    cancelSubscription: { billing: subscribed({}, { cancelAtPeriodEnd: true }) },
    getInvoiceDocument: { status: 'ready', url: 'https://files.example/1.pdf', expiresAt: null },
  },
});

function wrapper({ children }: { children: ReactNode }) {
  return (
    <StrictMode>
      <BillingProvider adapter={adapter} ownerKey="org_1">
        {children}
      </BillingProvider>
    </StrictMode>
  );
}

it('works in strict mode, which mounts everything twice', async () => {
  const { result } = renderHook(
    () => ({
      cancel: useCancelSubscription(),
      invoice: useInvoiceDocument(),
      isLive: useBillingContext().isLive,
    }),
    { wrapper },
  );
  expect(result.current.isLive).toBe(true);

  act(() => {
    result.current.cancel.mutate({ reason: 'other' });
    result.current.invoice.mutate('inv_1');
  });

  await waitFor(() => expect(result.current.cancel.isSuccess).toBe(true));
  await waitFor(() => expect(result.current.invoice.data).toBe('https://files.example/1.pdf'));
  expect(callsOf(adapter, 'cancelSubscription')).toHaveLength(1);
});
