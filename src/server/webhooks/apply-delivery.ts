import { millisecondsBetween } from '../../core/index.ts';
import { describeError } from '../logger.ts';
import { ownerOf } from '../mirror/owner-of.ts';
import { readSnapshot } from '../mirror/read-snapshot.ts';
import { asKept } from '../mirror/tombstone.ts';
import { asRead, SnapshotTieError, type SourcedSnapshot, writeSnapshots } from '../mirror/write-snapshots.ts';
import type { ProviderEvent, Snapshot, WorkItem } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import { PermanentWorkError } from '../work/permanent-work-error.ts';

/**
 * Applies one verified delivery: the mirror, the audit entries, the live message and the end of the delivery in one
 * transaction. Asks the provider only when the event alone cannot tell, and never inside the transaction.
 */
export async function applyDelivery(item: WorkItem<Uint8Array>, context: ServerContext): Promise<void> {
  const event = readEvent(item.payload, context);
  if (!event.isKnown) {
    context.logger.warn({ type: event.type, deliveryId: item.key }, 'A webhook of an unknown type was kept.');
  }
  const { externalId, snapshots } = await withOwner(event.snapshots, context);
  const apply = (list: readonly SourcedSnapshot[]) =>
    context.store.transaction(async (transaction) => {
      await writeSnapshots(transaction, {
        externalId,
        snapshots: list,
        actor: 'provider',
        at: event.occurredAt,
        knownAt: context.clock.now(),
        messageKey: `delivery:${item.key}`,
      });
      await transaction.finishDelivery(item, event.type, externalId);
    });

  try {
    await apply(snapshots);
  } catch (error) {
    if (!(error instanceof SnapshotTieError)) throw error;
    const read = await Promise.all(snapshots.map(({ snapshot }) => readSnapshot(context.provider, snapshot)));
    // An event of what is gone by now tells nothing; what tells of its end comes by itself.
    await apply(asRead(read.filter((snapshot) => snapshot !== null)));
  }
  const lagMs = millisecondsBetween(event.occurredAt, context.clock.now());
  context.telemetry.record('floe.webhook.lag', Math.max(0, lagMs / 1000));
  context.wake.outbox();
  context.wake.jobs();
}

// The same bytes will read no better, however often they are tried; a later version may know them.
function readEvent(body: Uint8Array, { provider }: ServerContext): ProviderEvent {
  try {
    return provider.webhooks.read(body);
  } catch (cause) {
    throw new PermanentWorkError(`The delivery cannot be read. ${describeError(cause)}`, { cause });
  }
}

async function withOwner(
  events: readonly Snapshot[],
  context: ServerContext,
): Promise<{ externalId: string | null; snapshots: SourcedSnapshot[] }> {
  let owner: string | null = null;
  const snapshots: SourcedSnapshot[] = [];
  for (const snapshot of events) {
    const found = await ownerOf(snapshot, context);
    if (found === null) continue;
    const { externalId, missing } = found;
    owner ??= externalId;
    snapshots.push(...asRead(missing));
    snapshots.push({ snapshot: asKept(snapshot, externalId), source: 'event' });
  }
  return { externalId: owner, snapshots };
}
