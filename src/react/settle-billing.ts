import type { CommandAnswer } from '../contract/index.ts';
import { billingKeys } from './billing-keys.ts';
import type { CommandScope } from './create-command-runner.ts';
import { refreshQueries } from './refresh-queries.ts';

/** Shows the billing a command answered with, and fetches again what derives from it. */
export async function settleBilling(
  { ownerKey, queryClient }: CommandScope,
  { billing }: CommandAnswer,
): Promise<void> {
  const queryKey = billingKeys.billing(ownerKey);
  // An answer still under way was read before the command and would put the old state back: let it come first.
  // Aborting it would do as well, but shows as a failed request in every network panel.
  await queryClient
    .getQueryCache()
    .find({ queryKey, exact: true })
    ?.promise?.catch(() => undefined);
  queryClient.setQueryData(queryKey, billing);
  await refreshQueries(queryClient, ownerKey, ['getCatalog', 'listInvoices']);
}
