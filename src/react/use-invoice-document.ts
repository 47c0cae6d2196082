'use client';
import { MutationObserver, type QueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { BillingError } from '../core/index.ts';
import { useBillingContext } from './billing-context.ts';
import { billingKeys } from './billing-keys.ts';
import type { BillingQueryScope } from './query-options.ts';
import { type MutateParameters, useMutationObserver } from './use-mutation-observer.ts';
import { useScopedState } from './use-scoped-state.ts';
import { waitForInvoiceDocument } from './wait-for-invoice-document.ts';

function createDocumentRunner({ adapter, ownerKey }: BillingQueryScope, queryClient: QueryClient) {
  const running = new Set<AbortController>();
  const observer = new MutationObserver<string, BillingError, string>(queryClient, {
    mutationKey: [...billingKeys.all(ownerKey), 'getInvoiceDocument'],
    networkMode: 'always',
    retry: false,
    mutationFn: async (invoiceId) => {
      const controller = new AbortController();
      running.add(controller);
      try {
        return await waitForInvoiceDocument(adapter, invoiceId, controller);
      } finally {
        running.delete(controller);
      }
    },
  });
  return {
    observer,
    abort(): void {
      for (const controller of running) controller.abort();
    },
    mutate(...parameters: MutateParameters<string, string>): void {
      observer.mutate(...parameters).catch(() => {
        // The error is in the result; only callers of `mutateAsync` get it as a rejection.
      });
    },
  };
}

/**
 * Gets the address of an invoice's PDF by the invoice's id, asking until it is made, for 30 s at most.
 * Leaving the page or switching the owner stops the asking. Open a blank tab in the click itself and set its
 * location when the address is there: a tab opened later is blocked.
 */
export function useInvoiceDocument(): UseMutationResult<string, BillingError, string> {
  const { adapter, ownerKey, queryClient } = useBillingContext();
  const [runner] = useScopedState([adapter, ownerKey, queryClient], () =>
    createDocumentRunner({ adapter, ownerKey }, queryClient),
  );
  useEffect(() => runner.abort, [runner]);
  const result = useMutationObserver(runner.observer);
  return { ...result, mutate: runner.mutate, mutateAsync: runner.observer.mutate };
}
