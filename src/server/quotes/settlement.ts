import type { Accuracy, QuoteLine } from '../../core/index.ts';
import type { ChangePreview } from '../ports/index.ts';
import { type BilledPrice, type ChangeEstimate, isSameInterval } from '../proration/estimate.ts';

/** What a change costs now, wherever that was computed. Minor units of one currency. */
export interface Settlement {
  accuracy: Accuracy;
  lines: { kind: QuoteLine['kind']; side: 'from' | 'to'; amount: number }[];
  subtotalAmount: number;
  discountAmount: number;
  taxAmount: number | null;
  appliedBalanceAmount: number;
  dueAmount: number;
  creditedAmount: number;
}

/** A change that costs nothing now: at the end of the period, or within a trial. */
export const NOTHING_DUE: Settlement = {
  accuracy: 'exact',
  lines: [],
  subtotalAmount: 0,
  discountAmount: 0,
  taxAmount: 0,
  appliedBalanceAmount: 0,
  dueAmount: 0,
  creditedAmount: 0,
};

/** The provider's own preview of a change at once. */
export function toExactSettlement(preview: ChangePreview, from: BilledPrice, to: BilledPrice): Settlement {
  const charge = isSameInterval(from, to) ? 'remaining_time' : 'full_period';
  const lines: Settlement['lines'] = preview.prorations.map(({ amount }) =>
    amount < 0 ? { kind: 'unused_time', side: 'from', amount } : { kind: charge, side: 'to', amount },
  );
  // What the provider bills beside prorations is the first whole period, such as at the end of a trial.
  const prorated = preview.prorations.reduce((sum, { amount }) => sum + amount, 0);
  const rest = preview.subtotalAmount - prorated;
  lines.push({ kind: 'full_period', side: 'to', amount: rest });
  lines.push({ kind: 'discount', side: 'to', amount: -preview.discountAmount });
  return {
    accuracy: 'exact',
    lines: lines.filter(({ amount }) => amount !== 0),
    subtotalAmount: preview.subtotalAmount,
    discountAmount: preview.discountAmount,
    taxAmount: preview.taxAmount,
    appliedBalanceAmount: Math.max(0, preview.appliedBalanceAmount),
    dueAmount: preview.dueAmount,
    creditedAmount: Math.max(0, -preview.totalAmount),
  };
}

/** Our own estimate of a change at once: before tax, and without a balance, which only the provider knows. */
export function toEstimatedSettlement(estimate: ChangeEstimate): Settlement {
  const subtotalAmount = estimate.newAmount - estimate.unusedAmount;
  const lines: Settlement['lines'] = [
    { kind: 'unused_time', side: 'from', amount: -estimate.unusedAmount },
    {
      kind: estimate.startsNewPeriod ? 'full_period' : 'remaining_time',
      side: 'to',
      amount: estimate.newAmount,
    },
  ];
  return {
    accuracy: 'estimate',
    lines: lines.filter(({ amount }) => amount !== 0),
    subtotalAmount,
    discountAmount: 0,
    taxAmount: null,
    appliedBalanceAmount: 0,
    dueAmount: Math.max(0, subtotalAmount),
    creditedAmount: Math.max(0, -subtotalAmount),
  };
}
