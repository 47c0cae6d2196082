import type { models } from '@polar-sh/sdk/2026-10';

type Price = models.Product['prices'][number];

/** Whether a price is a plain amount: the one kind that is sold here so far. */
export function isFixedPrice(price: Price): price is models.ProductPriceFixed {
  return price.amount_type === 'fixed' && !('legacy' in price);
}

/** The product's price in a currency, or `null` when it has none there. */
export function priceIn(product: models.Product, currency: string): models.ProductPriceFixed | null {
  return product.prices.filter(isFixedPrice).find((price) => price.price_currency === currency) ?? null;
}

/** Whether tax is part of the price or comes on top, for a buyer in a country. */
export function resolveTaxBehavior(
  price: models.ProductPriceFixed,
  organization: models.Organization,
  country: string | null,
): models.TaxBehavior {
  const behavior = price.tax_behavior ?? organization.default_tax_behavior;
  if (behavior !== 'location') return behavior;
  return country === null || country === 'US' || country === 'CA' ? 'exclusive' : 'inclusive';
}
