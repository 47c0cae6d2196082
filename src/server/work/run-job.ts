import { z } from 'zod';
import { refreshOwner } from '../mirror/refresh-owner.ts';
import type { WorkItem } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';

const refreshOwnerJob = z.object({ job: z.literal('refresh_owner'), externalId: z.string() });

/** Does a job and marks it done. Jobs may run twice. */
export async function runJob(item: WorkItem<Record<string, unknown>>, context: ServerContext): Promise<void> {
  const { externalId } = refreshOwnerJob.parse(item.payload);
  await refreshOwner(externalId, `job:${item.id}`, context);
  await context.store.transaction((transaction) => transaction.finishJob(item.id));
}
