import { isDeepStrictEqual } from 'node:util';
import { eq, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import { hasEnded, SUBSCRIPTION_STATUSES } from '../../core/index.ts';
import type {
  AppliedSnapshot,
  CustomerRecord,
  PaymentMethodRecord,
  Snapshot,
  SnapshotSource,
  SubscriptionRecord,
} from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { checkouts, customers, invoices, paymentMethods, products, subscriptions } from '../schema/index.ts';
import {
  fromInvoice,
  fromProduct,
  fromSubscription,
  toCheckout,
  toCustomer,
  toInvoice,
  toPaymentMethod,
  toProduct,
  toSubscription,
} from './mirror-rows.ts';
import { lockOwner, raiseVersion } from './owner-rows.ts';
import { writeSnapshot } from './write-snapshot.ts';

/** Writes a snapshot to the mirror, and raises its owner's version when something changed. */
export async function applySnapshot(
  transaction: Sql,
  snapshot: Snapshot,
  source: SnapshotSource,
): Promise<AppliedSnapshot> {
  const owners = await findOwners(transaction, snapshot);
  // Before the row itself is touched: whoever holds an owner may wait for its rows, never the other way round.
  for (const owner of owners) await lockOwner(transaction, owner);

  const { outcome, before } = await write(transaction, snapshot, source);
  if (outcome === 'applied') for (const owner of owners) await raiseVersion(transaction, owner);
  return { outcome, before, after: outcome === 'applied' ? snapshot : (before ?? snapshot) };
}

async function findOwners(transaction: Sql, snapshot: Snapshot): Promise<string[]> {
  switch (snapshot.kind) {
    case 'product':
    case 'checkout':
      return [];
    case 'customer': {
      const known = await findCustomer(transaction, snapshot.record.id);
      const owners = new Set([snapshot.record.externalId, known?.externalId ?? null]);
      return [...owners].filter((owner) => owner !== null).sort();
    }
    case 'subscription':
    case 'invoice':
      return ownersOfCustomer(transaction, snapshot.record.customerId, snapshot.kind);
    case 'payment_methods':
      return ownersOfCustomer(transaction, snapshot.customerId, snapshot.kind);
    default:
      return snapshot satisfies never;
  }
}

async function ownersOfCustomer(transaction: Sql, customerId: string, kind: string): Promise<string[]> {
  const customer = await findCustomer(transaction, customerId);
  if (customer === null) {
    throw new Error(
      `floe-billing: customer ${customerId} is not in the mirror, so its snapshot of kind ${kind} cannot be kept. ` +
        'It can once the customer has been applied.',
    );
  }
  return customer.externalId === null ? [] : [customer.externalId];
}

async function findCustomer(transaction: Sql, id: string): Promise<{ externalId: string | null } | null> {
  const rows = await transaction
    .select({ externalId: customers.externalId })
    .from(customers)
    .where(eq(customers.id, id));
  return rows[0] ?? null;
}

type Written = Pick<AppliedSnapshot, 'outcome' | 'before'>;

async function write(transaction: Sql, snapshot: Snapshot, source: SnapshotSource): Promise<Written> {
  const { kind } = snapshot;
  switch (kind) {
    case 'customer': {
      const { record } = snapshot;
      const { outcome, before } = await writeSnapshot(
        transaction,
        customers,
        record,
        source,
        isUndeletion(record),
      );
      return { outcome, before: before && { kind, record: toCustomer(before) } };
    }
    case 'product': {
      const row = fromProduct(snapshot.record);
      const { outcome, before } = await writeSnapshot(transaction, products, row, source, sql`false`);
      return { outcome, before: before && { kind, record: toProduct(before) } };
    }
    case 'subscription': {
      const row = fromSubscription(snapshot.record);
      const revival = isRevival(snapshot.record);
      const { outcome, before } = await writeSnapshot(transaction, subscriptions, row, source, revival);
      return { outcome, before: before && { kind, record: toSubscription(before) } };
    }
    case 'invoice': {
      const row = fromInvoice(snapshot.record);
      const { outcome, before } = await writeSnapshot(transaction, invoices, row, source, sql`false`);
      return { outcome, before: before && { kind, record: toInvoice(before) } };
    }
    case 'checkout': {
      const { record } = snapshot;
      const { outcome, before } = await writeSnapshot(transaction, checkouts, record, source, sql`false`);
      return { outcome, before: before && { kind, record: toCheckout(before) } };
    }
    case 'payment_methods':
      return replacePaymentMethods(transaction, snapshot.customerId, snapshot.records);
    default:
      return snapshot satisfies never;
  }
}

const ENDED = SUBSCRIPTION_STATUSES.filter(hasEnded);

function isRevival({ status }: SubscriptionRecord): SQL {
  return hasEnded(status) ? sql`false` : inArray(subscriptions.status, ENDED);
}

function isUndeletion({ deletedAt }: CustomerRecord): SQL {
  return deletedAt === null ? isNotNull(customers.deletedAt) : sql`false`;
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
