import type { DiscountRedemptionRow, DiscountRow } from '../state/catalog-rows.ts';
import type { CustomerRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { compareInstants } from '../time/instant.ts';
import { samePerson } from './customers.ts';

/** Whether a discount is there and within its dates and its limit for all; who uses it is not asked. */
export function isOnOffer(transaction: Transaction, discount: DiscountRow): boolean {
  const { deleted_at, starts_at, ends_at, max_redemptions } = discount;
  if (deleted_at !== null) return false;
  if (starts_at !== null && compareInstants(starts_at, transaction.now) > 0) return false;
  if (ends_at !== null && compareInstants(ends_at, transaction.now) < 0) return false;
  return max_redemptions === null || discount.redemptions_count < max_redemptions;
}

/** Whether a discount can be used now: within its dates and its limits, those for each customer included. */
export function isRedeemable(
  transaction: Transaction,
  discount: DiscountRow,
  customer: CustomerRow | null,
): boolean {
  return isOnOffer(transaction, discount) && !isUsedUpBy(transaction, discount, customer);
}

/**
 * Whether a customer used a discount as often as one customer may, under whatever alias of their address. What was paid
 * back in full does not count.
 *
 * @see Polar's `server/polar/discount/repository.py`, `count_redemptions_by_customer`.
 */
export function isUsedUpBy(
  transaction: Transaction,
  discount: DiscountRow,
  customer: Pick<CustomerRow, 'id' | 'email'> | { id: null; email: string } | null,
): boolean {
  const { max_redemptions_per_customer: limit } = discount;
  if (limit === null || customer === null) return false;
  const uses = samePerson(transaction, customer)
    .flatMap((id) => transaction.by('discount_redemptions', 'customer_id', id))
    .filter((one) => one.discount_id === discount.id && isCounted(transaction, one));
  return uses.length >= limit;
}

function isCounted(transaction: Transaction, use: DiscountRedemptionRow): boolean {
  const { checkout_id, subscription_id } = use;
  const orders = [
    ...(checkout_id === null ? [] : transaction.by('orders', 'checkout_id', checkout_id)),
    ...(subscription_id === null ? [] : transaction.by('orders', 'subscription_id', subscription_id)),
  ];
  if (orders.length === 0) return true;
  return orders.some(
    ({ id, status }) =>
      status === 'paid' ||
      status === 'partially_refunded' ||
      transaction
        .by('refunds', 'order_id', id)
        .some((refund) => refund.status === 'succeeded' && refund.reason === 'dispute_prevention'),
  );
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
  const present = transaction.need('discounts', discount.id);
  transaction.put('discounts', { ...present, redemptions_count: present.redemptions_count + 1 });
}

/** Notes which subscription a checkout's use of a discount became. */
export function linkRedemption(transaction: Transaction, checkoutId: string, subscriptionId: string): void {
  for (const use of transaction.by('discount_redemptions', 'checkout_id', checkoutId)) {
    transaction.put('discount_redemptions', { ...use, subscription_id: subscriptionId });
  }
}

/** Takes a checkout's use of a discount back, because nothing was bought in the end. */
export function releaseRedemption(transaction: Transaction, checkoutId: string): void {
  for (const use of transaction.by('discount_redemptions', 'checkout_id', checkoutId)) {
    transaction.delete('discount_redemptions', use.id);
    const discount = transaction.need('discounts', use.discount_id);
    transaction.put('discounts', { ...discount, redemptions_count: discount.redemptions_count - 1 });
  }
}
