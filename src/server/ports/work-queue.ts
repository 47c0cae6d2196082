import type { Instant } from '../../core/index.ts';

/** The three tables that share the one work mechanism. */
export type WorkQueueName = 'webhook_inbox' | 'outbox' | 'jobs';

/** A piece of work somebody holds a lease on. */
export interface WorkItem<Payload> {
  /** Ours; increasing. */
  id: string;
  /** What makes the work one: the delivery id, the message's key, the job's name and due time. Unique per queue. */
  key: string;
  payload: Payload;
  /** Attempts begun, this one included. */
  attempts: number;
}

/** A piece of work as a person sees it. */
export interface WorkSummary {
  id: string;
  key: string;
  state: 'pending' | 'done' | 'parked';
  attempts: number;
  lastError: string | null;
}

/**
 * Claims, leases, retries and parks. All times are real time of the database: leases must not follow a test clock.
 *
 * @typeParam Payload what the queue holds: raw bytes for the inbox, JSON for the others.
 */
export interface WorkQueue<Payload> {
  /** Takes up to `limit` due items, oldest first, for `leaseInSeconds`. */
  claim(limit: number, leaseInSeconds: number): Promise<WorkItem<Payload>[]>;
  /** Puts an item back with its error: due again after a backoff with jitter, parked after `maxAttempts`. */
  fail(id: string, error: string, maxAttempts: number): Promise<'retry' | 'parked'>;
  /** Makes parked or done items due at once, attempts counted anew. Returns how many. */
  replay(ids: readonly string[]): Promise<number>;
  listParked(limit: number): Promise<WorkSummary[]>;
  /** Pending and parked items, and the age of the oldest pending one. */
  depth(): Promise<{ pending: number; parked: number; oldestPendingSeconds: number | null }>;
  /** When the next pending item falls due, real time; `null` when none is pending. */
  nextDueAt(): Promise<Instant | null>;
}

/** A live notification or host callback that leaves after its cause is written. */
export interface OutboxMessage {
  kind: 'live';
  /** Whose queries went stale. */
  externalId: string;
  stale: string[];
}

/** A delivery as it came, already verified. */
export interface InboxDelivery {
  deliveryId: string;
  /** As sent, byte for byte. The store may compress it. */
  body: Uint8Array;
}

/** What became of a delivery at intake. */
export type InboxOutcome = 'new' | 'duplicate' | 'requeued';
