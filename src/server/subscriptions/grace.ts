import type { Instant } from '../../core/index.ts';
import type { SubscriptionRecord } from '../ports/index.ts';
import { addInterval } from '../proration/instants.ts';

/** Polar gives up collecting after three weeks. */
const MAX_GRACE_DAYS = 21;

/**
 * Reads the option `graceDays`.
 *
 * @throws {Error} when it is no whole number of days from 0 to 21.
 */
export function readGraceDays(days = 0): number {
  if (Number.isInteger(days) && days >= 0 && days <= MAX_GRACE_DAYS) return days;
  throw new Error(
    `floe-billing: graceDays is ${days}. After a failed payment access goes on for a whole number of days from 0 to ${MAX_GRACE_DAYS}.`,
  );
}

/** Until when what could not be collected leaves access as it is; `null` when it does not, or nothing is overdue. */
export function graceEndOf({ status, pastDueAt }: SubscriptionRecord, graceDays: number): Instant | null {
  if (status !== 'past_due' || pastDueAt === null || graceDays === 0) return null;
  return addInterval(pastDueAt, 'day', graceDays);
}
