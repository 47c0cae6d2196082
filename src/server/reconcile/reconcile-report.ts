import type { Instant } from '../../core/index.ts';
import type { Snapshot } from '../ports/index.ts';

/** How many of each kind. */
export type SnapshotCounts = Record<Snapshot['kind'], number>;

/** What a reconciliation found and did. */
export interface ReconcileReport {
  /** Business time. */
  startedAt: Instant;
  finishedAt: Instant;
  /** What was read from the provider. */
  read: SnapshotCounts;
  /** What the mirror had missed, and holds now; on the first run that is everything. */
  repaired: SnapshotCounts;
  /**
   * Our webhook endpoint as the provider sees it: `enabled_again` when it had been switched off, `missing` when there is
   * none with our address, `unknown` when the provider did not say.
   */
  endpoint: 'healthy' | 'enabled_again' | 'missing' | 'unknown';
  /** Events that had not arrived and were asked for again. */
  redelivered: number;
}

/** Nothing of any kind. */
export function noSnapshots(): SnapshotCounts {
  return {
    customer: 0,
    product: 0,
    subscription: 0,
    invoice: 0,
    checkout: 0,
    payment_methods: 0,
    refund: 0,
    payment: 0,
    benefit: 0,
    benefit_grant: 0,
    seat: 0,
    discount: 0,
    meter: 0,
    customer_meter: 0,
  };
}
