import { BillingError } from '../../core/index.ts';
import type { CustomerRecord, Snapshot } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import { customerIdOf } from './snapshot-facts.ts';

/** Whose snapshot it is, and the customer to write before it when the mirror has not met them. */
export interface SnapshotOwner {
  externalId: string | null;
  missingCustomer: Snapshot | null;
}

const NOBODY: SnapshotOwner = { externalId: null, missingCustomer: null };

/**
 * Finds the owner of a snapshot. A customer the mirror does not know is read from the provider: their events
 * may have been overtaken by this one.
 *
 * @returns `null` when it is of a customer who is not ours, or whom neither the mirror nor the provider knows: then it is
 * nobody's business.
 */
export async function ownerOf(
  snapshot: Snapshot,
  context: Pick<ServerContext, 'store' | 'provider'>,
): Promise<SnapshotOwner | null> {
  if (snapshot.kind === 'checkout') {
    return { externalId: snapshot.record.externalCustomerId, missingCustomer: null };
  }
  const customerId = customerIdOf(snapshot);
  if (customerId === null) return NOBODY;
  // A customer who was deleted may come without the key that made them ours.
  const named = snapshot.kind === 'customer' ? snapshot.record.externalId : null;
  const externalId = named ?? (await context.store.findExternalId(customerId));
  if (externalId !== null) return { externalId, missingCustomer: null };
  if (snapshot.kind === 'customer') return null;
  const record = await findAtProvider(customerId, context);
  if (record === null || record.externalId === null) return null;
  return { externalId: record.externalId, missingCustomer: { kind: 'customer', record } };
}

async function findAtProvider(
  customerId: string,
  { provider }: Pick<ServerContext, 'provider'>,
): Promise<CustomerRecord | null> {
  try {
    return await provider.getCustomer(customerId);
  } catch (error) {
    if (BillingError.is(error) && error.code === 'not_found') return null;
    throw error;
  }
}
