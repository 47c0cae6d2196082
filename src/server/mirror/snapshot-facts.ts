import type { QueryName } from '../../contract/index.ts';
import type { AuditEntry, Snapshot } from '../ports/index.ts';

/** The queries whose answers a snapshot of each kind may change. */
export const STALE_QUERIES: Readonly<Record<Snapshot['kind'], readonly QueryName[]>> = {
  customer: ['getBilling', 'listAuditEntries'],
  product: ['getCatalog', 'getBilling'],
  subscription: [
    'getBilling',
    'getCatalog',
    'getCancelOptions',
    'getCheckout',
    'listInvoices',
    'listAuditEntries',
  ],
  invoice: ['listInvoices', 'getBilling', 'getInvoiceDocument', 'listAuditEntries'],
  checkout: ['getCheckout', 'listAuditEntries'],
  payment_methods: ['getBilling', 'listAuditEntries'],
};

/** The queries whose answers anything of an owner's may change. */
export const OWNER_QUERIES: readonly QueryName[] = [...new Set(Object.values(STALE_QUERIES).flat())];

/** The id of what a snapshot shows. */
export function subjectOf(snapshot: Snapshot): string {
  return snapshot.kind === 'payment_methods' ? snapshot.customerId : snapshot.record.id;
}

/** The provider's customer a snapshot belongs to; `null` for what belongs to nobody. */
export function customerIdOf(snapshot: Snapshot): string | null {
  switch (snapshot.kind) {
    case 'customer':
      return snapshot.record.id;
    case 'subscription':
    case 'invoice':
      return snapshot.record.customerId;
    case 'payment_methods':
      return snapshot.customerId;
    case 'product':
    case 'checkout':
      return null;
    default:
      return snapshot satisfies never;
  }
}

/** What the audit log keeps of a snapshot: states, ids and amounts, nothing personal. */
export function auditDetailsOf(snapshot: Snapshot): AuditEntry['details'] {
  switch (snapshot.kind) {
    case 'customer':
      return { type: snapshot.record.type, isDeleted: snapshot.record.deletedAt !== null };
    case 'product':
      return { isArchived: snapshot.record.isArchived };
    case 'subscription': {
      const { status, productId, cancelAtPeriodEnd, pendingChange, money } = snapshot.record;
      const pendingProductId = pendingChange?.productId ?? null;
      return { status, productId, cancelAtPeriodEnd, pendingProductId, ...money };
    }
    case 'invoice': {
      const { status, billingReason, totalAmount, currency } = snapshot.record;
      return { status, billingReason, totalAmount, currency };
    }
    case 'checkout':
      return { status: snapshot.record.status, productId: snapshot.record.productId };
    case 'payment_methods':
      return { count: snapshot.records.length };
    default:
      return snapshot satisfies never;
  }
}
