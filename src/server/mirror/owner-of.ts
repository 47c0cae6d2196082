import type { Snapshot } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import { customerIdOf } from './snapshot-facts.ts';

/** Whose snapshot it is, and the customer to write before it when the mirror has not met them. */
export interface SnapshotOwner {
  externalId: string | null;
  missingCustomer: Snapshot | null;
}

/**
 * Finds the owner of a snapshot. A customer the mirror does not know is read from the provider: their events
 * may have been overtaken by this one.
 */
export async function ownerOf(
  snapshot: Snapshot,
  { store, provider }: Pick<ServerContext, 'store' | 'provider'>,
): Promise<SnapshotOwner> {
  if (snapshot.kind === 'checkout') {
    return { externalId: snapshot.record.externalCustomerId, missingCustomer: null };
  }
  if (snapshot.kind === 'customer') return { externalId: snapshot.record.externalId, missingCustomer: null };

  const customerId = customerIdOf(snapshot);
  if (customerId === null) return { externalId: null, missingCustomer: null };
  const externalId = await store.findExternalId(customerId);
  if (externalId !== null) return { externalId, missingCustomer: null };
  const record = await provider.getCustomer(customerId);
  return { externalId: record.externalId, missingCustomer: { kind: 'customer', record } };
}
