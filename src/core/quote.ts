import type { ChangeDirection, ChangeEffect } from './catalog.ts';
import type { Instant, Interval } from './instant.ts';
import type { Money } from './money.ts';

/** `exact` when the provider computed it, `estimate` when we did by the provider's own arithmetic. */
export type Accuracy = 'exact' | 'estimate';

/** A line of a quote. */
export interface QuoteLine {
  /** `unused_time` is a credit for what was paid and not used, `remaining_time` a charge for what is left of the period, `full_period` a whole new period. */
  kind: 'unused_time' | 'remaining_time' | 'full_period' | 'discount';
  planName: string;
  /** Signed: credits are negative. */
  money: Money;
}

/** What a quote is about: a change of plan, or the end of a pause. */
export type QuoteDirection = ChangeDirection | 'resume';

/** One side of a change; both sides are alike when a pause ends. */
export interface QuotePlan {
  planId: string;
  planName: string;
  priceId: string | null;
  money: Money;
  interval: Interval;
  intervalCount: number;
}

/** What a change will do and cost, shown before it happens. Single use, valid for ten minutes. */
export interface ChangeQuote {
  id: string;
  asOf: Instant;
  expiresAt: Instant;
  from: QuotePlan;
  to: QuotePlan;
  direction: QuoteDirection;
  effect: ChangeEffect;
  /** When the change takes effect: `asOf`, or the end of the period. */
  effectiveAt: Instant;
  accuracy: Accuracy;
  lines: QuoteLine[];
  subtotal: Money;
  /** `null` when tax is not known before the charge: "plus tax where applicable". */
  tax: Money | null;
  /** The part paid from the customer's balance; zero or positive. */
  appliedBalance: Money;
  /** Charged to the payment method on confirmation; zero or positive. */
  dueNow: Money;
  /** Added to the customer's balance instead of a charge; zero or positive. */
  credited: Money;
  /** The next regular invoice after the change; `null` when none will come. */
  nextInvoice: { at: Instant; money: Money } | null;
}
