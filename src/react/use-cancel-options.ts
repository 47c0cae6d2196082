'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { BillingError, CancelOptions } from '../core/index.ts';
import { useBillingContext } from './billing-context.ts';
import { cancelOptionsQueryOptions } from './query-options.ts';

/** When {@link useCancelOptions} asks. */
export interface UseCancelOptionsOptions {
  /** Whether the person is about to cancel. @default true */
  enabled?: boolean | undefined;
}

/** Reads what canceling would mean. Fetched anew each time it is enabled, and forgotten when it is not. */
export function useCancelOptions({
  enabled = true,
}: UseCancelOptionsOptions = {}): UseQueryResult<CancelOptions, BillingError> {
  const { adapter, ownerKey, queryClient } = useBillingContext();
  return useQuery(cancelOptionsQueryOptions({ adapter, ownerKey }, enabled), queryClient);
}
