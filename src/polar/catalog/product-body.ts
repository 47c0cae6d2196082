import type { models } from '@polar-sh/sdk/2026-10';
import type { CodePrice } from '../../server/catalog/code-catalog.ts';
import { type CatalogProduct, PRICE_KEY } from './catalog-product.ts';

/** What Polar is sent for a price that has no product yet. */
export function toProductCreate(price: CodePrice): models.ProductCreateRecurring {
  return {
    name: price.name,
    description: price.description === '' ? null : price.description,
    recurring_interval: price.interval,
    recurring_interval_count: 1,
    ...trialBody(price),
    metadata: { [PRICE_KEY]: price.id },
    prices: Object.entries(price.amounts).map(([currency, amount]) => fixedPrice(currency, amount, null)),
  };
}

/**
 * What Polar is sent for a product that should be as a price says. Amounts that stay keep their price, and so do seats and
 * meters, of which a catalog says nothing; Polar archives the rest for those who bought at it.
 */
export function toProductUpdate(price: CodePrice, product: CatalogProduct): models.ProductUpdate {
  const isKept = ({ currency, amount }: CatalogProduct['prices'][number]) =>
    amount === null || price.amounts[currency] === amount;
  const fixed = new Map(
    product.prices.filter(({ amount }) => amount !== null).map((one) => [one.currency, one]),
  );
  const added = Object.entries(price.amounts).filter(
    ([currency, amount]) => fixed.get(currency)?.amount !== amount,
  );
  return {
    name: price.name,
    description: price.description === '' ? null : price.description,
    is_archived: false,
    ...trialBody(price),
    // Polar puts what is sent in the place of all there was.
    metadata: { ...product.metadata, [PRICE_KEY]: price.id },
    prices: [
      ...product.prices.filter(isKept).map(({ id }) => ({ id })),
      ...added.map(([currency, amount]) =>
        fixedPrice(currency, amount, fixed.get(currency)?.taxBehavior ?? null),
      ),
    ],
  };
}

function trialBody({
  trialDays,
}: CodePrice): Pick<models.ProductUpdate, 'trial_interval' | 'trial_interval_count'> {
  return { trial_interval: trialDays === null ? null : 'day', trial_interval_count: trialDays };
}

function fixedPrice(
  currency: string,
  amount: number,
  taxBehavior: CatalogProduct['prices'][number]['taxBehavior'],
): models.ProductPriceFixedCreate {
  return {
    amount_type: 'fixed',
    // The catalog was checked against the currencies of Polar.
    price_currency: currency.toLowerCase() as models.PresentmentCurrency,
    price_amount: amount,
    ...(taxBehavior === null ? {} : { tax_behavior: taxBehavior }),
  };
}
