import { type CodeCatalog, type CodePrice, codePricesOf } from '../../server/catalog/code-catalog.ts';
import { type CatalogProduct, PRICE_KEY, trialOf } from './catalog-product.ts';

/** One thing that a product should say differently. */
export type ProductDifference =
  | { what: 'name' | 'description' | 'trial'; from: string | null; to: string | null }
  | { what: 'amount'; currency: string; from: number | null; to: number | null }
  /** It is archived, and should be sold. */
  | { what: 'archived' }
  /** It does not say yet which price it is. */
  | { what: 'unmarked' };

/** What must happen at Polar for one product. */
export type CatalogChange =
  | { kind: 'create'; price: CodePrice }
  | { kind: 'update'; price: CodePrice; product: CatalogProduct; differences: ProductDifference[] }
  | { kind: 'archive'; priceId: string; product: CatalogProduct };

/** How Polar differs from a catalog. */
export interface CatalogComparison {
  /** In the order of the catalog, what is given up last. */
  changes: CatalogChange[];
  /** What Polar does not allow, or cannot be told, one sentence each. */
  problems: string[];
  /** The product of each price that has one. */
  productIds: ReadonlyMap<string, string>;
  /** Products that no price of a catalog stands for. They are left alone. */
  others: number;
}

/** Compares a catalog with all products of an organization. */
export function compareCatalog(catalog: CodeCatalog, products: readonly CatalogProduct[]): CatalogComparison {
  const changes: CatalogChange[] = [];
  const problems: string[] = [];
  const productIds = new Map<string, string>();
  const unclear = new Set<unknown>();
  for (const price of codePricesOf(catalog)) {
    const found = findProduct(price, products);
    if (typeof found === 'string') {
      problems.push(found);
      unclear.add(price.id);
      continue;
    }
    if (found === null) {
      changes.push({ kind: 'create', price });
      continue;
    }
    productIds.set(price.id, found.id);
    if (found.interval !== price.interval || found.intervalCount !== 1) {
      problems.push(
        `Product ${found.id} is billed by ${describeInterval(found)}, which Polar never changes, and price "${price.id}" by ${price.interval}. Let the price name no productId, or another.`,
      );
      continue;
    }
    const differences = differencesOf(price, found);
    if (differences.length > 0) changes.push({ kind: 'update', price, product: found, differences });
  }
  const known = new Set(productIds.values());
  const ours = products.filter(({ id, metadata }) => !known.has(id) && PRICE_KEY in metadata);
  for (const product of ours) {
    const mark = product.metadata[PRICE_KEY];
    if (product.isArchived || unclear.has(mark)) continue;
    changes.push({ kind: 'archive', priceId: String(mark), product });
  }
  return { changes, problems, productIds, others: products.length - known.size - ours.length };
}

/** The product a price is; `null` when it is to be made, or why that cannot be told. */
function findProduct(price: CodePrice, products: readonly CatalogProduct[]): CatalogProduct | string | null {
  if (price.productId !== null) {
    const named = products.find(({ id }) => id === price.productId);
    return (
      named ?? `Price "${price.id}" names product ${price.productId}, which this organization does not have.`
    );
  }
  const marked = products.filter(({ metadata }) => metadata[PRICE_KEY] === price.id);
  const sold = marked.filter(({ isArchived }) => !isArchived);
  if (sold.length > 1) {
    const ids = sold.map(({ id }) => id).join(' and ');
    return `Price "${price.id}" is two products at Polar, ${ids}. Archive one of them there, or name the right one as productId.`;
  }
  return sold[0] ?? marked[0] ?? null;
}

function describeInterval({ interval, intervalCount }: CatalogProduct): string {
  if (interval === null) return 'no interval';
  return intervalCount === 1 ? interval : `${intervalCount} ${interval}s`;
}

function differencesOf(price: CodePrice, product: CatalogProduct): ProductDifference[] {
  const trial = price.trialDays === null ? null : trialOf('day', price.trialDays);
  const texts = [
    { what: 'name', from: product.name, to: price.name },
    { what: 'description', from: product.description, to: price.description },
    { what: 'trial', from: product.trial, to: trial },
  ] as const;
  return [
    ...(product.isArchived ? [{ what: 'archived' } as const] : []),
    ...(product.metadata[PRICE_KEY] === price.id ? [] : [{ what: 'unmarked' } as const]),
    ...texts.filter(({ from, to }) => from !== to),
    ...amountDifferences(price, product),
  ];
}

function amountDifferences({ amounts }: CodePrice, { prices }: CatalogProduct): ProductDifference[] {
  const present = new Map(
    prices.flatMap(({ currency, amount }) => (amount === null ? [] : [[currency, amount] as const])),
  );
  const currencies = [...new Set([...Object.keys(amounts), ...present.keys()])];
  return currencies.flatMap((currency) => {
    const from = present.get(currency) ?? null;
    const to = amounts[currency] ?? null;
    return from === to ? [] : [{ what: 'amount' as const, currency, from, to }];
  });
}
