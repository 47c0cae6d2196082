import type { Snapshot } from '../ports/index.ts';

/** A job: reads what the provider sends no event for. */
export interface RefreshCustomerJob extends Record<string, unknown> {
  job: 'refresh_customer';
  customerId: string;
}

/**
 * The job a written snapshot calls for; `null` for most. The provider sends no event for payment methods, for failed
 * attempts to collect, nor when it plans the next attempt.
 */
export function followUpOf(snapshot: Snapshot): { key: string; payload: RefreshCustomerJob } | null {
  switch (snapshot.kind) {
    case 'customer':
      return snapshot.record.deletedAt === null ? refresh(snapshot.record.id, snapshot.record) : null;
    case 'subscription':
      return snapshot.record.status === 'past_due' || isFirst(snapshot.record)
        ? refresh(snapshot.record.customerId, snapshot.record)
        : null;
    case 'product':
    case 'invoice':
    case 'checkout':
    case 'payment_methods':
      return null;
    default:
      return snapshot satisfies never;
  }
}

/** Reads a customer anew because of `cause`; the same cause asks once. */
export function refresh(
  customerId: string,
  cause: { id: string; modifiedAt: string },
): { key: string; payload: RefreshCustomerJob } {
  return {
    key: `refresh_customer:${customerId}:${cause.id}:${cause.modifiedAt}`,
    payload: { job: 'refresh_customer', customerId },
  };
}

// A subscription's first snapshots follow the checkout that gave the payment method.
function isFirst(record: { startedAt: string | null; currentPeriodStart: string }): boolean {
  return record.startedAt !== null && record.startedAt === record.currentPeriodStart;
}
