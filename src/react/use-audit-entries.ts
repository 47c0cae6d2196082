'use client';
import { hashKey, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { AuditFilterInput } from '../contract/index.ts';
import type { AuditPage, BillingError } from '../core/index.ts';
import { useBillingContext } from './billing-context.ts';
import { keepOwnersData } from './keep-owners-data.ts';
import { auditEntriesQueryOptions } from './query-options.ts';
import { type Paging, usePageCursors } from './use-page-cursors.ts';

/** What {@link useAuditEntries} lists. Any change of these goes back to the first page. */
export interface UseAuditEntriesOptions extends AuditFilterInput {
  /** Entries a page, 1 to 100. @default 20 */
  limit?: number | undefined;
}

/** The query of the shown page, with the way to other pages. */
export type UseAuditEntriesResult = UseQueryResult<AuditPage, BillingError> & Paging;

/** Reads one page of the audit log, newest first. While another page loads the one before stays (`isPlaceholderData`). */
export function useAuditEntries(options: UseAuditEntriesOptions = {}): UseAuditEntriesResult {
  const { adapter, ownerKey, queryClient } = useBillingContext();
  const given = Object.entries(options).filter(([, value]) => value !== undefined && value !== '');
  const filter: UseAuditEntriesOptions = Object.fromEntries(given);
  const { cursor, pagingOf } = usePageCursors([ownerKey, hashKey([filter])]);
  const page = cursor === undefined ? filter : { ...filter, cursor };
  const query = useQuery(
    {
      ...auditEntriesQueryOptions({ adapter, ownerKey }, page),
      placeholderData: keepOwnersData(ownerKey),
    },
    queryClient,
  );
  return { ...query, ...pagingOf(query) };
}
