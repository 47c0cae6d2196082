import { MAX_PAUSE_MONTHS, type PauseOption } from '../../core/index.ts';
import type { SubscriptionRecord } from '../ports/index.ts';
import { addInterval } from '../proration/instants.ts';

const DEFAULT_PAUSE_MONTHS: readonly number[] = [1, 2, 3];

/**
 * Reads the option `pauseMonths`, the shortest first.
 *
 * @throws {Error} when a length is no whole number of months from 1 to 12.
 */
export function readPauseMonths(months: readonly number[] = DEFAULT_PAUSE_MONTHS): readonly number[] {
  const wrong = months.find((count) => !Number.isInteger(count) || count < 1 || count > MAX_PAUSE_MONTHS);
  if (wrong === undefined) return [...new Set(months)].sort((left, right) => left - right);
  throw new Error(
    `floe-billing: pauseMonths has ${wrong}. A pause lasts a whole number of months from 1 to ${MAX_PAUSE_MONTHS}.`,
  );
}

/**
 * Which pauses a subscription can take now. The provider pauses an active one with nothing else planned; one that costs
 * nothing has no reason to.
 */
export function pauseOptionsOf(
  subscription: SubscriptionRecord | null,
  pauseMonths: readonly number[],
): PauseOption[] {
  if (subscription === null || !canPause(subscription)) return [];
  const pausesAt = subscription.currentPeriodEnd;
  return pauseMonths.map((months) => ({
    months,
    pausesAt,
    resumesAt: addInterval(pausesAt, 'month', months),
  }));
}

function canPause(subscription: SubscriptionRecord): boolean {
  const { status, cancelAtPeriodEnd, pauseAtPeriodEnd, pendingChange, money } = subscription;
  const isPlanned = cancelAtPeriodEnd || pauseAtPeriodEnd || pendingChange !== null;
  return status === 'active' && !isPlanned && money.amount > 0;
}
