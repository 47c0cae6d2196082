import type { models } from '@polar-sh/sdk/2026-10';
import { type Issue, PolarApiError, unacceptable } from '../http/errors.ts';
import type { PriceRow, ProductRow } from '../state/catalog-rows.ts';
import type { CheckoutRow, CustomerRow, SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { addDuration } from '../time/duration.ts';
import { emit } from '../webhooks/emit.ts';
import { toCheckout } from '../wire/checkout.ts';
import { withTrialEnd } from './change-checkout.ts';
import { countriesWithStates } from './checkout-address.ts';
import { chooseDiscount } from './checkout-discount.ts';
import { type WantedQuantities, withQuantities } from './checkout-quantity.ts';
import { checkoutPrices, defaultPrice } from './checkout-quote.ts';
import { assertTaxId } from './checkout-tax-id.ts';
import { findByExternalId } from './customers.ts';
import { makePrices, type NewPrice } from './new-prices.ts';
import { organizationOf } from './organization.ts';
import { isFree } from './prices.ts';
import { ownerIdOf } from './sessions.ts';

type Given = Omit<
  CheckoutRow,
  | 'id'
  | 'created_at'
  | 'modified_at'
  | 'status'
  | 'client_secret'
  | 'expires_at'
  | 'currency'
  | 'product_ids'
  | 'product_id'
  | 'product_price_id'
  | 'ad_hoc_prices'
  | 'is_business_customer'
  | 'payment_method_type'
  | 'trial_end'
  | 'sold'
  | 'pending_card'
  | keyof WantedQuantities
>;

/** What a checkout is made of. */
export interface NewCheckout extends Given, WantedQuantities {
  products: string[];
  /** Prices for this checkout alone, by the id of their product. */
  prices: Record<string, NewPrice[]> | null;
  currency: models.PresentmentCurrency | null;
  is_business_customer: boolean | undefined;
}

function assertProducts(transaction: Transaction, ids: readonly string[]): ProductRow[] {
  const issues: Issue[] = [];
  const products = ids.flatMap((id, index) => {
    const product = transaction.get('products', id);
    const flaw =
      product === undefined
        ? 'Product does not exist.'
        : product.is_archived
          ? 'Product is archived.'
          : product.visibility === 'draft'
            ? 'Product is a draft.'
            : null;
    if (flaw !== null)
      issues.push({ type: 'value_error', loc: ['body', 'products', index], msg: flaw, input: id });
    return product === undefined ? [] : [product];
  });
  if (issues.length === 0) return products;
  throw new PolarApiError(422, { error: 'PolarRequestValidationError', detail: issues });
}

function adHocPrices(
  transaction: Transaction,
  products: readonly ProductRow[],
  given: Record<string, NewPrice[]> | null,
): Record<string, PriceRow[]> {
  const made = Object.entries(given ?? {}).map(([id, prices]): [string, PriceRow[]] => {
    const product = products.find((one) => one.id === id);
    if (product === undefined) {
      throw unacceptable(['body', 'prices', id], 'Product is not set on that checkout.', id);
    }
    const context = {
      productId: id,
      isRecurring: product.is_recurring,
      source: 'ad_hoc',
      present: [],
      location: ['body', 'prices', id],
    } as const;
    return [id, makePrices(transaction, prices, context)];
  });
  return Object.fromEntries(made);
}

function upgradedSubscription(transaction: Transaction, id: string | null): SubscriptionRow | null {
  if (id === null) return null;
  const subscription = transaction.get('subscriptions', id);
  if (subscription === undefined) {
    throw unacceptable(['body', 'subscription_id'], 'Subscription does not exist.', id);
  }
  if (subscription.ended_at !== null) {
    throw unacceptable(['body', 'subscription_id'], 'Subscription has ended.', id);
  }
  if (!isFree(subscription.prices)) {
    throw unacceptable(['body', 'subscription_id'], 'Only free subscriptions can be upgraded.', id);
  }
  return subscription;
}

function customerFor(transaction: Transaction, input: NewCheckout): CustomerRow | null {
  const subscription = upgradedSubscription(transaction, input.subscription_id);
  if (subscription !== null) return transaction.need('customers', subscription.customer_id);
  if (input.customer_id !== null) {
    const customer = transaction.get('customers', input.customer_id);
    if (customer === undefined || customer.deleted_at !== null) {
      throw unacceptable(['body', 'customer_id'], 'Customer does not exist.', input.customer_id);
    }
    return customer;
  }
  if (input.external_customer_id === null) return null;
  return findByExternalId(transaction, input.external_customer_id) ?? null;
}

function emailOf(transaction: Transaction, customer: CustomerRow): string | null {
  if (customer.email !== null) return customer.email;
  const owner = ownerIdOf(transaction, customer.id);
  return owner === null ? null : transaction.need('members', owner).email;
}

// What is known of a customer need not be asked again. The name of a team is not the buyer's.
function knownDetails(transaction: Transaction, input: NewCheckout, customer: CustomerRow | null) {
  const { customer_name, customer_email, customer_billing_name, customer_billing_address } = input;
  if (customer === null) {
    return {
      customer_id: null,
      external_customer_id: input.external_customer_id,
      is_business_customer: input.is_business_customer ?? false,
    };
  }
  const [taxId] = customer.tax_id ?? [];
  const hasAddress = customer.billing_address?.line1 != null || customer.billing_address?.city != null;
  return {
    customer_id: customer.id,
    external_customer_id: input.external_customer_id ?? customer.external_id,
    customer_email: customer_email ?? emailOf(transaction, customer),
    customer_name: customer_name ?? (customer.type === 'team' ? null : customer.name),
    customer_billing_name: customer_billing_name ?? customer.billing_name,
    customer_billing_address: customer_billing_address ?? customer.billing_address,
    customer_tax_id: input.customer_tax_id ?? (typeof taxId === 'string' ? taxId : null),
    locale: input.locale ?? customer.locale,
    // Whoever bought with a billing name and an address of their own did so as a business.
    is_business_customer: input.is_business_customer ?? (customer.billing_name !== null && hasAddress),
  };
}

// A merchant who gives more of an address than what decides the tax wants all of it.
function presetAddress({ customer_billing_address: address, require_billing_address }: NewCheckout) {
  const { line1, line2, city, postal_code, state, country } = address ?? {};
  const isPreset =
    [line1, line2, city, postal_code].some((part) => part != null) ||
    (state != null && country !== undefined && !countriesWithStates.includes(country));
  return { require_billing_address: require_billing_address || isPreset };
}

/**
 * Opens a checkout for 24 hours and tells of it.
 *
 * @throws {PolarApiError} 422 for products, prices, a customer, a subscription, a discount or numbers that it cannot be
 * made of.
 * @see Polar's `server/polar/checkout/service.py`, `create`.
 */
export function createCheckout(transaction: Transaction, input: NewCheckout): CheckoutRow {
  const { products: product_ids, prices: given, ...fields } = input;
  const products = assertProducts(transaction, product_ids);
  const ad_hoc_prices = adHocPrices(transaction, products, given);
  const currency = input.currency ?? organizationOf(transaction).default_presentment_currency;
  const [product] = products;
  const prices = product === undefined ? [] : checkoutPrices({ ad_hoc_prices }, product, currency);
  const price = defaultPrice(prices);
  if (product === undefined || price === undefined) {
    const msg = 'Product is not available in the specified currency.';
    throw unacceptable(['body', 'products', 0], msg, product_ids[0]);
  }
  const customer = customerFor(transaction, input);
  const row: CheckoutRow = {
    ...fields,
    ...knownDetails(transaction, input, customer),
    id: transaction.newId(),
    created_at: transaction.stamp(),
    modified_at: null,
    status: 'open',
    client_secret: transaction.newToken('polar_c_'),
    expires_at: addDuration(transaction.now, 'PT24H') ?? transaction.now,
    currency,
    product_ids,
    product_id: product.id,
    product_price_id: price.id,
    ad_hoc_prices,
    amount: null,
    seats: null,
    units: null,
    discount_id: null,
    payment_method_type: null,
    trial_end: null,
    sold: null,
    pending_card: null,
  };
  const counted = withQuantities({ ...row, ...presetAddress(input) }, prices, input);
  const { discount_id } = input;
  const discounted =
    discount_id === null
      ? counted
      : { ...counted, discount_id: chooseDiscount(transaction, counted, { discount_id }).id };
  if (input.customer_tax_id !== null) assertTaxId(discounted, input.customer_tax_id);
  const saved = transaction.put('checkouts', withTrialEnd(transaction, discounted));
  emit(transaction, 'checkout.created', () => toCheckout(transaction, saved));
  return saved;
}
