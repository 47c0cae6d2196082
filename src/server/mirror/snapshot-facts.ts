import type { QueryName } from '../../contract/index.ts';
import type { AuditEntry, Snapshot } from '../ports/index.ts';

/** The queries whose answers a snapshot of each kind may change. */
export const STALE_QUERIES: Readonly<Record<Snapshot['kind'], readonly QueryName[]>> = {
  customer: ['getBilling', 'listPaymentMethods', 'listAuditEntries'],
  product: ['getCatalog', 'getBilling'],
  subscription: [
    'getBilling',
    'getCatalog',
    'getCancelOptions',
    'getCheckout',
    'listPaymentMethods',
    'listInvoices',
    'listAuditEntries',
  ],
  invoice: ['listInvoices', 'getBilling', 'getInvoiceDocument', 'listAuditEntries'],
  checkout: ['getCheckout', 'listAuditEntries'],
  payment_methods: ['getBilling', 'listPaymentMethods', 'listAuditEntries'],
  refund: ['listInvoices', 'listAuditEntries'],
  payment: ['getBilling', 'listAuditEntries'],
  // Of an owner's, with an entry in their audit log; no other query shows them yet.
  benefit_grant: ['listAuditEntries'],
  seat: ['listAuditEntries'],
  customer_meter: ['listAuditEntries'],
  // Nobody's, and shown by no query yet.
  benefit: [],
  discount: [],
  meter: [],
};

/** The queries whose answers anything of an owner's may change. */
export const OWNER_QUERIES: readonly QueryName[] = [...new Set(Object.values(STALE_QUERIES).flat())];

/** The id of what a snapshot shows. */
export function subjectOf(snapshot: Snapshot): string {
  return snapshot.kind === 'payment_methods' ? snapshot.customerId : snapshot.record.id;
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
    case 'refund': {
      const { status, reason, invoiceId, amount, taxAmount, currency } = snapshot.record;
      return { status, reason, invoiceId, amount, taxAmount, currency };
    }
    case 'payment': {
      const { status, invoiceId, amount, currency, trigger, declineReason } = snapshot.record;
      return { status, invoiceId, amount, currency, trigger, declineReason };
    }
    case 'benefit':
      return { type: snapshot.record.type, isDeleted: snapshot.record.isDeleted };
    case 'benefit_grant': {
      const { benefitId, isGranted, isRevoked } = snapshot.record;
      return { benefitId, isGranted, isRevoked };
    }
    case 'seat':
      return { status: snapshot.record.status, subscriptionId: snapshot.record.subscriptionId };
    case 'discount': {
      const { type, basisPoints, duration, durationInMonths, isDeleted } = snapshot.record;
      return { type, basisPoints, duration, durationInMonths, isDeleted };
    }
    case 'meter':
      return { unit: snapshot.record.unit, isArchived: snapshot.record.isArchived };
    case 'customer_meter': {
      const { meterId, consumedUnits, creditedUnits, balance } = snapshot.record;
      return { meterId, consumedUnits, creditedUnits, balance };
    }
    default:
      return snapshot satisfies never;
  }
}
