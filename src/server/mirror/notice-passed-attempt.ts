import { isBefore } from '../../core/index.ts';
import type { BillingState } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import { refreshOwner } from './follow-ups.ts';

/**
 * Has an overdue invoice read anew once the next attempt to collect it has passed: the provider sends an event for the
 * first failure only. Waits for nothing; what it brings reaches people by the live event.
 */
export async function noticePassedAttempt(
  { overdueInvoice }: BillingState,
  externalId: string,
  context: ServerContext,
): Promise<void> {
  const attemptAt = overdueInvoice?.nextPaymentAttemptAt ?? null;
  if (overdueInvoice === null || attemptAt === null || isBefore(context.clock.now(), attemptAt)) return;
  const { key, payload } = refreshOwner(externalId, { id: overdueInvoice.id, modifiedAt: attemptAt });
  // Attempts may come late at the provider, and pages are read often.
  if (!context.passedAttempts.add(key)) return;
  await context.store.transaction((transaction) => transaction.enqueueJob(key, payload));
  context.wake.jobs();
}
