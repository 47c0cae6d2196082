import type { ChangeQuote } from '../../core/index.ts';
import { stableJson } from '../fingerprint.ts';
import type { ProrationBehavior, SubscriptionRecord } from '../ports/index.ts';
import type { Settlement } from './settlement.ts';

/** What a quote rests on: what time alone does not move, and amounts that it does. */
interface Basis {
  /** Must be the same, as it stands. */
  fixed: string;
  /** Shrink with the seconds; what they are a share of must be the same. Minor units. */
  subtotal: number;
  discount: number;
  tax: number | null;
  balance: number;
  due: number;
}

/** What must be the same when a quote is confirmed, as one string. */
export function toBasis(input: {
  subscription: SubscriptionRecord;
  productId: string;
  proration: ProrationBehavior;
  quote: ChangeQuote;
  settlement: Settlement;
}): string {
  const { subscription, quote, settlement } = input;
  const basis: Basis = {
    fixed: stableJson({
      subscriptionId: subscription.id,
      status: subscription.status,
      fromProductId: subscription.productId,
      toProductId: input.productId,
      proration: input.proration,
      effect: quote.effect,
      from: quote.from.money,
      to: quote.to.money,
      seats: subscription.seats,
      // Two spellings of one instant are one instant.
      periodStart: Date.parse(subscription.currentPeriodStart),
      periodEnd: Date.parse(subscription.currentPeriodEnd),
      trialEnd: subscription.trialEnd === null ? null : Date.parse(subscription.trialEnd),
      pendingChangeId: subscription.pendingChange?.id ?? null,
      accuracy: settlement.accuracy,
    }),
    subtotal: settlement.subtotalAmount,
    discount: settlement.discountAmount,
    tax: settlement.taxAmount,
    balance: settlement.appliedBalanceAmount,
    due: settlement.dueAmount,
  };
  return stableJson(basis);
}

/** Whether something other than elapsed time moved between two quotes for one change. */
export function hasMoved(shown: string, present: string): boolean {
  // Both were made by `toBasis`.
  const before = JSON.parse(shown) as Basis;
  const after = JSON.parse(present) as Basis;
  if (before.fixed !== after.fixed) return true;
  if (!isSameShare(before.discount, before.subtotal, after.discount, after.subtotal)) return true;
  return isTaxMoved(before, after) || isBalanceMoved(before, after);
}

function isTaxMoved(before: Basis, after: Basis): boolean {
  if (before.tax === null || after.tax === null) return before.tax !== after.tax;
  const [taxedBefore, taxedAfter] = [before.subtotal - before.discount, after.subtotal - after.discount];
  return !isSameShare(before.tax, taxedBefore, after.tax, taxedAfter);
}

// The balance pays a fixed amount, or all of an invoice that shrinks below it.
function isBalanceMoved(before: Basis, after: Basis): boolean {
  if (after.balance === before.balance) return false;
  return !(after.balance < before.balance && after.due === 0);
}

// Each part is a rate of its whole, rounded to the minor unit: off by at most one half, here doubled for two roundings.
function isSameShare(part: number, whole: number, otherPart: number, otherWhole: number): boolean {
  const difference = BigInt(part) * BigInt(otherWhole) - BigInt(otherPart) * BigInt(whole);
  const tolerance = BigInt(Math.abs(whole)) + BigInt(Math.abs(otherWhole));
  return (difference < 0n ? -difference : difference) <= tolerance;
}
