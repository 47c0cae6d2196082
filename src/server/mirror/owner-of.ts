import { BillingError } from '../../core/index.ts';
import { type OwnerLink, ownerLinkOf, type RecordSnapshot, type Snapshot } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';

/** Whose snapshot it is, and what to write before it: what leads to its owner, where the mirror has not met that. */
export interface SnapshotOwner {
  externalId: string | null;
  missing: RecordSnapshot[];
}

type OwnerContext = Pick<ServerContext, 'store' | 'provider'>;

const NOBODY: SnapshotOwner = { externalId: null, missing: [] };

/**
 * Finds the owner of a snapshot. A customer, subscription or invoice the mirror does not know is read from the provider:
 * their events may have been overtaken by this one.
 *
 * @returns `null` when it is of a customer who is not ours, or whom neither the mirror nor the provider knows: then it is
 * nobody's business.
 */
export async function ownerOf(snapshot: Snapshot, context: OwnerContext): Promise<SnapshotOwner | null> {
  if (snapshot.kind === 'checkout') return { externalId: snapshot.record.externalCustomerId, missing: [] };
  const link = ownerLinkOf(snapshot);
  if (link === null) return NOBODY;
  const found = await context.store.findLinkedOwner(link);
  if (snapshot.kind === 'customer') {
    // A customer who was deleted may come without the key that made them ours.
    const externalId = snapshot.record.externalId ?? found?.externalId ?? null;
    return externalId === null ? null : { externalId, missing: [] };
  }
  if (found !== null) return found.externalId === null ? null : { externalId: found.externalId, missing: [] };
  return followLink(link, context);
}

async function followLink(link: OwnerLink, context: OwnerContext): Promise<SnapshotOwner | null> {
  if ('customerId' in link) {
    const record = await orNull(context.provider.getCustomer(link.customerId));
    if (record === null || record.externalId === null) return null;
    return { externalId: record.externalId, missing: [{ kind: 'customer', record }] };
  }
  const parent = await readParent(link, context);
  const owner = parent === null ? null : await ownerOf(parent, context);
  return owner === null || parent === null ? null : { ...owner, missing: [...owner.missing, parent] };
}

async function readParent(
  link: Exclude<OwnerLink, { customerId: string }>,
  { provider }: OwnerContext,
): Promise<RecordSnapshot | null> {
  if ('invoiceId' in link) {
    const record = await orNull(provider.getInvoice(link.invoiceId));
    return record && { kind: 'invoice', record };
  }
  const record = await orNull(provider.getSubscription(link.subscriptionId));
  return record && { kind: 'subscription', record };
}

async function orNull<Found>(reading: Promise<Found>): Promise<Found | null> {
  try {
    return await reading;
  } catch (error) {
    if (BillingError.is(error) && error.code === 'not_found') return null;
    throw error;
  }
}
