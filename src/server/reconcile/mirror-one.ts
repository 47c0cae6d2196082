import { isTombstone } from '../mirror/read-snapshot.ts';
import { recordFailures } from '../mirror/record-failures.ts';
import { countFailures } from '../mirror/refresh-owner.ts';
import { subjectOf } from '../mirror/snapshot-facts.ts';
import { asRead, writeSnapshots } from '../mirror/write-snapshots.ts';
import type { Drift, InvoiceRecord, ReconcileReport, Snapshot } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';

/** A walk through the provider's data: what it counts, and what breaks it off. */
export interface ReconcileWalk extends Pick<ReconcileReport, 'read' | 'repaired' | 'drift'> {
  /** What the provider does not let this server read. */
  unreadable: Set<Snapshot['kind']>;
  signal: AbortSignal;
}

/** Writes one snapshot just read, in a transaction of its own, and notes what the mirror had missed. */
export async function mirrorOne(
  snapshot: Snapshot,
  externalId: string | null,
  { store, clock, logger }: ServerContext,
  walk: ReconcileWalk,
  /** Whether the provider has it no more, and the snapshot says so. */
  isGone = false,
): Promise<void> {
  walk.signal.throwIfAborted();
  const { kind } = snapshot;
  if (!isGone) walk.read[kind] += 1;
  const at = clock.now();
  let how: keyof Drift = 'stale';
  const applied = await store.transaction((transaction) =>
    writeSnapshots(transaction, {
      externalId,
      snapshots: asRead([snapshot]),
      actor: 'system',
      at,
      messageKey: `reconcile:${kind}:${subjectOf(snapshot)}:${versionOf(snapshot, at)}`,
      followUps: false,
      onApplied: (_, before) => {
        how = isGone ? 'gone' : before === null ? 'missing' : 'stale';
      },
    }),
  );
  if (applied.length === 0) return;
  walk.repaired[kind] += 1;
  const drift = walk.drift[kind] ?? { missing: 0, stale: 0, gone: 0 };
  walk.drift[kind] = { ...drift, [how]: drift[how] + 1 };
  logger.info({ kind, id: subjectOf(snapshot), how }, 'The mirror had missed something.');
}

/** Keeps how often collecting an invoice has failed, which the invoice itself does not say. */
export async function mirrorFailures(record: InvoiceRecord, context: ServerContext): Promise<void> {
  const failures = await countFailures([record], context);
  if (failures.length === 0) return;
  await context.store.transaction((transaction) =>
    recordFailures(transaction, failures, context.clock.now()),
  );
}

function versionOf(snapshot: Snapshot, at: string): string {
  if (snapshot.kind === 'payment_methods') return at;
  const { modifiedAt } = snapshot.record;
  return isTombstone(snapshot) ? `${modifiedAt}:deleted` : modifiedAt;
}
