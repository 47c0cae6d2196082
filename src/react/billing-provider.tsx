'use client';
import { QueryClient } from '@tanstack/react-query';
import type * as React from 'react';
import { useEffect, useMemo, useState } from 'react';
import type { BillingAdapter } from '../contract/index.ts';
import { BillingContext, type BillingContextValue } from './billing-context.ts';
import type { CheckoutEmbed } from './checkout-embed.ts';
import { useLiveEvents } from './use-live-events.ts';

/** Props of {@link BillingProvider}. */
export interface BillingProviderProps {
  /** The way to the server. Create it once, outside of rendering. */
  adapter: BillingAdapter;
  /**
   * Whose billing this is, as the host names them: the organization's or the person's id. First in every query
   * key, so that switching it shows nothing of the owner before. It authorizes nothing: the server decides that.
   */
  ownerKey: string;
  /** BCP 47 tag the viewer reads numbers and dates in. @default 'en' */
  locale?: string | undefined;
  /** IANA name of the account's time zone. @default 'UTC' */
  timeZone?: string | undefined;
  /** Wording of the components; hooks do not read it. */
  messages?: object | undefined;
  /** Opens checkouts above the page, such as `PolarEmbedCheckout`. @default the browser goes to the checkout's page */
  checkoutEmbed?: CheckoutEmbed | undefined;
  /** Where dialogs are mounted. @default the document's body */
  portalContainer?: HTMLElement | null | undefined;
  /** The host's query client, where it wants one cache, or prefetches on its server. @default one of its own */
  queryClient?: QueryClient | undefined;
  /** Sends the browser to another page. @default `window.location.assign` */
  navigate?: ((url: string) => void) | undefined;
  children?: React.ReactNode;
}

function assignLocation(url: string): void {
  window.location.assign(url);
}

/**
 * Gives billing hooks and components their adapter, owner, wording and cache, and follows live events once for
 * all of them. Renders nothing of its own. The host's `QueryClientProvider`, if any, stays what it is below it.
 *
 * @example
 * const adapter = createHttpAdapter();
 *
 * <BillingProvider adapter={adapter} ownerKey={organization.id} locale="en-US" timeZone="Europe/Berlin">
 *   <BillingPage />
 * </BillingProvider>
 */
export function BillingProvider(props: BillingProviderProps): React.ReactElement {
  const { ownerKey, locale = 'en', timeZone = 'UTC', messages = null, children } = props;
  const { checkoutEmbed = null, portalContainer = null, navigate = assignLocation } = props;
  if (ownerKey === '') {
    throw new Error(
      'floe-billing: <BillingProvider> got an empty ownerKey. It keeps the billing of different owners apart. ' +
        'Pass the id of the organization or person, and render the provider only once it is known.',
    );
  }

  const [ownClient] = useState(() => new QueryClient());
  const queryClient = props.queryClient ?? ownClient;
  // Mounting is counted, so this does no harm where a QueryClientProvider has mounted the same client.
  useEffect(() => {
    queryClient.mount();
    return () => queryClient.unmount();
  }, [queryClient]);
  // Held to one owner for as long as it shows one: the session may move on in another tab.
  const adapter = useMemo(
    () => props.adapter.forOwner?.(ownerKey) ?? props.adapter,
    [props.adapter, ownerKey],
  );
  const isLive = useLiveEvents(adapter, ownerKey, queryClient);

  const value = useMemo<BillingContextValue>(
    () => ({
      adapter,
      ownerKey,
      locale,
      timeZone,
      messages,
      checkoutEmbed,
      portalContainer,
      queryClient,
      navigate,
      isLive,
    }),
    [
      adapter,
      ownerKey,
      locale,
      timeZone,
      messages,
      checkoutEmbed,
      portalContainer,
      queryClient,
      navigate,
      isLive,
    ],
  );
  return <BillingContext.Provider value={value}>{children}</BillingContext.Provider>;
}
