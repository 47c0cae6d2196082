import { unacceptable } from '../http/errors.ts';
import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { isApplicable } from './discounts.ts';
import { isRedeemable, redeem } from './redeem-discount.ts';

/**
 * The subscription with another discount, or with none: it counts from the next period on.
 *
 * @throws {PolarApiError} 422 for one that does not exist, is not for the product, cannot be redeemed, or is there.
 * @see Polar's `server/polar/subscription/service.py`, `resolve_discount`.
 */
export function withDiscount(
  transaction: Transaction,
  subscription: SubscriptionRow,
  discountId: string | null,
): SubscriptionRow {
  if (discountId === null) return { ...subscription, discount_id: null, discount_applied_at: null };
  const loc = ['body', 'discount_id'];
  const discount = transaction.get('discounts', discountId);
  const { product_id, currency, customer_id } = subscription;
  const isUsable =
    discount !== undefined &&
    isApplicable(discount, product_id, currency) &&
    isRedeemable(transaction, discount, transaction.need('customers', customer_id));
  if (!isUsable) {
    const msg = 'Discount does not exist, is not applicable to this product or is not redeemable.';
    throw unacceptable(loc, msg, discountId);
  }
  if (subscription.discount_id === discountId) {
    throw unacceptable(loc, 'This discount is already applied to the subscription.', discountId);
  }
  redeem(transaction, discount, { customer_id, subscription_id: subscription.id, checkout_id: null });
  return { ...subscription, discount_id: discountId, discount_applied_at: null };
}
