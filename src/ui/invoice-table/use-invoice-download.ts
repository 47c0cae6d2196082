'use client';
import { useState } from 'react';
import type { BillingError } from '../../core/index.ts';
import { useInvoiceDocument } from '../../react/index.ts';

/** The download of one invoice's document. */
export interface InvoiceDownload {
  start: () => void;
  isPreparing: boolean;
  error: BillingError | null;
  /** Where the document is, when the browser let no tab open; `null` otherwise. */
  blockedUrl: string | null;
}

/**
 * Opens an invoice's document in a new tab. The tab is opened by the click itself, blank, because a tab opened
 * when the document is ready is blocked as a pop-up; where even that is blocked, a link is offered.
 */
export function useInvoiceDownload(invoiceId: string, preparing: string): InvoiceDownload {
  const document = useInvoiceDocument();
  const [blockedUrl, setBlockedUrl] = useState<string | null>(null);

  function start(): void {
    if (document.isPending) return;
    setBlockedUrl(null);
    const tab = openBlankTab(preparing);
    // By the promise, and not by callbacks of `mutate`: nobody calls those once the list is left, and the tab
    // would say for ever that it is being prepared.
    document.mutateAsync(invoiceId).then(
      (url) => {
        if (tab === null || tab.closed) setBlockedUrl(url);
        else tab.location.replace(url);
      },
      () => tab?.close(),
    );
  }

  return { start, isPreparing: document.isPending, error: document.error, blockedUrl };
}

function openBlankTab(text: string): Window | null {
  const tab = window.open('', '_blank');
  if (tab === null) return null;
  // The document comes from elsewhere and must not reach back into the app. `noopener` would hide the tab from us.
  tab.opener = null;
  tab.document.title = text;
  tab.document.body.textContent = text;
  return tab;
}
