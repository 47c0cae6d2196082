'use client';
import { useCallback } from 'react';
import { BillingError, type Checkout } from '../core/index.ts';
import { useBillingContext } from './billing-context.ts';
import { toBillingError } from './to-billing-error.ts';
import { useBackByHistory } from './use-back-by-history.ts';
import { useScopedState } from './use-scoped-state.ts';
import { useStartCheckout } from './use-start-checkout.ts';

/** A checkout that begins, or could not. */
export type PlanCheckoutState =
  | { kind: 'idle' }
  | { kind: 'starting_checkout'; priceId: string }
  | {
      kind: 'checkout_failed';
      priceId: string;
      error: BillingError;
      /** Asks for the checkout again. */
      retry: () => void;
      close: () => void;
    };

/** What {@link usePlanCheckout} needs to know. */
export interface UsePlanCheckoutOptions {
  returnPath: string;
  onCheckout: ((checkout: Checkout) => void | Promise<void>) | undefined;
}

type Held =
  | { kind: 'idle' }
  | { kind: 'starting_checkout'; priceId: string; currency: string }
  | { kind: 'checkout_failed'; priceId: string; currency: string; error: BillingError };

const idle: Held = { kind: 'idle' };

/** Starts the checkout of a price and hands it over: to the host, or to the browser. */
export function usePlanCheckout({ returnPath, onCheckout }: UsePlanCheckoutOptions) {
  const { ownerKey, navigate } = useBillingContext();
  const startCheckout = useStartCheckout();
  const [held, setHeld] = useScopedState<Held>([ownerKey], () => idle);

  useBackByHistory(useCallback(() => setHeld(() => idle), [setHeld]));

  async function handOver(checkout: Checkout): Promise<void> {
    if (onCheckout !== undefined) {
      await onCheckout(checkout);
      setHeld(() => idle);
      return;
    }
    if (checkout.url === null) {
      throw new BillingError('conflict', {
        message: 'This checkout can no longer be used. Choose the plan again.',
      });
    }
    // The state stays until the browser has left: a button that comes back to life invites another click.
    navigate(checkout.url);
  }

  function start(priceId: string, currency: string): void {
    const fail = (error: unknown) =>
      setHeld(() => ({ kind: 'checkout_failed', priceId, currency, error: toBillingError(error) }));
    setHeld(() => ({ kind: 'starting_checkout', priceId, currency }));
    startCheckout.mutate(
      { priceId, currency, returnPath },
      { onSuccess: (checkout) => void handOver(checkout).catch(fail), onError: fail },
    );
  }

  return { state: toState(held, start, () => setHeld(() => idle)), start };
}

function toState(
  held: Held,
  start: (priceId: string, currency: string) => void,
  close: () => void,
): PlanCheckoutState {
  if (held.kind === 'idle') return held;
  const { kind, priceId, currency } = held;
  if (kind === 'starting_checkout') return { kind, priceId };
  const { error } = held;
  return { kind, priceId, error, retry: () => start(priceId, currency), close };
}
