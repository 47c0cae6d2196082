import type { CommandAnswer } from '../contract/index.ts';
import { billingKeys } from './billing-keys.ts';
import type { CommandScope } from './create-command-runner.ts';
import { DERIVED_QUERIES, refreshQueries } from './refresh-queries.ts';

/** Shows the billing a command answered with, and fetches again what derives from it. */
export async function settleBilling(
  { ownerKey, queryClient }: CommandScope,
  { billing }: CommandAnswer,
): Promise<void> {
  queryClient.setQueryData(billingKeys.billing(ownerKey), billing);
  await refreshQueries(queryClient, ownerKey, DERIVED_QUERIES);
}
