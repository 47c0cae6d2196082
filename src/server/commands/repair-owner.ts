import { adoptLostCheckouts } from '../checkouts/adopt-lost-checkouts.ts';
import { refreshOwner } from '../mirror/refresh-owner.ts';
import { asRead, writeSnapshots } from '../mirror/write-snapshots.ts';
import type { Snapshot, StoreTransaction } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';

/** After this a command has had its say, whatever became of it, and another of its owner may run. */
export const COMMAND_LEASE_SECONDS = 150;

/**
 * Sees to it that the owner is read anew after the command's time is up, so that its process may die between the
 * provider's answer and our writing it down.
 */
export async function scheduleRepair(
  transaction: StoreTransaction,
  externalId: string,
  requestId: string,
  inSeconds: number = COMMAND_LEASE_SECONDS,
): Promise<void> {
  await transaction.scheduleJob(repairKey(requestId), { job: 'repair_owner', externalId }, inSeconds);
}

/** The outcome of the request is written: there is nothing to repair. */
export async function dropRepair(transaction: StoreTransaction, requestId: string): Promise<void> {
  await transaction.dropJob(repairKey(requestId), 'not_needed');
}

function repairKey(requestId: string): string {
  return `repair_owner:${requestId}`;
}

/** Reads from the provider all that a command can have changed for an owner, and writes it to the mirror. */
export async function repairOwner(
  externalId: string,
  messageKey: string,
  context: ServerContext,
): Promise<void> {
  const { store, provider, clock } = context;
  const customer = await provider.findCustomer(externalId);
  if (customer === null) return;

  const snapshots: Snapshot[] = [{ kind: 'customer', record: customer }];
  for await (const record of provider.listSubscriptions(customer.id)) {
    snapshots.push({ kind: 'subscription', record });
  }
  await store.transaction((transaction) =>
    writeSnapshots(transaction, {
      externalId,
      snapshots: asRead(snapshots),
      actor: 'system',
      at: clock.now(),
      messageKey,
      followUps: false,
    }),
  );
  await refreshOwner(externalId, `${messageKey}:owner`, context);
  await adoptLostCheckouts(externalId, context);
}
