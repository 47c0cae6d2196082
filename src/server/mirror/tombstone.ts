import type { Instant } from '../../core/index.ts';
import type { CustomerRecord, Snapshot } from '../ports/index.ts';

/**
 * A deleted customer as the mirror keeps one: whose it was and since when it is no more, and nothing about a person. Events
 * tell of the same deletion with more or with less, so that otherwise the order in which they come would count.
 */
export function toTombstone(
  record: CustomerRecord,
  externalId: string | null,
  deletedAt: Instant,
): CustomerRecord {
  return {
    ...record,
    externalId,
    name: null,
    email: null,
    billingName: null,
    hasBillingAddress: false,
    defaultPaymentMethodId: null,
    deletedAt,
  };
}

/** A snapshot whose owner is known, with a deleted customer as {@link toTombstone} makes one. */
export function asKept(snapshot: Snapshot, externalId: string | null): Snapshot {
  if (snapshot.kind !== 'customer' || snapshot.record.deletedAt === null) return snapshot;
  return { kind: 'customer', record: toTombstone(snapshot.record, externalId, snapshot.record.deletedAt) };
}
