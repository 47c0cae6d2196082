'use client';
import { hashKey, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { BillingError, InvoicePage, InvoiceStatus } from '../core/index.ts';
import { useBillingContext } from './billing-context.ts';
import { keepOwnersData } from './keep-owners-data.ts';
import { invoicesQueryOptions } from './query-options.ts';
import { useScopedState } from './use-scoped-state.ts';

/** What {@link useInvoices} lists. Any change of these goes back to the first page. */
export interface UseInvoicesOptions {
  status?: InvoiceStatus | undefined;
  /** Part of an invoice number or plan name. Give it debounced: each value is a request. */
  search?: string | undefined;
  /** Invoices a page, 1 to 100. @default 20 */
  limit?: number | undefined;
}

/** Where in the list the shown page is, and the way to others. */
export interface InvoicePaging {
  /** 0 for the first page. */
  pageIndex: number;
  hasPrevious: boolean;
  /** `false` while a page loads. */
  hasNext: boolean;
  /** Does nothing on the first page. */
  goToPrevious: () => void;
  /** Does nothing while `hasNext` is `false`. */
  goToNext: () => void;
}

/** The query of the shown page, with the way to other pages. */
export type UseInvoicesResult = UseQueryResult<InvoicePage, BillingError> & InvoicePaging;

/** Reads one page of invoices, newest first. While another page loads the one before stays (`isPlaceholderData`). */
export function useInvoices({ status, search, limit }: UseInvoicesOptions = {}): UseInvoicesResult {
  const { adapter, ownerKey, queryClient } = useBillingContext();
  const filter = {
    ...(status === undefined ? {} : { status }),
    ...(search === undefined || search.trim() === '' ? {} : { search: search.trim() }),
    ...(limit === undefined ? {} : { limit }),
  };
  // Cursors of the pages after the first that were opened; the last one is the shown page's.
  const [cursors, setCursors] = useScopedState<string[]>([ownerKey, hashKey([filter])], () => []);
  const cursor = cursors.at(-1);
  const options = invoicesQueryOptions(
    { adapter, ownerKey },
    cursor === undefined ? filter : { ...filter, cursor },
  );
  const query = useQuery({ ...options, placeholderData: keepOwnersData(ownerKey) }, queryClient);
  const nextCursor = query.isPlaceholderData ? null : (query.data?.nextCursor ?? null);

  return {
    ...query,
    pageIndex: cursors.length,
    hasPrevious: cursors.length > 0,
    hasNext: nextCursor !== null,
    goToPrevious: () => setCursors((opened) => opened.slice(0, -1)),
    goToNext: () => {
      if (nextCursor === null) return;
      // Two clicks before the next render open one page.
      setCursors((opened) => (opened.includes(nextCursor) ? opened : [...opened, nextCursor]));
    },
  };
}
