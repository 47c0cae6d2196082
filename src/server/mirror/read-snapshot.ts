import type { PaymentProvider, Snapshot } from '../ports/index.ts';

/**
 * Reads from the provider what a snapshot shows, as it is now. What was deleted cannot be read any more: its tombstone is
 * the last word.
 *
 * @returns `null` when the provider has no such thing (any more).
 */
export async function readSnapshot(provider: PaymentProvider, snapshot: Snapshot): Promise<Snapshot | null> {
  if (snapshot.kind === 'payment_methods') {
    return { ...snapshot, records: await provider.listPaymentMethods(snapshot.customerId) };
  }
  return isTombstone(snapshot) ? snapshot : provider.readAgain(snapshot);
}

/** Whether a snapshot says that something was deleted. */
export function isTombstone(snapshot: Snapshot): boolean {
  switch (snapshot.kind) {
    case 'customer':
      return snapshot.record.deletedAt !== null;
    case 'benefit':
    case 'discount':
      return snapshot.record.isDeleted;
    default:
      return false;
  }
}
