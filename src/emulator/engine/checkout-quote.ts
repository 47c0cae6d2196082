import type { models } from '@polar-sh/sdk/2026-10';
import { discountAmount } from '../money/discount.ts';
import { applyTax } from '../money/tax.ts';
import type { DiscountRow, PriceRow, ProductRow } from '../state/catalog-rows.ts';
import type { CheckoutRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { isApplicable } from './discounts.ts';
import { organizationOf } from './organization.ts';
import { baseAmount, isFree, pricesIn, type Quantities, resolveTaxBehavior } from './prices.ts';

/** What a checkout will cost, in minor units. `tax` is `null` until the country is known. */
export interface CheckoutQuote {
  product: ProductRow;
  prices: PriceRow[];
  quantities: Quantities;
  discount: DiscountRow | null;
  amount: number;
  discountAmount: number;
  net: number;
  tax: number | null;
  total: number;
  taxBehavior: models.TaxBehavior;
  /** Nothing is ever charged for it. */
  isFree: boolean;
  trial: { interval: models.TrialInterval; count: number } | null;
}

/** The prices a checkout sells a product at: those made for it alone, else the product's own. */
export function checkoutPrices(row: CheckoutRow, product: ProductRow): PriceRow[] {
  const adHoc = (row.ad_hoc_prices[product.id] ?? []).filter(
    (price) => price.price_currency === row.currency,
  );
  return adHoc.length > 0 ? adHoc : pricesIn(product, row.currency);
}

/** The trial a checkout would start: its own, else the product's. */
export function trialOf(row: CheckoutRow, product: ProductRow): CheckoutQuote['trial'] {
  if (!row.allow_trial || !product.is_recurring) return null;
  const interval = row.trial_interval ?? product.trial_interval;
  const count = row.trial_interval === null ? product.trial_interval_count : row.trial_interval_count;
  return interval === null || count === null ? null : { interval, count };
}

function discountFor(transaction: Transaction, row: CheckoutRow, product: ProductRow): DiscountRow | null {
  const discount = row.discount_id === null ? undefined : transaction.get('discounts', row.discount_id);
  return discount !== undefined && isApplicable(discount, product.id, row.currency) ? discount : null;
}

/** Prices a checkout as it stands. */
export function quoteCheckout(transaction: Transaction, row: CheckoutRow): CheckoutQuote {
  const product = transaction.need('products', row.product_id);
  const prices = checkoutPrices(row, product);
  const quantities = { seats: row.seats, units: row.units, custom_amount: row.amount };
  const amount = baseAmount(prices, quantities);
  const discount = discountFor(transaction, row, product);
  const off = discount === null ? 0 : discountAmount(discount, amount, row.currency);
  const country = row.customer_billing_address?.country ?? null;
  const taxBehavior = resolveTaxBehavior(prices[0], organizationOf(transaction), country);
  const taxed = applyTax(amount - off, country, taxBehavior);
  return {
    product,
    prices,
    quantities,
    discount,
    amount,
    discountAmount: off,
    net: taxed.net,
    tax: country === null ? null : taxed.tax,
    total: taxed.total,
    taxBehavior,
    isFree: isFree(prices),
    trial: trialOf(row, product),
  };
}
