import type { QueryClient } from '@tanstack/react-query';
import type { Billing } from '../core/index.ts';
import { billingKeys } from './billing-keys.ts';
import { DERIVED_QUERIES, refreshQueries } from './refresh-queries.ts';

/**
 * Asks for what changed between the first answers and the opening of the stream, which told nobody here. One
 * small query says whether anything did, so that opening a page does not fetch all of it twice.
 */
export async function catchUp(queryClient: QueryClient, ownerKey: string): Promise<void> {
  const queryKey = billingKeys.billing(ownerKey);
  const readRevision = () => queryClient.getQueryData<Billing>(queryKey)?.revision;
  if (readRevision() === undefined) {
    await queryClient.invalidateQueries({ queryKey }, { cancelRefetch: false });
  }
  const before = readRevision();
  await refreshQueries(queryClient, ownerKey, ['getBilling']);
  if (readRevision() !== before) await refreshQueries(queryClient, ownerKey, DERIVED_QUERIES);
}
