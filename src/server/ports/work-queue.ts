import type { Instant } from '../../core/index.ts';
import type { OutboxMessage } from './outbox-message.ts';

/** The three tables that share the one work mechanism. */
export const WORK_QUEUE_NAMES = ['webhook_inbox', 'outbox', 'jobs'] as const;

/** One of {@link WORK_QUEUE_NAMES}. */
export type WorkQueueName = (typeof WORK_QUEUE_NAMES)[number];

/** What each queue holds: bytes as they came, messages, and whatever a job wants to know. */
export interface WorkPayloads {
  webhook_inbox: Uint8Array;
  outbox: OutboxMessage;
  jobs: Record<string, unknown>;
}

/** The right to end a piece of work. Whoever claims it later has another one. */
export interface WorkClaim {
  /** Ours; increasing. */
  id: string;
  /** Known to this claim only. */
  leaseId: string;
}

/** A piece of work somebody holds a lease on. */
export interface WorkItem<Payload> extends WorkClaim {
  /** What makes the work one: the delivery id, the message's key, the job's name and due time. Unique per queue. */
  key: string;
  payload: Payload;
  /** Attempts begun, this one included. */
  attempts: number;
}

/** A piece of work as a person sees it, without what it holds. */
export interface WorkSummary {
  id: string;
  key: string;
  /** The event's type, the message's kind, the job's name; `null` for a delivery that was never applied. */
  kind: string | null;
  /** Whose it is, as far as that is known. */
  externalId: string | null;
  state: 'pending' | 'done' | 'parked';
  attempts: number;
  lastError: string | null;
  /** What became of it, in a word, where that is not plain: `skipped:trial_over`. */
  outcome: string | null;
  /** Real time. */
  enqueuedAt: Instant;
}

/** A piece of work with what it holds. */
export interface WorkDetails<Payload> extends WorkSummary {
  /** When it falls due, real time. */
  dueAt: Instant;
  /** `null` while it is not done. */
  finishedAt: Instant | null;
  /** `null` when it cannot be unpacked. */
  payload: Payload | null;
}

/** Which work is meant. What is not said is not asked for. */
export interface WorkFilter {
  kind?: string | undefined;
  externalId?: string | undefined;
  /** Real time of enqueueing, inclusive. */
  from?: Instant | undefined;
  /** Real time of enqueueing, exclusive. */
  until?: Instant | undefined;
}

/** Work to make due again: some by their ids, parked or done, or all that is parked and matches. */
export type WorkSelection = { ids: readonly string[] } | { parked: WorkFilter };

/** A page of parked work. */
export interface ParkedQuery extends WorkFilter {
  limit: number;
  cursor: string | null;
}

/**
 * Claims, leases, retries and parks. All times are real time of the database: leases must not follow a test clock.
 *
 * @typeParam Payload what the queue holds: raw bytes for the inbox, JSON for the others.
 */
export interface WorkQueue<Payload> {
  /**
   * Takes up to `limit` due items, oldest first, for `leaseInSeconds`. What cannot be unpacked is parked on the way.
   */
  claim(limit: number, leaseInSeconds: number): Promise<WorkItem<Payload>[]>;
  /** Lengthens a lease to `leaseInSeconds` from now. `false` when the item is no longer the claim's. */
  renew(claim: WorkClaim, leaseInSeconds: number): Promise<boolean>;
  /**
   * Puts an item back with its error: due again after a backoff with jitter, parked after `maxAttempts`. `lost` when it is
   * done, or somebody else's by now; nothing has changed then.
   */
  fail(claim: WorkClaim, error: string, maxAttempts: number): Promise<'retry' | 'parked' | 'lost'>;
  /**
   * Puts an item back that failed through no fault of its own, because somebody it needs is down: the attempt does not
   * count, however long that takes. It is due again after `atLeastSeconds`, and the later the longer it has waited already,
   * with jitter. `lost` as for {@link WorkQueue.fail}.
   */
  postpone(claim: WorkClaim, error: string, atLeastSeconds: number): Promise<'postponed' | 'lost'>;
  /** Parked items, oldest first. */
  listParked(query: ParkedQuery): Promise<{ items: WorkSummary[]; nextCursor: string | null }>;
  /** Any item; `null` when there is none, or none any more. */
  find(id: string): Promise<WorkDetails<Payload> | null>;
  /** Pending and parked items, and the age of the oldest pending one. */
  depth(): Promise<{ pending: number; parked: number; oldestPendingSeconds: number | null }>;
  /** When the next pending item falls due, real time; `null` when none is pending. */
  nextDueAt(): Promise<Instant | null>;
}

/** A run came to its end after its lease had run out and somebody else had claimed the work: nothing it did is kept. */
export class WorkLeaseLostError extends Error {
  override readonly name = 'WorkLeaseLostError';
  constructor(id: string) {
    super(`floe-billing: the lease on work ${id} was lost; whoever holds it now will do the work.`);
  }
  /** By name, because a store of another package may carry a copy of this class. */
  static is(error: unknown): error is WorkLeaseLostError {
    return error instanceof Error && error.name === 'WorkLeaseLostError';
  }
}

/** A delivery as it came, already verified. */
export interface InboxDelivery {
  deliveryId: string;
  /** As sent, byte for byte. The store may compress it. */
  body: Uint8Array;
}

/** What became of a delivery at intake. */
export type InboxOutcome = 'new' | 'duplicate' | 'requeued';
