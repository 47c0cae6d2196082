import { z } from 'zod';
import type { WorkItem } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';

/**
 * When, after everything was erased, what has come in since is erased as well: the provider tells of the deletion itself,
 * and repeats for about a day what it could not deliver.
 */
const SWEEPS_AFTER_SECONDS = [3600, 24 * 3600];

/** The job that erases an owner. `customerIds` are known once the provider's customers are gone. */
export const eraseOwnerJob = z.object({
  job: z.literal('erase_owner'),
  externalId: z.string(),
  actor: z.string(),
  /** 0 for the erasure itself, then each look at what came in since. */
  sweep: z.int().nonnegative(),
  customerIds: z.array(z.string()).optional(),
});

/** Names the job, one for each sweep of an owner. */
export function eraseJobKey(externalId: string, sweep: number): string {
  return `erase_owner:${sweep}:${externalId}`;
}

/**
 * Erases an owner and ends the job. First at the provider, outside any transaction, where being gone already is success;
 * then here, in one transaction with the audit entry, the next sweep and the end of the job. Whoever dies in between is
 * followed by a run that does the same again.
 */
export async function runEraseOwner(
  job: z.output<typeof eraseOwnerJob>,
  item: WorkItem<unknown>,
  context: ServerContext,
): Promise<void> {
  const { externalId, actor, sweep } = job;
  const { store, clock } = context;
  // Only the first time: by the next sweep the owner may be somebody's anew, and that customer is another one.
  const customerIds = job.customerIds ?? (await eraseAtProvider(externalId, context));
  const words = sweep === 0 ? [externalId, ...customerIds] : customerIds;
  const deliveryIds = await store.personalData.findDeliveries(externalId, words);

  await store.transaction(async (transaction) => {
    const at = clock.now();
    const scope = sweep === 0 ? 'everything' : 'late';
    const counts = await transaction.eraseOwner({ externalId, customerIds, deliveryIds, at, scope });
    if (sweep === 0 || Object.keys(counts).length > 0) {
      await transaction.appendAudit({
        externalId,
        actor,
        action: sweep === 0 ? 'owner.erased' : 'owner.erased_late',
        subjectId: externalId,
        details: { customers: customerIds.length, ...counts },
        at,
      });
      await transaction.enqueueMessage(`erased:${externalId}:${item.id}:${at}`, {
        kind: 'live',
        externalId,
        stale: ['getBilling', 'listInvoices', 'listAuditEntries', 'getNotificationPreferences'],
      });
    }
    const nextInSeconds = SWEEPS_AFTER_SECONDS[sweep];
    if (nextInSeconds !== undefined) {
      const next = { ...job, sweep: sweep + 1, customerIds };
      await transaction.scheduleJob(eraseJobKey(externalId, sweep + 1), next, nextInSeconds);
    }
    await transaction.finishJob(item, 'erased');
  });
}

async function eraseAtProvider(
  externalId: string,
  { store, provider }: Pick<ServerContext, 'store' | 'provider'>,
): Promise<string[]> {
  const known = await store.personalData.listCustomerIds(externalId);
  // One that no webhook has told of yet.
  const present = await provider.findCustomer(externalId);
  const customerIds = [...new Set([...known, ...(present === null ? [] : [present.id])])];
  for (const customerId of customerIds) await provider.eraseCustomer(customerId);
  return customerIds;
}
