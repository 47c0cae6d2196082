import type { DiscountRedemptionRow, DiscountRow } from '../state/catalog-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { compareInstants } from '../time/instant.ts';

/** Whether a discount can be used now: within its dates and its limits, those for each customer included. */
export function isRedeemable(
  transaction: Transaction,
  discount: DiscountRow,
  customerId: string | null,
): boolean {
  const { starts_at, ends_at, max_redemptions, max_redemptions_per_customer } = discount;
  if (starts_at !== null && compareInstants(starts_at, transaction.now) > 0) return false;
  if (ends_at !== null && compareInstants(ends_at, transaction.now) <= 0) return false;
  if (max_redemptions !== null && discount.redemptions_count >= max_redemptions) return false;
  if (max_redemptions_per_customer === null || customerId === null) return true;
  const used = transaction
    .by('discount_redemptions', 'customer_id', customerId)
    .filter((one) => one.discount_id === discount.id);
  return used.length < max_redemptions_per_customer;
}

/** Notes that a discount was used, and counts it. */
export function redeem(
  transaction: Transaction,
  discount: DiscountRow,
  use: Pick<DiscountRedemptionRow, 'customer_id' | 'subscription_id' | 'checkout_id'>,
): void {
  transaction.put('discount_redemptions', {
    id: transaction.newId(),
    created_at: transaction.stamp(),
    discount_id: discount.id,
    ...use,
  });
  const { redemptions_count } = transaction.need('discounts', discount.id);
  transaction.put('discounts', { ...discount, redemptions_count: redemptions_count + 1 });
}
