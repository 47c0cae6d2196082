import { z } from 'zod';
import { readWire, wireAmount, wireCurrency, wireInterval } from '../records/read-wire.ts';

/** The name under which a product of Polar's keeps the id of the price it is, in its metadata. */
export const PRICE_KEY = 'floe_price';

const metadataValue = z.union([z.string(), z.number(), z.boolean()]);

const polarPrice = z.object({
  id: z.string(),
  amount_type: z.string(),
  price_currency: wireCurrency,
  price_amount: wireAmount.optional(),
  tax_behavior: z.enum(['location', 'inclusive', 'exclusive']).nullish(),
  is_archived: z.boolean(),
});

const polarProduct = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullish(),
  is_archived: z.boolean(),
  recurring_interval: wireInterval.nullable(),
  recurring_interval_count: z.int().nullable(),
  trial_interval: wireInterval.nullable(),
  trial_interval_count: z.int().nullable(),
  metadata: z.record(z.string(), metadataValue),
  prices: z.array(polarPrice),
});

/** A price of a product of Polar's that is still sold. */
export interface CatalogProductPrice {
  id: string;
  currency: string;
  /** Minor units; `null` for a price that is not one fixed amount. */
  amount: number | null;
  taxBehavior: 'location' | 'inclusive' | 'exclusive' | null;
}

/** A product of Polar's, as far as a catalog says anything about it. */
export interface CatalogProduct {
  id: string;
  name: string;
  description: string;
  isArchived: boolean;
  interval: string | null;
  intervalCount: number;
  /** Such as `14 days`; `null` for none. */
  trial: string | null;
  metadata: Record<string, string | number | boolean>;
  prices: CatalogProductPrice[];
}

/** Polar's product in these words. */
export function toCatalogProduct(wire: z.input<typeof polarProduct>): CatalogProduct {
  const product = readWire(polarProduct, wire, 'product');
  return {
    id: product.id,
    name: product.name,
    description: product.description ?? '',
    isArchived: product.is_archived,
    interval: product.recurring_interval,
    intervalCount: product.recurring_interval_count ?? 1,
    trial: trialOf(product.trial_interval, product.trial_interval_count ?? 0),
    metadata: product.metadata,
    prices: product.prices
      .filter((price) => !price.is_archived)
      .map((price) => ({
        id: price.id,
        currency: price.price_currency,
        amount: price.amount_type === 'fixed' ? (price.price_amount ?? 0) : null,
        taxBehavior: price.tax_behavior ?? null,
      })),
  };
}

/** A trial as a person reads it. Two weeks are 14 days. */
export function trialOf(interval: string | null, count: number): string | null {
  if (interval === null || count === 0) return null;
  if (interval === 'week') return trialOf('day', count * 7);
  return `${count} ${interval}${count === 1 ? '' : 's'}`;
}
