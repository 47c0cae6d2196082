import type { Instant } from '../../core/index.ts';
import type { MirrorRecords, RecordKind, Snapshot } from './records.ts';
import type { WorkClaim } from './work-queue.ts';

/** How many of each kind. */
export type SnapshotCounts = Record<Snapshot['kind'], number>;

/** How the mirror of one kind differed from the provider. */
export interface Drift {
  /** The mirror did not have it. */
  missing: number;
  /** The mirror had another state of it. */
  stale: number;
  /** The mirror had it, and the provider has it no more. */
  gone: number;
}

/** What a reconciliation found and did. */
export interface ReconcileReport {
  /** Whom it was for; `null` for everybody. */
  externalId: string | null;
  /** Business time. */
  startedAt: Instant;
  finishedAt: Instant;
  /** How long it took, of real time; of a run that another process went on with, both together. */
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

/** The kinds that can be deleted at the provider. All others are archived, ended or revoked there, and listed for ever. */
export type MortalKind = Extract<RecordKind, 'customer' | 'benefit' | 'discount'>;

/** The kinds that a run which was broken off does not read from the beginning again. */
export type ResumableKind = Extract<
  RecordKind,
  'invoice' | 'refund' | 'payment' | 'benefit_grant' | 'customer_meter'
>;

/** Where a run for everybody goes on: at a page of a list, or after a subscription or customer in the order of ids. */
export type ReconcileCursor =
  | { stage: ResumableKind; page: number }
  | { stage: 'seat' | 'payment_methods'; after: string };

/** How far a run for everybody has come. */
export interface ReconciliationProgress
  extends Pick<
    ReconcileReport,
    'startedAt' | 'seconds' | 'calls' | 'read' | 'repaired' | 'drift' | 'unreadable'
  > {
  cursor: ReconcileCursor;
}

/** A run for everybody that this process holds, or who does. */
export type ReconciliationBegin =
  | { kind: 'begun'; claim: WorkClaim; progress: ReconciliationProgress | null }
  | { kind: 'held'; id: string };

/** A kept report. */
export interface KeptReport extends ReconcileReport {
  /** Increasing with the beginning of runs. */
  id: string;
}

/** Runs of the reconciliation, of which there is one for everybody at a time, however many processes there are. */
export interface ReconciliationStore {
  /**
   * Holds the run for everybody for `leaseInSeconds` of real time: one that was broken off less than `resumeWithinSeconds`
   * after its beginning with how far it came, else a new one.
   */
  begin(options: { leaseInSeconds: number; resumeWithinSeconds: number }): Promise<ReconciliationBegin>;
  /** Holds it for longer. Returns whether it was held still. */
  renew(claim: WorkClaim, leaseInSeconds: number): Promise<boolean>;
  /** @throws {WorkLeaseLostError} when the run is another process's by now. */
  saveProgress(claim: WorkClaim, progress: ReconciliationProgress): Promise<void>;
  /** Lets go of a run that failed: whoever begins next goes on with it. */
  release(claim: WorkClaim): Promise<void>;
  /** What a run found; `null` while it is under way, or when there is none. */
  findReport(id: string): Promise<KeptReport | null>;
  /** The newest first. @param query.before a report's id. */
  listReports(query: { limit: number; before: string | null }): Promise<KeptReport[]>;
  /** What the mirror holds as not deleted, in the order of ids. @param query.after the last id of the page before. */
  listPresentIds(kind: MortalKind, query: { limit: number; after: string }): Promise<string[]>;
  findRecord<Kind extends MortalKind>(kind: Kind, id: string): Promise<MirrorRecords[Kind] | null>;
}
