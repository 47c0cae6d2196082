import type { models } from '@polar-sh/sdk/2026-10';
import { apiError, unacceptable } from '../http/errors.ts';
import type { ProductRow } from '../state/catalog-rows.ts';
import type { CheckoutRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { addInterval } from '../time/period.ts';
import { chooseDiscount } from './checkout-discount.ts';
import { type WantedQuantities, withQuantities } from './checkout-quantity.ts';
import { checkoutPrices, defaultPrice, isCardRequired, quoteCheckout, trialOf } from './checkout-quote.ts';
import { assertTaxId } from './checkout-tax-id.ts';
import { isApplicable } from './discounts.ts';
import { organizationOf } from './organization.ts';

/** What may be kept as it was given; `null` clears it where a checkout can be without. */
type Kept =
  | 'customer_name'
  | 'customer_email'
  | 'customer_ip_address'
  | 'customer_billing_name'
  | 'customer_billing_address'
  | 'customer_tax_id'
  | 'locale'
  | 'payment_method_type'
  | 'is_business_customer'
  | 'allow_trial'
  | 'allow_discount_codes'
  | 'require_billing_address'
  | 'metadata'
  | 'customer_metadata'
  | 'success_url'
  | 'return_url'
  | 'embed_origin'
  | 'trial_interval'
  | 'trial_interval_count';

/** What may be changed on an open checkout; what is absent stays as it is. */
export interface CheckoutChange
  extends WantedQuantities,
    Partial<{ [Name in Kept]: CheckoutRow[Name] | null | undefined }> {
  product_id?: string | null | undefined;
  product_price_id?: string | null | undefined;
  currency?: models.PresentmentCurrency | null | undefined;
  /** Given by the merchant. `null` takes the discount away. */
  discount_id?: string | null | undefined;
  /** Given by the buyer. `null` takes the discount away. */
  discount_code?: string | null | undefined;
}

/**
 * Refuses a checkout that is not open any more.
 *
 * @throws {PolarApiError} 403 `NotOpenCheckout`.
 */
export function assertOpen(row: CheckoutRow): void {
  if (row.status === 'open') return;
  throw apiError(403, 'NotOpenCheckout', `Checkout ${row.id} is not open: ${row.status}`);
}

/** The checkout with the end of the trial that it would start now. */
export function withTrialEnd(transaction: Transaction, row: CheckoutRow): CheckoutRow {
  const trial = trialOf(row, transaction.need('products', row.product_id));
  const trial_end = trial === null ? null : addInterval(transaction.now, trial.interval, trial.count);
  return { ...row, trial_end };
}

function productOf(transaction: Transaction, row: CheckoutRow, id: string): ProductRow {
  const product = row.product_ids.includes(id) ? transaction.get('products', id) : undefined;
  if (product === undefined) {
    throw unacceptable(['body', 'product_id'], 'Product is not available in this checkout.', id);
  }
  if (product.is_archived) throw unacceptable(['body', 'product_id'], 'Product is archived.', id);
  return product;
}

// A product that is not sold in the checkout's currency is sold in the organization's own, which it always has.
function withProduct(transaction: Transaction, row: CheckoutRow, change: CheckoutChange): CheckoutRow {
  const { product_id, product_price_id, currency: wanted } = change;
  if (product_id == null && wanted == null) return row;
  const product =
    product_id == null
      ? transaction.need('products', row.product_id)
      : productOf(transaction, row, product_id);
  const fallback = organizationOf(transaction).default_presentment_currency;
  const currencies = wanted == null ? [row.currency, fallback] : [wanted];
  for (const currency of currencies) {
    const prices = checkoutPrices(row, product, currency);
    const chosen =
      product_id == null || product_price_id == null
        ? defaultPrice(prices)
        : prices.find((price) => price.id === product_price_id);
    if (chosen === undefined) continue;
    const amount = chosen.id === row.product_price_id ? row.amount : null;
    return { ...row, product_id: product.id, currency, product_price_id: chosen.id, amount };
  }
  if (product_price_id != null) {
    const msg = 'Price is not available in this checkout.';
    throw unacceptable(['body', 'product_price_id'], msg, product_price_id);
  }
  throw unacceptable(['body', 'currency'], 'Product is not available in the specified currency.', wanted);
}

function discountIdAfter(transaction: Transaction, row: CheckoutRow, change: CheckoutChange): string | null {
  const { discount_id, discount_code } = change;
  if (discount_id !== undefined) {
    return discount_id === null ? null : chooseDiscount(transaction, row, { discount_id }).id;
  }
  // Where the merchant lets nobody enter a code, Polar ignores one.
  if (discount_code !== undefined && row.allow_discount_codes) {
    return discount_code === null ? null : chooseDiscount(transaction, row, { discount_code }).id;
  }
  const present = row.discount_id === null ? undefined : transaction.get('discounts', row.discount_id);
  return present !== undefined && isApplicable(present, row.product_id, row.currency) ? present.id : null;
}

function withDetails(row: CheckoutRow, change: CheckoutChange): CheckoutRow {
  const keep = <T>(given: T | null | undefined, present: T): T => given ?? present;
  const set = <T>(given: T | undefined, present: T): T => (given === undefined ? present : given);
  return {
    ...row,
    // Whoever is a customer already cannot become another by their address.
    customer_email:
      row.customer_id === null ? set(change.customer_email, row.customer_email) : row.customer_email,
    customer_name: set(change.customer_name, row.customer_name),
    customer_ip_address: set(change.customer_ip_address, row.customer_ip_address),
    customer_billing_name: set(change.customer_billing_name, row.customer_billing_name),
    customer_billing_address: keep(change.customer_billing_address, row.customer_billing_address),
    customer_tax_id: set(change.customer_tax_id, row.customer_tax_id),
    locale: set(change.locale, row.locale),
    payment_method_type: set(change.payment_method_type, row.payment_method_type),
    is_business_customer: keep(change.is_business_customer, row.is_business_customer),
    allow_trial: keep(change.allow_trial, row.allow_trial),
    allow_discount_codes: keep(change.allow_discount_codes, row.allow_discount_codes),
    require_billing_address: keep(change.require_billing_address, row.require_billing_address),
    metadata: keep(change.metadata, row.metadata),
    customer_metadata: keep(change.customer_metadata, row.customer_metadata),
    success_url: set(change.success_url, row.success_url),
    return_url: set(change.return_url, row.return_url),
    embed_origin: set(change.embed_origin, row.embed_origin),
    trial_interval: set(change.trial_interval, row.trial_interval),
    trial_interval_count: set(change.trial_interval_count, row.trial_interval_count),
  };
}

/**
 * The checkout with the changes that somebody asks for; nothing is written. A discount that is not for what is sold now
 * is dropped.
 *
 * @throws {PolarApiError} 422.
 * @see Polar's `server/polar/checkout/service.py`, `_update_checkout`.
 */
export function applyChange(transaction: Transaction, row: CheckoutRow, change: CheckoutChange): CheckoutRow {
  const detailed = withDetails(withProduct(transaction, row, change), change);
  if (change.customer_tax_id != null) assertTaxId(detailed, change.customer_tax_id);
  const product = transaction.need('products', detailed.product_id);
  const prices = checkoutPrices(detailed, product, detailed.currency);
  const counted = withQuantities(detailed, prices, change);
  const discounted = { ...counted, discount_id: discountIdAfter(transaction, counted, change) };
  return withTrialEnd(transaction, discounted);
}

/** The same, as an update leaves it: where no card is asked for, nobody buys as a business. */
export function applyUpdate(transaction: Transaction, row: CheckoutRow, change: CheckoutChange): CheckoutRow {
  const changed = applyChange(transaction, row, change);
  const isBusiness = changed.is_business_customer && isCardRequired(quoteCheckout(transaction, changed));
  return { ...changed, is_business_customer: isBusiness };
}
