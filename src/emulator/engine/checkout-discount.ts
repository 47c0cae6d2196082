import { apiError, unacceptable } from '../http/errors.ts';
import type { DiscountRow } from '../state/catalog-rows.ts';
import type { CheckoutRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { findBuyer } from './checkout-customer.ts';
import { checkoutPrices } from './checkout-quote.ts';
import { isApplicable } from './discounts.ts';
import { isFree } from './prices.ts';
import { isOnOffer, isUsedUpBy } from './redeem-discount.ts';

/** How a discount is asked for: by the merchant with its id, by the buyer with its code. */
export type DiscountChoice = { discount_id: string } | { discount_code: string };

function find(transaction: Transaction, choice: DiscountChoice): DiscountRow | undefined {
  if ('discount_id' in choice) return transaction.get('discounts', choice.discount_id);
  return transaction.firstBy('discounts', 'code', choice.discount_code.trim().toUpperCase());
}

/**
 * Takes a discount that is on offer and for what the checkout sells. The sentence does not tell which of both it is not:
 * nobody is to guess codes.
 *
 * @throws {PolarApiError} 422.
 * @see Polar's `server/polar/checkout/service.py`, `_get_validated_discount`.
 */
export function chooseDiscount(
  transaction: Transaction,
  row: CheckoutRow,
  choice: DiscountChoice,
): DiscountRow {
  const [field = '', input] = Object.entries(choice)[0] ?? [];
  const product = transaction.need('products', row.product_id);
  if (isFree(checkoutPrices(row, product, row.currency))) {
    throw unacceptable(['body', field], 'Discounts are not applicable to this product.', input);
  }
  const discount = find(transaction, choice);
  const isFound =
    discount !== undefined &&
    isOnOffer(transaction, discount) &&
    isApplicable(discount, row.product_id, row.currency);
  if (!isFound) throw unacceptable(['body', field], 'Discount does not exist.', input);
  return discount;
}

/**
 * Refuses a discount to someone who used it as often as one customer may, as soon as it is known who they are.
 *
 * @throws {PolarApiError} 403 `DiscountRedemptionLimitReached`.
 */
export function assertNotUsedUp(transaction: Transaction, row: CheckoutRow): void {
  const discount = row.discount_id === null ? undefined : transaction.get('discounts', row.discount_id);
  if (discount === undefined) return;
  const { customer_email: email } = row;
  const person = findBuyer(transaction, row) ?? (email === null ? null : { id: null, email });
  if (!isUsedUpBy(transaction, discount, person)) return;
  const detail = 'You have already used this discount as often as you can.';
  throw apiError(403, 'DiscountRedemptionLimitReached', detail);
}

/**
 * The discount that a checkout is confirmed with.
 *
 * @throws {PolarApiError} 422 when it ran out since it was chosen, 403 when this customer used it up.
 */
export function discountToRedeem(transaction: Transaction, row: CheckoutRow): DiscountRow | null {
  if (row.discount_id === null) return null;
  const discount = transaction.get('discounts', row.discount_id);
  if (discount === undefined || !isOnOffer(transaction, discount)) {
    throw unacceptable(['body', 'discount_id'], 'Discount is no longer redeemable.', row.discount_id);
  }
  assertNotUsedUp(transaction, row);
  return discount;
}
