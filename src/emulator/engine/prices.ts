import type { models } from '@polar-sh/sdk/2026-10';
import { roundHalfAway } from '../money/round.ts';
import { seatTiersToTiers, tieredAmount } from '../money/tiers.ts';
import type { PriceRow, ProductRow } from '../state/catalog-rows.ts';

/** A price that is known before the period begins: everything but usage. */
export type StaticPriceRow = Exclude<PriceRow, MeteredPriceRow>;

/** A price for what was used. */
export type MeteredPriceRow = Extract<PriceRow, { amount_type: 'metered_unit' | 'metered_tiers' }>;

/** How many of what a price counts was bought. */
export interface Quantities {
  seats: number | null;
  units: number | null;
  /** What was chosen for a custom price, in minor units. */
  custom_amount: number | null;
}

/** Whether a price charges for usage. */
export function isMetered(price: PriceRow): price is MeteredPriceRow {
  return price.amount_type === 'metered_unit' || price.amount_type === 'metered_tiers';
}

/** Whether a price is known before the period begins. */
export function isStatic(price: PriceRow): price is StaticPriceRow {
  return !isMetered(price);
}

/** A product's prices in a currency that can be bought now; none where it is not sold in it. */
export function pricesIn(product: ProductRow, currency: string): PriceRow[] {
  return product.prices.filter((price) => price.price_currency === currency && !price.is_archived);
}

/** What a price that is known beforehand costs for a whole period, in minor units. */
export function staticAmount(price: StaticPriceRow, quantities: Quantities): number {
  switch (price.amount_type) {
    case 'fixed':
      return price.price_amount;
    case 'custom':
      return quantities.custom_amount ?? price.preset_amount ?? price.minimum_amount;
    case 'seat_based':
      return tieredAmount(seatTiersToTiers(price.seat_tiers), quantities.seats ?? 0).toNumber();
    case 'unit_based':
      // Rates may be fractions of a cent; what is charged is whole, rounded as Polar rounds usage.
      return roundHalfAway(tieredAmount(price.tiers, quantities.units ?? 0));
  }
}

/** What all prices known beforehand add up to for a whole period, before discounts and tax, in minor units. */
export function baseAmount(prices: readonly PriceRow[], quantities: Quantities): number {
  return prices.filter(isStatic).reduce((sum, price) => sum + staticAmount(price, quantities), 0);
}

/** Whether nothing is ever charged by these prices. */
export function isFree(prices: readonly PriceRow[]): boolean {
  return prices.every((price) => {
    if (price.amount_type === 'fixed') return price.price_amount === 0;
    if (price.amount_type === 'seat_based')
      return price.seat_tiers.tiers.every((tier) => tier.price_per_seat === 0);
    if (price.amount_type === 'unit_based')
      return price.tiers.tiers.every((tier) => Number(tier.unit_amount) === 0);
    return false;
  });
}

/** Whether tax is part of the price or comes on top, for a buyer in a country. */
export function resolveTaxBehavior(
  price: Pick<PriceRow, 'tax_behavior'> | undefined,
  organization: models.Organization,
  country: string | null,
): models.TaxBehavior {
  const behavior = price?.tax_behavior ?? organization.default_tax_behavior;
  if (behavior !== 'location') return behavior;
  return country === null || country === 'US' || country === 'CA' ? 'exclusive' : 'inclusive';
}
