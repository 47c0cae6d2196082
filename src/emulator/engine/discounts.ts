import type { DiscountRow } from '../state/catalog-rows.ts';
import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { fromIso } from '../time/instant.ts';
import { addInterval } from '../time/period.ts';

/** Whether a discount is for a product, and, where it is a fixed amount, in a currency. */
export function isApplicable(discount: DiscountRow, productId: string, currency: string): boolean {
  if (discount.type === 'fixed' && discount.amounts?.[currency] === undefined) return false;
  return discount.product_ids.length === 0 || discount.product_ids.includes(productId);
}

/**
 * Whether a discount that was first applied in the period starting at `appliedAt` is over in the one starting at
 * `periodStart`.
 *
 * @see Polar's `server/polar/models/discount.py`, `is_repetition_expired`.
 */
export function isUsedUp(
  discount: Pick<DiscountRow, 'duration' | 'duration_in_months'>,
  appliedAt: string,
  periodStart: string,
): boolean {
  if (discount.duration === 'forever') return false;
  if (discount.duration === 'once') return fromIso(periodStart) > fromIso(appliedAt);
  if (discount.duration_in_months === null) return false;
  // The first month counts as the first repetition.
  const last = addInterval(appliedAt, 'month', discount.duration_in_months - 1);
  return fromIso(periodStart) > fromIso(last);
}

/** The discount that a subscription's present product and currency may use; `null` when it has none. */
export function discountOf(
  transaction: Transaction,
  subscription: Pick<SubscriptionRow, 'discount_id' | 'product_id' | 'currency'>,
): DiscountRow | null {
  const { discount_id, product_id, currency } = subscription;
  const discount = discount_id === null ? undefined : transaction.get('discounts', discount_id);
  return discount !== undefined && isApplicable(discount, product_id, currency) ? discount : null;
}

/**
 * The subscription as its next period begins: a discount whose time is over is gone, one that is used for the first
 * time counts from this period.
 */
export function renewDiscount(transaction: Transaction, subscription: SubscriptionRow): SubscriptionRow {
  const { discount_id, discount_applied_at, current_period_start } = subscription;
  const discount = discount_id === null ? undefined : transaction.get('discounts', discount_id);
  if (discount === undefined) return { ...subscription, discount_id: null, discount_applied_at: null };
  if (discount_applied_at === null) return { ...subscription, discount_applied_at: current_period_start };
  if (!isUsedUp(discount, discount_applied_at, current_period_start)) return subscription;
  return { ...subscription, discount_id: null, discount_applied_at: null };
}
