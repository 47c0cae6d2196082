'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Billing, BillingError } from '../core/index.ts';
import { useBillingContext } from './billing-context.ts';
import { billingQueryOptions } from './query-options.ts';

const POLL_INTERVAL_MS = 5_000;

/**
 * Reads the account at a glance. It follows live events; without them it asks again every 5 s, and only while
 * the subscription waits for its first payment.
 */
export function useBilling(): UseQueryResult<Billing, BillingError> {
  const { adapter, ownerKey, queryClient, isLive } = useBillingContext();
  return useQuery(
    {
      ...billingQueryOptions({ adapter, ownerKey }),
      refetchInterval: ({ state }) =>
        !isLive && state.data?.subscription?.status === 'incomplete' ? POLL_INTERVAL_MS : false,
    },
    queryClient,
  );
}
