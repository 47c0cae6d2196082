import type { RecordSnapshot, Snapshot } from './records.ts';

/** What leads from something of the provider's to whose it is. */
export type OwnerLink = { customerId: string } | { subscriptionId: string } | { invoiceId: string };

/** How the owner of a snapshot is found; `null` for what belongs to nobody, or names its owner by itself. */
export function ownerLinkOf(snapshot: Snapshot): OwnerLink | null {
  if (snapshot.kind === 'payment_methods') return { customerId: snapshot.customerId };
  return linkOfRecord(snapshot);
}

function linkOfRecord({ kind, record }: RecordSnapshot): OwnerLink | null {
  switch (kind) {
    case 'customer':
      return { customerId: record.id };
    case 'subscription':
    case 'invoice':
    case 'refund':
    case 'benefit_grant':
    case 'customer_meter':
      return { customerId: record.customerId };
    case 'payment':
      return { invoiceId: record.invoiceId };
    case 'seat':
      return { subscriptionId: record.subscriptionId };
    case 'product':
    case 'checkout':
    case 'benefit':
    case 'discount':
    case 'meter':
      return null;
    default:
      return kind satisfies never;
  }
}

/** The id a link names, for messages. */
export function linkedId(link: OwnerLink): string {
  if ('customerId' in link) return `customer ${link.customerId}`;
  if ('invoiceId' in link) return `invoice ${link.invoiceId}`;
  return `subscription ${link.subscriptionId}`;
}
