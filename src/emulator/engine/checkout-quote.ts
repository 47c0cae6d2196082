import type { models } from '@polar-sh/sdk/2026-10';
import { discountAmount } from '../money/discount.ts';
import { applyTax } from '../money/tax.ts';
import type { DiscountRow, PriceRow, ProductRow } from '../state/catalog-rows.ts';
import type { CheckoutRow, CheckoutSale } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { isApplicable } from './discounts.ts';
import { organizationOf } from './organization.ts';
import { baseAmount, isFree, isStatic, pricesIn, type Quantities, resolveTaxBehavior } from './prices.ts';

/** What a checkout costs, in minor units. `tax` is `null` until the country is known. */
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
  trial: CheckoutSale['trial'];
}

/**
 * The prices a checkout sells a product at, in a currency: those made for it alone, else the product's own. None where
 * it is not sold in that currency.
 */
export function checkoutPrices(
  row: Pick<CheckoutRow, 'ad_hoc_prices'>,
  product: ProductRow,
  currency: string,
): PriceRow[] {
  const adHoc = row.ad_hoc_prices[product.id] ?? [];
  return adHoc.length > 0
    ? adHoc.filter((price) => price.price_currency === currency)
    : pricesIn(product, currency);
}

/** The price that stands for all of a checkout's: the first that is known beforehand, else the first. */
export function defaultPrice(prices: readonly PriceRow[]): PriceRow | undefined {
  return prices.find(isStatic) ?? prices[0];
}

/** The trial a checkout would start: its own, else the product's. */
export function trialOf(row: CheckoutRow, product: ProductRow): CheckoutQuote['trial'] {
  if (!row.allow_trial || !product.is_recurring) return null;
  const interval = row.trial_interval ?? product.trial_interval;
  const count = row.trial_interval_count ?? product.trial_interval_count;
  return interval === null || count === null ? null : { interval, count };
}

function discountFor(transaction: Transaction, row: CheckoutRow, product: ProductRow): DiscountRow | null {
  const discount = row.discount_id === null ? undefined : transaction.get('discounts', row.discount_id);
  return discount !== undefined && isApplicable(discount, product.id, row.currency) ? discount : null;
}

/** Prices a checkout as it stands; once it is confirmed, as it was sold. */
export function quoteCheckout(transaction: Transaction, row: CheckoutRow): CheckoutQuote {
  const product = transaction.need('products', row.product_id);
  const quantities = { seats: row.seats, units: row.units, custom_amount: row.amount };
  const discount = discountFor(transaction, row, product);
  if (row.sold !== null) {
    const { prices, amount, trial } = row.sold;
    return {
      product,
      prices,
      quantities,
      discount,
      amount,
      discountAmount: row.sold.discount_amount,
      net: row.sold.net_amount,
      tax: row.sold.tax_amount,
      total: row.sold.total_amount,
      taxBehavior: row.sold.tax_behavior,
      isFree: isFree(prices),
      trial,
    };
  }
  const prices = checkoutPrices(row, product, row.currency);
  const amount = baseAmount(prices, quantities);
  const off = discount === null ? 0 : discountAmount(discount, amount, row.currency);
  const country = row.customer_billing_address?.country ?? null;
  const taxBehavior = resolveTaxBehavior(defaultPrice(prices), organizationOf(transaction), country);
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

/** A quote as the checkout keeps it once it is confirmed. */
export function toSale(quote: CheckoutQuote): CheckoutSale {
  return {
    prices: quote.prices,
    amount: quote.amount,
    discount_amount: quote.discountAmount,
    net_amount: quote.net,
    tax_amount: quote.tax,
    total_amount: quote.total,
    tax_behavior: quote.taxBehavior,
    trial: quote.trial,
  };
}

/** Whether money is taken at once: not under a trial. */
export function isPaymentRequired(quote: CheckoutQuote): boolean {
  return quote.total > 0 && quote.trial === null;
}

/** Whether a card is asked for: what renews needs one on file, unless it is free for good. */
export function isCardRequired(quote: CheckoutQuote): boolean {
  return isPaymentRequired(quote) || (quote.product.is_recurring && !quote.isFree);
}
