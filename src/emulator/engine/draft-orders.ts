import type { models } from '@polar-sh/sdk/2026-10';
import { apiError, unacceptable } from '../http/errors.ts';
import { minimumCharge } from '../money/currency.ts';
import type { PriceRow, ProductRow } from '../state/catalog-rows.ts';
import type { CustomerRow, OrderRow, PaymentMethodRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { syncOrder } from './benefits.ts';
import { createDraft, openDraft } from './orders.ts';
import { organizationOf } from './organization.ts';
import { isStatic, pricesIn, resolveTaxBehavior, staticAmount } from './prices.ts';
import { chargeNow } from './settle-change.ts';

/** What is to be charged of a customer that is away. Amounts are minor units. */
export interface NewDraft {
  customer: CustomerRow;
  product: ProductRow;
  currency: string | null;
  /** Instead of what the product costs. */
  amount: number | null;
  units: number | null;
  description: string | null;
  metadata: models.MetadataOutputType;
}

/**
 * Refuses where the organization may not charge customers that are away.
 *
 * @throws {PolarApiError} 403.
 */
export function assertOffSession(transaction: Transaction): void {
  if (organizationOf(transaction).feature_settings?.off_session_charges_enabled === true) return;
  const detail = 'Off-session charges are not enabled for this organization.';
  throw apiError(403, 'OffSessionChargesNotEnabled', detail);
}

function priceOf(product: ProductRow, currency: string): PriceRow {
  const refuse = (msg: string) => unacceptable(['body', 'product_id'], msg, product.id);
  if (product.is_archived) throw refuse('Product is archived.');
  if (product.is_recurring) throw refuse('Product is not a one-time purchase.');
  const [price] = pricesIn(product, currency).filter(isStatic);
  if (price === undefined) {
    throw unacceptable(['body', 'currency'], 'Product is not available in this currency.', currency);
  }
  if (price.amount_type === 'fixed' || price.amount_type === 'unit_based') return price;
  throw refuse('Only fixed-price, free and unit-based products are supported.');
}

function assertUnits(price: PriceRow, units: number | null): void {
  const refuse = (msg: string) => unacceptable(['body', 'units'], msg, units);
  if (price.amount_type !== 'unit_based') {
    if (units !== null) throw refuse('Units can only be set for unit-based pricing.');
    return;
  }
  if (units === null) throw refuse('Units are required for unit-based pricing.');
  const min = Math.max(1, price.minimum_units ?? 1);
  if (units < min) throw refuse(`Minimum ${min} units required.`);
  const { maximum_units: max } = price;
  if (max !== null && units > max) throw refuse(`Maximum ${max} units allowed.`);
}

function assertAmount(amount: number | null, units: number | null, currency: string): void {
  if (amount === null) return;
  const refuse = (msg: string) => unacceptable(['body', 'amount'], msg, amount);
  if (units !== null) throw refuse('Amount cannot be combined with units.');
  const least = minimumCharge(currency);
  if (amount > 0 && amount < least) throw refuse(`Amount must be 0 or at least ${least}.`);
}

/**
 * Makes a draft of what a customer is to be charged for something bought once.
 *
 * @throws {PolarApiError} 422 for a product, a currency, an amount or units that cannot be charged so.
 */
export function draftOrder(transaction: Transaction, draft: NewDraft): OrderRow {
  const { customer, product, amount, units, description, metadata } = draft;
  const organization = organizationOf(transaction);
  const currency = draft.currency ?? organization.default_presentment_currency;
  const price = priceOf(product, currency);
  assertAmount(amount, units, currency);
  if (amount === null) assertUnits(price, units);
  const quantities = { seats: null, units, custom_amount: null };
  return createDraft(transaction, {
    customerId: customer.id,
    product,
    subscriptionId: null,
    lines: [
      {
        label: description ?? product.name,
        amount: amount ?? (isStatic(price) ? staticAmount(price, quantities) : 0),
        proration: false,
        product_price_id: price.id,
        start_timestamp: null,
        end_timestamp: null,
      },
    ],
    reason: 'purchase',
    currency,
    taxBehavior: resolveTaxBehavior(price, organization, customer.billing_address?.country ?? null),
    discount: null,
    seats: null,
    units,
    checkoutId: null,
    metadata,
  });
}

/**
 * Charges a draft to a card on file, the customer's default unless another is given, and gives what was bought.
 *
 * @throws {PolarApiError} 412 for an order that is no draft; 402 when the charge fails: it stays one.
 */
export function finalizeDraft(
  transaction: Transaction,
  order: OrderRow,
  card: PaymentMethodRow | undefined,
): OrderRow {
  if (order.status !== 'draft') {
    throw apiError(412, 'OrderNotDraft', `Order ${order.id} is not in draft status.`);
  }
  const paid = chargeNow(transaction, openDraft(transaction, order), card);
  syncOrder(transaction, paid);
  transaction.touchedCustomers.add(order.customer_id);
  return paid;
}
