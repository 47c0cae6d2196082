import type { QueryName } from '../../contract/index.ts';
import type { Instant } from '../../core/index.ts';
import { mailOccasions } from '../mail/mail-occasions.ts';
import type { Snapshot, SnapshotSource, StoreTransaction } from '../ports/index.ts';
import { followUpOf } from './follow-ups.ts';
import { auditDetailsOf, STALE_QUERIES, subjectOf } from './snapshot-facts.ts';

/** A snapshot and where it was learnt. */
export interface SourcedSnapshot {
  snapshot: Snapshot;
  source: SnapshotSource;
}

/** Snapshots to write for one owner. */
export interface MirrorWrite {
  /** `null` for what belongs to nobody of ours. */
  externalId: string | null;
  /** In an order in which each finds what it refers to. */
  snapshots: readonly SourcedSnapshot[];
  /** A user id, `provider` or `system`. */
  actor: string;
  /** Business time. */
  at: Instant;
  /** When it became known, where that may be long after: nobody is written to about old news. @default at */
  knownAt?: Instant | undefined;
  /** Names the live message of this write, so that it is sent once. */
  messageKey: string;
  /** `false` where the writer itself reads what no event tells. @default true */
  followUps?: boolean | undefined;
  /** Told of each snapshot that is written, with what the mirror held before. The transaction may still be given up. */
  onApplied?: ((snapshot: Snapshot, before: Snapshot | null) => void) | undefined;
}

/** An event's snapshot claims the same instant as the mirror's and differs: only the provider can tell which is right. */
export class SnapshotTieError extends Error {
  override readonly name = 'SnapshotTieError';
  constructor(kind: Snapshot['kind'], id: string) {
    super(`floe-billing: two versions of ${kind} ${id} claim one instant.`);
  }
}

/** Snapshots just read from the provider. */
export function asRead(snapshots: readonly Snapshot[]): SourcedSnapshot[] {
  return snapshots.map((snapshot) => ({ snapshot, source: 'read' }));
}

/**
 * Writes snapshots under the owner's lock, with an audit entry and an event for the host for each that changed something,
 * the mails it gives occasion to, the jobs they call for and one live message.
 *
 * @returns what was applied.
 * @throws {SnapshotTieError} for an event that ties with the mirror; the transaction must be given up.
 */
export async function writeSnapshots(transaction: StoreTransaction, write: MirrorWrite): Promise<Snapshot[]> {
  const { externalId, actor, at } = write;
  if (externalId !== null) await transaction.lockOwner(externalId);

  const applied: Snapshot[] = [];
  for (const { snapshot, source } of write.snapshots) {
    const { outcome, before } = await transaction.applySnapshot(snapshot, source);
    if (outcome === 'tie') throw new SnapshotTieError(snapshot.kind, subjectOf(snapshot));
    if (outcome !== 'applied') continue;
    applied.push(snapshot);
    write.onApplied?.(snapshot, before);
    await transaction.appendAudit({
      externalId,
      actor,
      action: `mirror.${snapshot.kind}.applied`,
      subjectId: subjectOf(snapshot),
      details: { source },
      before: before === null ? null : auditDetailsOf(before),
      after: auditDetailsOf(snapshot),
      at,
    });
    await transaction.enqueueMessage(`${write.messageKey}:${snapshot.kind}:${subjectOf(snapshot)}`, {
      kind: 'callback',
      externalId,
      event: {
        type: `${snapshot.kind}.updated`,
        externalId,
        subjectId: subjectOf(snapshot),
        facts: auditDetailsOf(snapshot),
        occurredAt: at,
      },
    });
    if (externalId === null) continue;
    for (const { key, message, facts } of mailOccasions(before, snapshot, write.knownAt ?? at)) {
      await transaction.enqueueMessage(`mail:${key}`, { kind: 'mail', message, externalId, facts });
    }
    if (write.followUps === false) continue;
    const followUp = followUpOf(snapshot, externalId);
    if (followUp !== null) await transaction.enqueueJob(followUp.key, followUp.payload);
  }

  const stale = staleAfter(applied);
  if (externalId !== null && stale.length > 0) {
    await transaction.enqueueMessage(write.messageKey, { kind: 'live', externalId, stale });
  }
  return applied;
}

/** The queries a set of snapshots makes stale, each once. */
export function staleAfter(snapshots: readonly Snapshot[]): QueryName[] {
  return [...new Set(snapshots.flatMap(({ kind }) => STALE_QUERIES[kind]))];
}
