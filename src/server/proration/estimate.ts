import type { Instant, Interval, Money } from '../../core/index.ts';
import { type Decimal, divideToPrecision, multiplyRounded } from './decimal.ts';
import { toMicroseconds } from './instants.ts';

/** What a price costs and how often. */
export interface BilledPrice {
  money: Money;
  interval: Interval;
  intervalCount: number;
}

/** A change at once, by the provider's own arithmetic. Minor units of one currency. */
export interface ChangeEstimate {
  /** What was paid and will not be used; zero or positive. */
  unusedAmount: number;
  /** What the new price costs for the rest of the period, or for a whole new one; zero or positive. */
  newAmount: number;
  /** Whether another interval starts a new period now. */
  startsNewPeriod: boolean;
}

/**
 * Estimates a change at once. Each line is rounded by itself, half-even; the difference is not. Another interval starts
 * a new period, so the new price is due in full.
 *
 * @see `server/polar/subscription/update.py` of Polar, 2026-08-22.
 */
export function estimateChange(input: {
  now: Instant;
  periodStart: Instant;
  periodEnd: Instant;
  from: BilledPrice;
  to: BilledPrice;
}): ChangeEstimate {
  const { from, to } = input;
  const share = remainingShare(input.periodStart, input.periodEnd, input.now);
  const startsNewPeriod = !isSameInterval(from, to);
  return {
    unusedAmount: prorateLine(from.money.amount, share),
    newAmount: startsNewPeriod ? to.money.amount : prorateLine(to.money.amount, share),
    startsNewPeriod,
  };
}

/** The share of a period that is left at `now`; 0 after its end. */
export function remainingShare(start: Instant, end: Instant, now: Instant): Decimal {
  const startsAt = toMicroseconds(start);
  const endsAt = toMicroseconds(end);
  const total = endsAt - startsAt;
  const left = endsAt - toMicroseconds(now);
  if (total <= 0n || left <= 0n) return { coefficient: 0n, scale: 0 };
  return divideToPrecision(left, total);
}

/** An amount for a share of a period, in minor units. */
export function prorateLine(amount: number, share: Decimal): number {
  return Number(multiplyRounded(BigInt(amount), share, 'half_even'));
}

/** Whether two prices are billed equally often. */
export function isSameInterval(
  left: Pick<BilledPrice, 'interval' | 'intervalCount'>,
  right: Pick<BilledPrice, 'interval' | 'intervalCount'>,
): boolean {
  return left.interval === right.interval && left.intervalCount === right.intervalCount;
}
