'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { PreviewChangeInput } from '../contract/index.ts';
import type { BillingError, ChangeQuote } from '../core/index.ts';
import { useBillingContext } from './billing-context.ts';
import { previewChangeQueryOptions } from './query-options.ts';

/**
 * Reads what a change of plan or the end of a pause would do and cost; asks nothing for `null`. The quote is fetched for each
 * opening, stays as it is while a person reads, and is forgotten as soon as nobody shows it.
 */
export function usePreviewChange(
  input: PreviewChangeInput | null,
): UseQueryResult<ChangeQuote, BillingError> {
  const { adapter, ownerKey, queryClient } = useBillingContext();
  return useQuery(previewChangeQueryOptions({ adapter, ownerKey }, input), queryClient);
}
