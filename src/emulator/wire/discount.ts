import type { models } from '@polar-sh/sdk/2026-10';
import type { DiscountRow } from '../state/catalog-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { toBareProduct } from './product.ts';

/** A discount inside an order or a subscription. */
export type EmbeddedDiscount = NonNullable<models.Subscription['discount']>;

type FixedTerms = Pick<models.DiscountFixedOnceForeverDuration, 'type' | 'amount' | 'currency' | 'amounts'>;
type PercentageTerms = Pick<models.DiscountPercentageOnceForeverDuration, 'type' | 'basis_points'>;
type Duration = { duration: models.DiscountDuration } | { duration: 'repeating'; duration_in_months: number };

function toTerms(row: DiscountRow): FixedTerms | PercentageTerms {
  if (row.type === 'percentage') return { type: row.type, basis_points: row.basis_points ?? 0 };
  const amounts = row.amounts ?? {};
  const currency = row.currency ?? Object.keys(amounts)[0] ?? 'usd';
  return { type: row.type, amount: amounts[currency] ?? 0, currency, amounts };
}

function toDuration(row: DiscountRow): Duration {
  return row.duration === 'repeating'
    ? { duration: row.duration, duration_in_months: row.duration_in_months ?? 1 }
    : { duration: row.duration };
}

/** A discount as orders and subscriptions carry it: without its products. */
export function toEmbeddedDiscount(row: DiscountRow): EmbeddedDiscount {
  return {
    ...toTerms(row),
    ...toDuration(row),
    id: row.id,
    created_at: row.created_at,
    modified_at: row.modified_at,
    metadata: row.metadata,
    name: row.name,
    code: row.code,
    starts_at: row.starts_at,
    ends_at: row.ends_at,
    max_redemptions: row.max_redemptions,
    max_redemptions_per_customer: row.max_redemptions_per_customer,
    redemptions_count: row.redemptions_count,
    organization_id: row.organization_id,
  } satisfies EmbeddedDiscount;
}

/** A discount as a checkout shows it. */
export function toCheckoutDiscount(row: DiscountRow): NonNullable<models.Checkout['discount']> {
  return {
    ...toTerms(row),
    ...toDuration(row),
    id: row.id,
    name: row.name,
    code: row.code,
  } satisfies NonNullable<models.Checkout['discount']>;
}

/** A discount as the API shows it, with the products it is limited to. */
export function toDiscount(transaction: Transaction, row: DiscountRow): models.Discount {
  const products = row.product_ids.flatMap((id) => {
    const product = transaction.get('products', id);
    return product === undefined ? [] : [toBareProduct(product)];
  });
  return { ...toEmbeddedDiscount(row), products } satisfies models.Discount;
}

/** The discount of an id, as orders and subscriptions carry it; `null` when there is none or it was deleted. */
export function embeddedDiscountOf(transaction: Transaction, id: string | null): EmbeddedDiscount | null {
  const row = id === null ? undefined : transaction.get('discounts', id);
  return row === undefined ? null : toEmbeddedDiscount(row);
}
