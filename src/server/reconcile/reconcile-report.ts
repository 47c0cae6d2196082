import type { Instant } from '../../core/index.ts';
import type { Snapshot } from '../ports/index.ts';

/** How many of each kind. */
export type SnapshotCounts = Record<Snapshot['kind'], number>;

/** How the mirror of one kind differed from the provider. */
export interface Drift {
  /** The mirror did not have it. */
  missing: number;
  /** The mirror had another state of it. */
  stale: number;
}

/** What a reconciliation found and did. */
export interface ReconcileReport {
  /** Whom it was for; `null` for everybody. */
  externalId: string | null;
  /** Business time. */
  startedAt: Instant;
  finishedAt: Instant;
  /** How long it took, of real time. */
  seconds: number;
  /** How many requests to the provider it took; those it repeated count once. */
  calls: number;
  /** What was read from the provider. */
  read: SnapshotCounts;
  /** What the mirror had missed, and holds now; on the first run that is everything. */
  repaired: SnapshotCounts;
  /** The same, by how it differed. Kinds in which nothing did are left out. */
  drift: Partial<Record<Snapshot['kind'], Drift>>;
  /** What the provider does not let this server read: nothing of these kinds was compared. */
  unreadable: Snapshot['kind'][];
  /**
   * Our webhook endpoint as the provider sees it: `enabled_again` when it had been switched off, `missing` when there is
   * none with our address, `unknown` when the provider did not say, or when it was not asked, as for one owner alone.
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
