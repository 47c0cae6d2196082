import type { PurgeCounts } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';

/** How much of each kind one transaction removes: short enough to hold nobody up. */
const BATCH = 1000;

/** Removes what has been kept for long enough, and says so in the audit log. */
export async function runRetention({
  store,
  clock,
  logger,
  schedule,
}: Pick<ServerContext, 'store' | 'clock' | 'logger' | 'schedule'>): Promise<void> {
  let counts: PurgeCounts;
  do {
    counts = await store.transaction(async (transaction) => {
      const removed = await transaction.purge(schedule.retention, BATCH);
      if (Object.values(removed).some((count) => count > 0)) {
        await transaction.appendAudit({
          externalId: null,
          actor: 'system',
          action: 'retention.purged',
          subjectId: null,
          details: { ...removed },
          at: clock.now(),
        });
      }
      return removed;
    });
    if (counts.parkedDeliveries > 0) {
      logger.error(
        { count: counts.parkedDeliveries },
        'Webhooks that could never be applied were removed: nobody has replayed them in time.',
      );
    }
  } while (Object.values(counts).some((count) => count >= BATCH));
}
