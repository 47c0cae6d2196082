import type { Instant } from '../../core/index.ts';
import type { StoreTransaction } from '../ports/index.ts';

/** How many attempts to collect an invoice have failed. */
export interface CollectionFailures {
  invoiceId: string;
  attempts: number;
}

/** Keeps how often collecting has failed, with an audit entry for each invoice where that changed. */
export async function recordFailures(
  transaction: StoreTransaction,
  failures: readonly CollectionFailures[],
  at: Instant,
): Promise<void> {
  for (const { invoiceId, attempts } of failures) {
    const { externalId, before } = await transaction.recordFailedPayments(invoiceId, attempts);
    if (before === attempts) continue;
    await transaction.appendAudit({
      externalId,
      actor: 'system',
      action: 'invoice.failed_attempts_counted',
      subjectId: invoiceId,
      details: {},
      before: { failedAttempts: before },
      after: { failedAttempts: attempts },
      at,
    });
  }
}
