import type { Interval } from './instant.ts';
import { type Money, money } from './money.ts';

const MONTHS_PER_INTERVAL: Partial<Record<Interval, number>> = { month: 1, year: 12 };

/** A price that comes again. */
export interface RecurringPrice {
  interval: Interval;
  intervalCount: number;
  money: Money;
}

/** What the longer of two prices saves. */
export interface IntervalSaving {
  /** Over one period of the longer price; positive. */
  money: Money;
  /** Whole periods of the shorter price the saving pays for, rounded down: "2 months free". */
  freePeriods: number;
  /** Rounded down. */
  percent: number;
}

/** What paying by the longer interval saves against the shorter one; `null` when it saves nothing or they cannot be compared. */
export function intervalSaving(shorter: RecurringPrice, longer: RecurringPrice): IntervalSaving | null {
  const shorterMonths = (MONTHS_PER_INTERVAL[shorter.interval] ?? 0) * shorter.intervalCount;
  const longerMonths = (MONTHS_PER_INTERVAL[longer.interval] ?? 0) * longer.intervalCount;
  if (shorterMonths === 0 || longerMonths % shorterMonths !== 0) return null;
  if (shorter.money.currency !== longer.money.currency || shorter.money.amount <= 0) return null;
  const inShorter = shorter.money.amount * (longerMonths / shorterMonths);
  const saved = inShorter - longer.money.amount;
  if (saved <= 0) return null;
  return {
    money: money(saved, longer.money.currency),
    freePeriods: Math.floor(saved / shorter.money.amount),
    percent: Math.floor((saved * 100) / inShorter),
  };
}
