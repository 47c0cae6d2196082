import type { PaymentProvider, Snapshot } from '../ports/index.ts';

/** Reads from the provider what a snapshot shows, as it is now. */
export async function readSnapshot(provider: PaymentProvider, snapshot: Snapshot): Promise<Snapshot> {
  switch (snapshot.kind) {
    case 'customer':
      // A deleted customer cannot be read any more; its tombstone is the last word.
      if (snapshot.record.deletedAt !== null) return snapshot;
      return { kind: 'customer', record: await provider.getCustomer(snapshot.record.id) };
    case 'product':
      return { kind: 'product', record: await provider.getProduct(snapshot.record.id) };
    case 'subscription':
      return { kind: 'subscription', record: await provider.getSubscription(snapshot.record.id) };
    case 'invoice':
      return { kind: 'invoice', record: await provider.getInvoice(snapshot.record.id) };
    case 'checkout':
      return { kind: 'checkout', record: await provider.getCheckout(snapshot.record.id) };
    case 'payment_methods':
      return { ...snapshot, records: await provider.listPaymentMethods(snapshot.customerId) };
    default:
      return snapshot satisfies never;
  }
}
