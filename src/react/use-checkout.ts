'use client';
import { type QueryFunctionContext, skipToken, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { GetCheckoutInput } from '../contract/index.ts';
import { BillingError, type Checkout } from '../core/index.ts';
import { useBillingContext } from './billing-context.ts';
import { hasCheckoutEnded } from './has-checkout-ended.ts';
import { checkoutQueryOptions } from './query-options.ts';
import { ACCOUNT_QUERIES, refreshQueries } from './refresh-queries.ts';
import { askAdapter } from './to-billing-error.ts';

const FIRST_POLL_MS = 1_500;
const MAX_POLL_MS = 15_000;

/**
 * Reads how a checkout stands, asking every 1.5 s and then more rarely until it has ended; asks nothing for
 * `null`. Its end is told only once billing, catalog and invoices on screen are fresh.
 */
export function useCheckout(checkoutId: string | null): UseQueryResult<Checkout, BillingError> {
  const { adapter, ownerKey, queryClient } = useBillingContext();
  const input = checkoutId === null ? null : { checkoutId };
  const options = checkoutQueryOptions({ adapter, ownerKey }, input);

  async function readCheckout(asked: GetCheckoutInput, { signal }: QueryFunctionContext): Promise<Checkout> {
    const checkout = await askAdapter(() => adapter.getCheckout(asked, { signal }));
    if (hasCheckoutEnded(checkout.status)) await refreshQueries(queryClient, ownerKey, ACCOUNT_QUERIES);
    return checkout;
  }

  return useQuery(
    {
      ...options,
      queryFn: input === null ? skipToken : (context: QueryFunctionContext) => readCheckout(input, context),
      staleTime: ({ state }) =>
        state.data !== undefined && hasCheckoutEnded(state.data.status) ? Number.POSITIVE_INFINITY : 0,
      refetchInterval: ({ state }) => {
        if (state.data !== undefined && hasCheckoutEnded(state.data.status)) return false;
        if (BillingError.is(state.error) && !state.error.retryable) return false;
        const asked = state.dataUpdateCount + state.errorUpdateCount;
        return Math.min(MAX_POLL_MS, FIRST_POLL_MS * 1.5 ** Math.max(0, asked - 4));
      },
    },
    queryClient,
  );
}
