import { z } from 'zod';
import { repairOwner } from '../commands/repair-owner.ts';
import { noticeJob } from '../jobs/notice-job.ts';
import { runNotice } from '../jobs/run-notice.ts';
import { runRetention } from '../jobs/run-retention.ts';
import { refreshOwner } from '../mirror/refresh-owner.ts';
import { eraseOwnerJob, runEraseOwner } from '../personal/run-erase-owner.ts';
import type { WorkItem } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import { PermanentWorkError } from './permanent-work-error.ts';

const anyJob = z.union([
  z.object({ job: z.literal('refresh_owner'), externalId: z.string() }),
  z.object({ job: z.literal('repair_owner'), externalId: z.string() }),
  z.object({ job: z.literal('reconcile') }),
  z.object({ job: z.literal('retention') }),
  noticeJob,
  eraseOwnerJob,
]);

/** Does a job and marks it done. Jobs may run twice. */
export async function runJob(item: WorkItem<Record<string, unknown>>, context: ServerContext): Promise<void> {
  const parsed = anyJob.safeParse(item.payload);
  // It may have been queued by a later version of this package, which knows it.
  if (!parsed.success)
    throw new PermanentWorkError('This version knows no such job.', { cause: parsed.error });
  const job = parsed.data;
  switch (job.job) {
    case 'refresh_owner':
      await refreshOwner(job.externalId, `job:${item.id}`, context);
      break;
    case 'repair_owner':
      await repairOwner(job.externalId, `job:${item.id}:${item.leaseId}`, context);
      break;
    case 'reconcile':
      await context.reconcile();
      break;
    case 'retention':
      await runRetention(context);
      break;
    case 'notice':
      // It ends the job itself, together with what it writes.
      return runNotice(job, item, context);
    case 'erase_owner':
      return runEraseOwner(job, item, context);
    default:
      job satisfies never;
  }
  await context.store.transaction((transaction) => transaction.finishJob(item));
}
