import { z } from 'zod';
import { money } from '../../core/index.ts';
import type { ProductPriceRecord, ProductRecord } from '../../server/ports/index.ts';
import {
  readWire,
  toTimestamps,
  wireAmount,
  wireCurrency,
  wireInterval,
  wireTimestamps,
} from './read-wire.ts';

const polarPrice = z.object({
  id: z.string(),
  amount_type: z.string(),
  price_currency: wireCurrency,
  price_amount: wireAmount.optional(),
  is_archived: z.boolean(),
});

const polarProduct = z.object({
  ...wireTimestamps,
  id: z.string(),
  name: z.string(),
  is_archived: z.boolean(),
  recurring_interval: wireInterval.nullable(),
  recurring_interval_count: z.int().nullable(),
  trial_interval: wireInterval.nullable(),
  trial_interval_count: z.int().nullable(),
  prices: z.array(polarPrice),
});

function toPriceRecord(price: z.output<typeof polarPrice>): ProductPriceRecord {
  const isFixed = price.amount_type === 'fixed' && price.price_amount !== undefined;
  return {
    id: price.id,
    amountType: price.amount_type,
    currency: price.price_currency,
    money: isFixed ? money(price.price_amount ?? 0, price.price_currency) : null,
  };
}

/** Polar's product in our words, without the prices that are no longer sold. */
export function toProductRecord(wire: z.input<typeof polarProduct>): ProductRecord {
  const product = readWire(polarProduct, wire, 'product');
  return {
    ...toTimestamps(product),
    id: product.id,
    name: product.name,
    isArchived: product.is_archived,
    interval: product.recurring_interval,
    intervalCount: product.recurring_interval_count ?? 1,
    trialInterval: product.trial_interval,
    trialIntervalCount: product.trial_interval_count ?? 0,
    prices: product.prices.filter((price) => !price.is_archived).map(toPriceRecord),
  };
}
