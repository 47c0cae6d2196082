import type { models } from '@polar-sh/sdk/2026-10';
import { billingAddressFields } from '../engine/checkout-address.ts';
import { intentMetadata } from '../engine/checkout-intent.ts';
import {
  checkoutPrices,
  defaultPrice,
  isCardRequired,
  isPaymentRequired,
  quoteCheckout,
} from '../engine/checkout-quote.ts';
import { organizationOf } from '../engine/organization.ts';
import type { CheckoutRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { toCheckoutDiscount } from './discount.ts';
import { toCheckoutProduct, toPrice } from './product.ts';

/** Where a person is sent after a checkout: the merchant's page, or the hosted confirmation. */
export function successUrl(transaction: Transaction, row: CheckoutRow): string {
  const url = row.success_url ?? `${transaction.publicUrl}/checkout/${row.client_secret}/confirmation`;
  return url.replaceAll('{CHECKOUT_ID}', row.id);
}

function toFields(transaction: Transaction, row: CheckoutRow) {
  const quote = quoteCheckout(transaction, row);
  const all = [...quote.prices, ...quote.product.prices, ...Object.values(row.ad_hoc_prices).flat()];
  const price = all.find(({ id }) => id === row.product_price_id) ?? defaultPrice(quote.prices);
  return {
    id: row.id,
    created_at: row.created_at,
    modified_at: row.modified_at,
    custom_field_data: {},
    payment_processor: 'stripe' as const,
    status: row.status,
    client_secret: row.client_secret,
    url: `${transaction.publicUrl}/checkout/${row.client_secret}`,
    expires_at: row.expires_at,
    success_url: successUrl(transaction, row),
    return_url: row.return_url,
    embed_origin: row.embed_origin,
    amount: quote.amount,
    seats: row.seats,
    min_seats: row.min_seats,
    max_seats: row.max_seats,
    units: row.units,
    min_units: row.min_units,
    max_units: row.max_units,
    discount_amount: quote.discountAmount,
    net_amount: quote.net,
    tax_amount: quote.tax,
    tax_behavior: quote.taxBehavior,
    total_amount: quote.total,
    currency: row.currency,
    allow_trial: row.allow_trial,
    active_trial_interval: quote.trial?.interval ?? null,
    active_trial_interval_count: quote.trial?.count ?? null,
    trial_end: row.trial_end,
    organization_id: quote.product.organization_id,
    product_id: quote.product.id,
    product_price_id: row.product_price_id,
    discount_id: row.discount_id,
    allow_discount_codes: row.allow_discount_codes,
    require_billing_address: row.require_billing_address,
    is_discount_applicable: !quote.isFree,
    is_free_product_price: quote.isFree,
    is_payment_required: isPaymentRequired(quote),
    is_payment_setup_required: quote.product.is_recurring && !quote.isFree,
    is_payment_form_required: isCardRequired(quote),
    customer_id: row.customer_id,
    is_business_customer: row.is_business_customer,
    customer_name: row.customer_name,
    customer_email: row.customer_email,
    customer_ip_address: row.customer_ip_address,
    customer_billing_name: row.customer_billing_name,
    customer_billing_address: row.customer_billing_address,
    customer_tax_id: row.customer_tax_id,
    locale: row.locale,
    payment_method_type: row.payment_method_type,
    payment_processor_metadata: intentMetadata(transaction, row),
    billing_address_fields: billingAddressFields(row),
    products: row.product_ids.map((id) => toCheckoutProduct(transaction, transaction.need('products', id))),
    product: toCheckoutProduct(transaction, quote.product),
    product_price: price === undefined ? null : toPrice(transaction, price),
    prices: Object.fromEntries(
      row.product_ids.map((id) => {
        const prices = checkoutPrices(row, transaction.need('products', id), row.currency);
        return [id, prices.map((one) => toPrice(transaction, one))];
      }),
    ),
    discount: quote.discount === null ? null : toCheckoutDiscount(quote.discount),
    attached_custom_fields: [],
  };
}

/** A checkout as the merchant sees it. */
export function toCheckout(transaction: Transaction, row: CheckoutRow): models.Checkout {
  return {
    ...toFields(transaction, row),
    trial_interval: row.trial_interval,
    trial_interval_count: row.trial_interval_count,
    metadata: row.metadata,
    external_customer_id: row.external_customer_id,
    subscription_id: row.subscription_id,
    customer_metadata: row.customer_metadata,
  } satisfies models.Checkout;
}

/** A checkout as whoever holds its client secret sees it. */
export function toPublicCheckout(transaction: Transaction, row: CheckoutRow): models.CheckoutPublic {
  const { id, created_at, modified_at, name, slug, avatar_url, proration_behavior, allow_customer_updates } =
    organizationOf(transaction);
  return {
    ...toFields(transaction, row),
    organization: {
      id,
      created_at,
      modified_at,
      name,
      slug,
      avatar_url,
      proration_behavior,
      allow_customer_updates,
    },
  } satisfies models.CheckoutPublic;
}
