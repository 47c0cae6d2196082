import { isDeepStrictEqual } from 'node:util';
import { eq, inArray, or } from 'drizzle-orm';
import {
  type AppliedSnapshot,
  linkedId,
  type OwnerLink,
  ownerLinkOf,
  type PaymentMethodRecord,
  type RecordKind,
  type RecordSnapshot,
  type Snapshot,
  type SnapshotSource,
} from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { customers, invoices, paymentMethods, seats, subscriptions } from '../schema/index.ts';
import type { Vault } from '../sealing/create-vault.ts';
import { toPaymentMethod } from './mirror-rows.ts';
import { lockOwner, raiseVersion } from './owner-rows.ts';
import { recordKinds } from './record-kinds.ts';

/** Writes a snapshot to the mirror, and raises its owner's version when something changed. */
export async function applySnapshot(
  transaction: Sql,
  snapshot: Snapshot,
  options: { source: SnapshotSource; vault: Vault },
): Promise<AppliedSnapshot> {
  const { owners, isDeleted } = await findOwners(transaction, snapshot);
  // Before the row itself is touched: whoever holds an owner may wait for its rows, never the other way round.
  for (const owner of owners) await lockOwner(transaction, owner);

  const kept = isDeleted ? withoutPeople(snapshot) : snapshot;
  const { outcome, before } =
    kept.kind === 'payment_methods'
      ? await replacePaymentMethods(transaction, kept.customerId, kept.records)
      : await writeRecord(transaction, kept, options);
  if (outcome === 'applied') {
    for (const owner of owners) await raiseVersion(transaction, owner);
    if (kept.kind === 'customer' && kept.record.deletedAt !== null)
      await forgetPeople(transaction, kept.record.id);
  }
  return { outcome, before, after: outcome === 'applied' ? kept : (before ?? kept) };
}

/** Whose a snapshot is, and whether they are deleted. */
interface Owners {
  owners: string[];
  isDeleted: boolean;
}

async function findOwners(transaction: Sql, snapshot: Snapshot): Promise<Owners> {
  const link = ownerLinkOf(snapshot);
  if (link === null) return { owners: [], isDeleted: false };
  const known = await findLinked(transaction, link);
  if (snapshot.kind === 'customer') {
    const owners = new Set([snapshot.record.externalId, known?.externalId ?? null]);
    return { owners: [...owners].filter((owner) => owner !== null).sort(), isDeleted: false };
  }
  if (known === null) {
    throw new Error(
      `floe-billing: ${linkedId(link)} is not in the mirror, so its snapshot of kind ${snapshot.kind} cannot be kept. ` +
        'It can once that has been applied.',
    );
  }
  return {
    owners: known.externalId === null ? [] : [known.externalId],
    isDeleted: known.deletedAt !== null,
  };
}

/** The customer that a link leads to; `null` when it leads nowhere in the mirror. */
export async function findLinked(
  db: Sql,
  link: OwnerLink,
): Promise<{ externalId: string | null; deletedAt: string | null } | null> {
  const columns = { externalId: customers.externalId, deletedAt: customers.deletedAt };
  const from = db.select(columns).from(customers).$dynamic();
  const [found] = await ('customerId' in link
    ? from.where(eq(customers.id, link.customerId))
    : 'invoiceId' in link
      ? from.innerJoin(invoices, eq(invoices.customerId, customers.id)).where(eq(invoices.id, link.invoiceId))
      : from
          .innerJoin(subscriptions, eq(subscriptions.customerId, customers.id))
          .where(eq(subscriptions.id, link.subscriptionId)));
  return found ?? null;
}

type Written = Pick<AppliedSnapshot, 'outcome' | 'before'>;

async function writeRecord<Kind extends RecordKind>(
  transaction: Sql,
  { kind, record }: RecordSnapshot<Kind>,
  options: { source: SnapshotSource; vault: Vault },
): Promise<Written> {
  const { outcome, before } = await recordKinds[kind].write(transaction, record, options);
  return { outcome, before: before && ({ kind, record: before } as RecordSnapshot) };
}

/** What may be kept of a deleted customer's: whom they gave seats to goes with them. */
function withoutPeople(snapshot: Snapshot): Snapshot {
  return snapshot.kind === 'seat' ? { kind: 'seat', record: { ...snapshot.record, email: null } } : snapshot;
}

async function forgetPeople(transaction: Sql, customerId: string): Promise<void> {
  const theirs = transaction
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(eq(subscriptions.customerId, customerId));
  await transaction.update(seats).set({ email: null }).where(inArray(seats.subscriptionId, theirs));
}

// The provider neither dates payment methods nor sends events for them: what was read last is the truth.
async function replacePaymentMethods(
  transaction: Sql,
  customerId: string,
  records: readonly PaymentMethodRecord[],
): Promise<Written> {
  const ofCustomer = eq(paymentMethods.customerId, customerId);
  const rows = await transaction.select().from(paymentMethods).where(ofCustomer).orderBy(paymentMethods.id);
  const sorted = [...records].sort((left, right) => (left.id < right.id ? -1 : 1));
  const known = rows.map(toPaymentMethod);
  const before = { kind: 'payment_methods', customerId, records: known } as const;
  if (isDeepStrictEqual(known, sorted)) return { outcome: 'unchanged', before };

  const ids = sorted.map(({ id }) => id);
  await transaction.delete(paymentMethods).where(or(ofCustomer, inArray(paymentMethods.id, ids)));
  if (sorted.length > 0) await transaction.insert(paymentMethods).values(sorted);
  return { outcome: 'applied', before };
}
