import type { models } from '@polar-sh/sdk/2026-10';
import type { PriceRow, ProductRow } from '../state/catalog-rows.ts';
import type { CustomerRow, SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { meterPeriodFrom } from './meter-period.ts';
import { organizationOf } from './organization.ts';
import { baseAmount, isFree, isStatic, pricesIn, type Quantities, resolveTaxBehavior } from './prices.ts';
import { saveSubscription } from './save-subscription.ts';
import { becomeTeam } from './seats.ts';
import { newSubscription } from './start-subscription.ts';
import { periodFrom } from './terms.ts';

/** Whether a product costs nothing before it is used, and can be subscribed to without a checkout. */
export function isFreeProduct(transaction: Transaction, product: ProductRow): boolean {
  const { default_presentment_currency: currency } = organizationOf(transaction);
  return isFree(pricesIn(product, currency).filter(isStatic));
}

function leastOf(prices: readonly PriceRow[]): Quantities {
  let least: Quantities = { seats: null, units: null, custom_amount: null };
  for (const price of prices) {
    if (price.amount_type === 'seat_based') least = { ...least, seats: price.seat_tiers.minimum_seats };
    if (price.amount_type === 'unit_based')
      least = { ...least, units: Math.max(1, price.minimum_units ?? 1) };
  }
  return least;
}

/**
 * Subscribes a customer to a free product, without an order, a trial or a look at what else it has.
 *
 * @see Polar's `server/polar/subscription/service.py`, `create`.
 */
export function createFreeSubscription(
  transaction: Transaction,
  product: ProductRow,
  customer: CustomerRow,
  metadata: models.MetadataOutputType,
): SubscriptionRow {
  const { now } = transaction;
  const organization = organizationOf(transaction);
  const currency = organization.default_presentment_currency;
  const prices = pricesIn(product, currency);
  const quantities = leastOf(prices);
  const made: SubscriptionRow = {
    ...newSubscription(transaction, {
      product,
      customerId: customer.id,
      currency,
      metadata,
      checkoutId: null,
    }),
    ...quantities,
    amount: baseAmount(prices, quantities),
    prices,
    tax_behavior: resolveTaxBehavior(prices[0], organization, customer.billing_address?.country ?? null),
  };
  const period = { ...made, ...periodFrom(made, now) };
  if (quantities.seats !== null) becomeTeam(transaction, customer.id);
  return saveSubscription(transaction, { ...period, ...meterPeriodFrom(transaction, period, now) }, [
    'subscription.created',
    'subscription.active',
    'subscription.updated',
  ]);
}
