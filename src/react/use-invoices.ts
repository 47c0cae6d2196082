'use client';
import { hashKey, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { BillingError, InvoicePage, InvoiceStatus } from '../core/index.ts';
import { useBillingContext } from './billing-context.ts';
import { keepOwnersData } from './keep-owners-data.ts';
import { invoicesQueryOptions } from './query-options.ts';
import { type Paging, usePageCursors } from './use-page-cursors.ts';

/** What {@link useInvoices} lists. Any change of these goes back to the first page. */
export interface UseInvoicesOptions {
  status?: InvoiceStatus | undefined;
  /** Part of an invoice number or plan name. Give it debounced: each value is a request. */
  search?: string | undefined;
  /** Invoices a page, 1 to 100. @default 20 */
  limit?: number | undefined;
}

/** Where in the list the shown page is, and the way to others. */
export type InvoicePaging = Paging;

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
  const { cursor, pagingOf } = usePageCursors([ownerKey, hashKey([filter])]);
  const options = invoicesQueryOptions(
    { adapter, ownerKey },
    cursor === undefined ? filter : { ...filter, cursor },
  );
  const query = useQuery({ ...options, placeholderData: keepOwnersData(ownerKey) }, queryClient);
  return { ...query, ...pagingOf(query) };
}
