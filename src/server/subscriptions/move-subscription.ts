import { BillingError } from '../../core/index.ts';
import type { CommandContext } from '../commands/command.ts';
import { asRead, writeSnapshots } from '../mirror/write-snapshots.ts';
import type { SubscriptionRecord } from '../ports/index.ts';
import type { Caller, ServerContext } from '../server-context.ts';

/** A change of a subscription at the provider. */
export interface Move {
  subscriptionId: string;
  /** Asks the provider for it. */
  ask: () => Promise<SubscriptionRecord>;
  /** Whether a subscription is as the change would make it. */
  isDone: (record: SubscriptionRecord) => boolean;
}

/**
 * The subscription, when an earlier run of this very intent came to ask for the change and the provider has made it: then
 * it counts as done, though what the person saw is no longer so. `null` when there is nothing of the kind.
 */
export async function findEarlierMove(
  { subscriptionId, isDone }: Pick<Move, 'subscriptionId' | 'isDone'>,
  { intent, provider }: CommandContext,
): Promise<SubscriptionRecord | null> {
  if (!(await intent.wasAskedFor())) return null;
  const record = await provider.getSubscription(subscriptionId);
  return isDone(record) ? record : null;
}

/**
 * Asks the provider once. When it refuses because of the state, or the answer is lost, the subscription is read
 * again and compared: what got through counts as done, whoever asked for it, and is not asked for twice.
 *
 * @throws {BillingError} what the provider said, when the change is not there.
 */
export async function moveSubscription(
  { subscriptionId, ask, isDone }: Move,
  caller: Caller,
  context: ServerContext,
): Promise<SubscriptionRecord> {
  try {
    return await ask();
  } catch (error) {
    if (!isDoubtful(error)) throw error;
    const record = await context.provider.getSubscription(subscriptionId).catch(() => null);
    if (record === null) throw error;
    if (isDone(record)) return record;
    await showTruth(record, caller, context);
    throw error;
  }
}

/** Whether an error of the provider's leaves open what it did. */
export function isDoubtful(error: unknown): boolean {
  return (
    BillingError.is(error) &&
    (error.code === 'provider_unavailable' || error.code === 'conflict' || error.code === 'internal')
  );
}

/** Writes what was just read, so that a refused person is shown why. */
export async function showTruth(
  record: SubscriptionRecord,
  { externalId }: Caller,
  context: ServerContext,
): Promise<void> {
  await context.store.transaction((transaction) =>
    writeSnapshots(transaction, {
      externalId,
      snapshots: asRead([{ kind: 'subscription', record }]),
      actor: 'system',
      at: context.clock.now(),
      messageKey: `read:${record.id}:${record.modifiedAt}`,
    }),
  );
  context.wake.outbox();
  context.wake.jobs();
}
