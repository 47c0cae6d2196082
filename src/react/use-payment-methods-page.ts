'use client';
import { useCallback } from 'react';
import type { BillingError } from '../core/index.ts';
import { useBillingContext } from './billing-context.ts';
import { useAddPaymentMethod } from './use-add-payment-method.ts';
import { useBackByHistory } from './use-back-by-history.ts';
import { useScopedState } from './use-scoped-state.ts';

/** What {@link usePaymentMethodsPage} needs to know. */
export interface UsePaymentMethodsPageOptions {
  /** Where the provider's page leads back to: a path of the app, starting with one `/`. @default the page one is on */
  returnPath?: string | undefined;
}

/** The way to the provider's page. */
export interface UsePaymentMethodsPageResult {
  /** Sends the browser there. */
  open: () => void;
  /** From the press until the browser has left: a button that comes back to life invites another click. */
  isOpening: boolean;
  error: BillingError | null;
}

/** Sends the person to the provider's page where a payment method is added. */
export function usePaymentMethodsPage({
  returnPath,
}: UsePaymentMethodsPageOptions = {}): UsePaymentMethodsPageResult {
  const { ownerKey, navigate } = useBillingContext();
  const add = useAddPaymentMethod();
  const [isLeaving, setLeaving] = useScopedState([ownerKey], () => false);
  useBackByHistory(useCallback(() => setLeaving(() => false), [setLeaving]));

  function open(): void {
    const leave = ({ url }: { url: string }): void => {
      setLeaving(() => true);
      navigate(url);
    };
    const { pathname, search } = window.location;
    add.mutate({ returnPath: returnPath ?? `${pathname}${search}` }, { onSuccess: leave });
  }

  return { open, isOpening: add.isPending || isLeaving, error: add.error };
}
