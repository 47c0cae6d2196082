'use client';
import type { QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { BillingAdapter } from '../contract/index.ts';
import type { CheckoutEmbed } from './checkout-embed.ts';

/** What `BillingProvider` gives to every hook and component below it. */
export interface BillingContextValue {
  adapter: BillingAdapter;
  /** Whose billing this is; the first part of every query key. */
  ownerKey: string;
  /** BCP 47 tag. */
  locale: string;
  /** IANA name. */
  timeZone: string;
  /** What the host gave as `messages`; read by the components only. */
  messages: object | null;
  checkoutEmbed: CheckoutEmbed | null;
  /** Where dialogs are mounted; `null` for the document's body. */
  portalContainer: HTMLElement | null;
  /** The cache of every hook, given to them as an argument. */
  queryClient: QueryClient;
  /** Sends the browser to another page. */
  navigate: (url: string) => void;
  /** Whether live events flow. */
  isLive: boolean;
}

/** @internal */
export const BillingContext = createContext<BillingContextValue | null>(null);

/**
 * Reads what the nearest `BillingProvider` was given.
 *
 * @throws {Error} when there is no provider above.
 */
export function useBillingContext(): BillingContextValue {
  const value = useContext(BillingContext);
  if (value === null) {
    throw new Error(
      'floe-billing: <BillingProvider> is missing. Billing hooks and components read the adapter from it. ' +
        'Render it above them and pass it an adapter and an ownerKey.',
    );
  }
  return value;
}
