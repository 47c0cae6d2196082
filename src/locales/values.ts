import type { Interval } from '../core/index.ts';

/** A length of time that is counted in one interval: 14 days, 1 month. */
export interface Span {
  interval: Interval;
  count: number;
}

/** The name of a plan. */
export interface PlanValue {
  plan: string;
}

/** A date, written out. */
export interface DateValue {
  date: string;
}

/** An amount of money, written out. */
export interface AmountValue {
  amount: string;
}
