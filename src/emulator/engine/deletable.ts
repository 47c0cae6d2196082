import type { ProductRow } from '../state/catalog-rows.ts';
import type { Transaction } from '../state/transaction.ts';

/** Whether nothing was ever sold or promised of a product, so that it can go for good. */
export function isDeletable(transaction: Transaction, product: ProductRow): boolean {
  if (transaction.firstBy('orders', 'product_id', product.id) !== undefined) return false;
  if (transaction.firstBy('subscriptions', 'product_id', product.id) !== undefined) return false;
  for (const discount of transaction.all('discounts')) {
    if (discount.deleted_at === null && discount.product_ids.includes(product.id)) return false;
  }
  return true;
}
