import { BillingError } from '../../core/index.ts';
import { recordFailures } from '../mirror/record-failures.ts';
import { countFailures } from '../mirror/refresh-owner.ts';
import { subjectOf } from '../mirror/snapshot-facts.ts';
import { toTombstone } from '../mirror/tombstone.ts';
import { asRead, writeSnapshots } from '../mirror/write-snapshots.ts';
import type { InvoiceRecord, PaymentMethodRecord, Snapshot } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import type { SnapshotCounts } from './reconcile-report.ts';

/** A walk through the provider's data: what it counts, and what breaks it off. */
export interface ReconcileWalk {
  read: SnapshotCounts;
  repaired: SnapshotCounts;
  signal: AbortSignal;
}

/** Reads every product. Without them the catalog has no prices. */
export async function mirrorProducts(context: ServerContext, walk: ReconcileWalk): Promise<void> {
  for await (const record of context.provider.listProducts()) {
    await mirrorOne({ kind: 'product', record }, null, context, walk);
  }
}

/** Reads every customer of ours with their subscriptions, invoices and payment methods. */
export async function mirrorOwners(context: ServerContext, walk: ReconcileWalk): Promise<void> {
  const { provider } = context;
  // `null` for customers that are not ours.
  const owners = new Map<string, string | null>();
  const payers = new Set<string>();
  for await (const record of provider.listCustomers()) {
    owners.set(record.id, record.externalId);
    if (record.externalId === null) continue;
    if (record.defaultPaymentMethodId !== null) payers.add(record.id);
    await mirrorOne({ kind: 'customer', record }, record.externalId, context, walk);
  }
  async function ownerOf(customerId: string): Promise<string | null> {
    const known = owners.get(customerId);
    if (known !== undefined) return known;
    const found = await mirrorUnlisted(customerId, context, walk);
    owners.set(customerId, found);
    return found;
  }

  for await (const record of provider.listSubscriptions()) {
    const externalId = await ownerOf(record.customerId);
    if (externalId === null) continue;
    payers.add(record.customerId);
    await mirrorOne({ kind: 'subscription', record }, externalId, context, walk);
  }

  for await (const record of provider.listInvoices()) {
    const externalId = await ownerOf(record.customerId);
    if (externalId === null) continue;
    await mirrorOne({ kind: 'invoice', record }, externalId, context, walk);
    await mirrorFailures(record, context);
  }

  // One call each, so only for those who can have any: whoever has bought nothing and has no default card has none.
  for (const customerId of payers) {
    const externalId = await ownerOf(customerId);
    const records = await listPaymentMethods(customerId, context);
    if (records === null) continue;
    await mirrorOne({ kind: 'payment_methods', customerId, records }, externalId, context, walk);
  }
}

/** What a customer has on file; `null` for one who was deleted. */
async function listPaymentMethods(
  customerId: string,
  { provider }: ServerContext,
): Promise<PaymentMethodRecord[] | null> {
  try {
    return await provider.listPaymentMethods(customerId);
  } catch (error) {
    if (BillingError.is(error) && error.code === 'not_found') return null;
    throw error;
  }
}

/**
 * Finds the owner of a customer the provider did not list: one who came while it was listing, or one who was deleted
 * while nobody told us. `null` for one who is not ours.
 */
async function mirrorUnlisted(
  customerId: string,
  context: ServerContext,
  walk: ReconcileWalk,
): Promise<string | null> {
  const { store, provider, clock } = context;
  const present = await provider.getCustomer(customerId).catch((error: unknown) => {
    if (BillingError.is(error) && error.code === 'not_found') return null;
    throw error;
  });
  if (present !== null) {
    if (present.externalId === null) return null;
    await mirrorOne({ kind: 'customer', record: present }, present.externalId, context, walk);
    return present.externalId;
  }
  const externalId = await store.findExternalId(customerId);
  const mirrored = externalId === null ? null : await store.findCustomerByExternalId(externalId);
  if (externalId !== null && mirrored?.id === customerId) {
    // When it was deleted nobody can say any more; its version stays the provider's own, never our clock's.
    const record = toTombstone(mirrored, mirrored.externalId, clock.now());
    await mirrorOne({ kind: 'customer', record }, externalId, context, walk);
  }
  return externalId;
}

async function mirrorOne(
  snapshot: Snapshot,
  externalId: string | null,
  { store, clock, logger }: ServerContext,
  walk: ReconcileWalk,
): Promise<void> {
  walk.signal.throwIfAborted();
  walk.read[snapshot.kind] += 1;
  const at = clock.now();
  const applied = await store.transaction((transaction) =>
    writeSnapshots(transaction, {
      externalId,
      snapshots: asRead([snapshot]),
      actor: 'system',
      at,
      messageKey: `reconcile:${snapshot.kind}:${subjectOf(snapshot)}:${versionOf(snapshot, at)}`,
      followUps: false,
    }),
  );
  if (applied.length === 0) return;
  walk.repaired[snapshot.kind] += 1;
  logger.info({ kind: snapshot.kind, id: subjectOf(snapshot) }, 'The mirror had missed something.');
}

async function mirrorFailures(record: InvoiceRecord, context: ServerContext): Promise<void> {
  const failures = await countFailures([record], context);
  if (failures.length === 0) return;
  await context.store.transaction((transaction) =>
    recordFailures(transaction, failures, context.clock.now()),
  );
}

function versionOf(snapshot: Snapshot, at: string): string {
  if (snapshot.kind === 'payment_methods') return at;
  const isDeleted = snapshot.kind === 'customer' && snapshot.record.deletedAt !== null;
  return isDeleted ? `${snapshot.record.modifiedAt}:deleted` : snapshot.record.modifiedAt;
}
