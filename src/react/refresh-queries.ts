import type { QueryClient } from '@tanstack/react-query';
import type { QueryName } from '../contract/index.ts';
import { billingKeys } from './billing-keys.ts';

/** What derives from the account's billing, and what is written down about it. */
export const DERIVED_QUERIES = [
  'getCatalog',
  'listInvoices',
  'listPaymentMethods',
  'listAuditEntries',
] as const satisfies readonly QueryName[];

/** What a change of the account makes stale. */
export const ACCOUNT_QUERIES = ['getBilling', ...DERIVED_QUERIES] as const satisfies readonly QueryName[];

/**
 * Fetches again what is on screen of these queries and marks the rest as stale. Resolves when it is fresh;
 * never rejects, as the queries themselves hold their errors.
 */
export async function refreshQueries(
  queryClient: QueryClient,
  ownerKey: string,
  names: readonly QueryName[],
): Promise<void> {
  await Promise.all(names.map((name) => refreshQuery(queryClient, billingKeys.query(ownerKey, name))));
}

// A request under way may have been answered before the change, so it is followed by another one. Aborting it
// would do as well, but shows as a failed request in every network panel.
async function refreshQuery(queryClient: QueryClient, queryKey: readonly unknown[]): Promise<void> {
  const wasFetching = queryClient.isFetching({ queryKey }) > 0;
  await queryClient.invalidateQueries({ queryKey }, { cancelRefetch: false });
  if (wasFetching) await queryClient.invalidateQueries({ queryKey }, { cancelRefetch: false });
}
