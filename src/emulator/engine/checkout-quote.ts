import type { models } from '@polar-sh/sdk/2026-10';
import { applyTax } from '../money/tax.ts';
import type { CheckoutRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { organizationOf } from './organization.ts';
import { priceIn, resolveTaxBehavior } from './prices.ts';

/** What a checkout will cost, in minor units. `tax` is `null` until the country is known. */
export interface CheckoutQuote {
  product: models.Product;
  price: models.ProductPriceFixed;
  amount: number;
  net: number;
  tax: number | null;
  total: number;
  taxBehavior: models.TaxBehavior;
  trial: { interval: models.TrialInterval; count: number } | null;
}

/** The trial a checkout would start: its own, else the product's. */
export function trialOf(row: CheckoutRow, product: models.Product): CheckoutQuote['trial'] {
  if (!row.allow_trial || !product.is_recurring) return null;
  const interval = row.trial_interval ?? product.trial_interval;
  const count = row.trial_interval === null ? product.trial_interval_count : row.trial_interval_count;
  return interval === null || count === null ? null : { interval, count };
}

/** Prices a checkout as it stands. */
export function quoteCheckout(transaction: Transaction, row: CheckoutRow): CheckoutQuote {
  const product = transaction.need('products', row.product_id);
  const price = priceIn(product, row.currency);
  if (price === null) throw new Error(`floe-billing: checkout ${row.id} has no price in ${row.currency}.`);
  const country = row.customer_billing_address?.country ?? null;
  const taxBehavior = resolveTaxBehavior(price, organizationOf(transaction), country);
  const taxed = applyTax(price.price_amount, country, taxBehavior);
  return {
    product,
    price,
    amount: price.price_amount,
    net: taxed.net,
    tax: country === null ? null : taxed.tax,
    total: taxed.total,
    taxBehavior,
    trial: trialOf(row, product),
  };
}
