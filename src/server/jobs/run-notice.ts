import type { WorkItem } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import { judgeNotice } from './judge-notice.ts';
import type { NoticeJob } from './notice-job.ts';

/**
 * Queues the mail and the live message of a notice that still holds, and ends its job, in one transaction. One that no
 * longer holds is ended with the reason.
 */
export async function runNotice(
  job: NoticeJob,
  item: WorkItem<unknown>,
  { store, clock, schedule, wake }: ServerContext,
): Promise<void> {
  const { externalId, notice } = job;
  await store.transaction(async (transaction) => {
    await transaction.lockOwner(externalId);
    const now = clock.now();
    const verdict = job.isBeforeStart
      ? { skip: 'before_start' }
      : await judgeNotice(job, transaction, schedule, now);
    if ('skip' in verdict) return transaction.finishJob(item, `skipped:${verdict.skip}`);

    const { subjectId, facts } = verdict;
    await transaction.enqueueMessage(`mail:${item.key}`, {
      kind: 'mail',
      message: notice,
      externalId,
      facts,
    });
    await transaction.enqueueMessage(`live:${item.key}`, {
      kind: 'live',
      externalId,
      stale: ['getBilling'],
    });
    await transaction.appendAudit({
      externalId,
      actor: 'system',
      action: `notice.${notice}`,
      subjectId,
      details: facts,
      at: now,
    });
    return transaction.finishJob(item, 'noticed');
  });
  wake.outbox();
}
