import { describe, expect, it } from 'vitest';
import type { CatalogProduct } from '../../../src/polar/catalog/catalog-product.ts';
import { trialOf } from '../../../src/polar/catalog/catalog-product.ts';
import { compareCatalog } from '../../../src/polar/catalog/compare-catalog.ts';
import { toProductUpdate } from '../../../src/polar/catalog/product-body.ts';
import { type CodeCatalogInput, codePricesOf, parseCodeCatalog } from '../../../src/server/index.ts';

type Price = NonNullable<CodeCatalogInput['plans'][number]['prices']>['month'];

function catalogWith(month: Price, trialDays?: number) {
  return parseCodeCatalog({
    defaultCurrency: 'USD',
    plans: [{ id: 'pro', name: 'Pro', rank: 1, prices: { month }, ...(trialDays && { trialDays }) }],
  });
}

const catalog = catalogWith({ amounts: { USD: 2900, EUR: 2700 } });

const product: CatalogProduct = {
  id: 'p1',
  name: 'Pro',
  description: '',
  isArchived: false,
  interval: 'month',
  intervalCount: 1,
  trial: null,
  metadata: { floe_price: 'pro-month', team: 'growth' },
  prices: [
    { id: 'usd', currency: 'USD', amount: 2900, taxBehavior: 'exclusive' },
    { id: 'eur', currency: 'EUR', amount: 2700, taxBehavior: null },
  ],
};

describe('a catalog beside the products of an organization', () => {
  it('differs in nothing when they say the same', () => {
    expect(compareCatalog(catalog, [product])).toEqual({
      changes: [],
      problems: [],
      productIds: new Map([['pro-month', 'p1']]),
      others: 0,
    });
  });

  it('makes what is missing, leaves alone what was never ours, and gives up what the file no longer names', () => {
    const others = { ...product, id: 'p2', metadata: {} };
    const gone = { ...product, id: 'p3', metadata: { floe_price: 'old-month' } };
    const archived = { ...gone, id: 'p4', isArchived: true };
    const { changes, others: count } = compareCatalog(catalog, [others, gone, archived]);
    expect(changes).toEqual([
      { kind: 'create', price: codePricesOf(catalog)[0] },
      { kind: 'archive', priceId: 'old-month', product: gone },
    ]);
    expect(count).toBe(1);
  });

  it('names each thing that a product says differently', () => {
    const old = {
      ...product,
      name: 'Professional',
      description: 'Old',
      trial: '7 days',
      isArchived: true,
      prices: [
        { id: 'usd', currency: 'USD', amount: 1900, taxBehavior: null },
        { id: 'jpy', currency: 'JPY', amount: 4400, taxBehavior: null },
      ],
    };
    const [change] = compareCatalog(catalogWith({ amounts: { USD: 2900, EUR: 2700 } }, 14), [old]).changes;
    expect(change).toMatchObject({
      kind: 'update',
      differences: [
        { what: 'archived' },
        { what: 'name', from: 'Professional', to: 'Pro' },
        { what: 'description', from: 'Old', to: '' },
        { what: 'trial', from: '7 days', to: '14 days' },
        { what: 'amount', currency: 'USD', from: 1900, to: 2900 },
        { what: 'amount', currency: 'EUR', from: null, to: 2700 },
        { what: 'amount', currency: 'JPY', from: 4400, to: null },
      ],
    });
  });

  it('takes over a product that the file names, and marks it', () => {
    const mine = { ...product, metadata: { team: 'growth' } };
    const { changes } = compareCatalog(catalogWith({ amounts: { USD: 2900, EUR: 2700 }, productId: 'p1' }), [
      mine,
    ]);
    expect(changes).toMatchObject([{ kind: 'update', differences: [{ what: 'unmarked' }] }]);
  });

  it('prefers the product that is sold to one that is archived', () => {
    const archived = { ...product, id: 'p0', isArchived: true };
    expect(compareCatalog(catalog, [archived, product]).productIds.get('pro-month')).toBe('p1');
    expect(compareCatalog(catalog, [archived]).changes).toMatchObject([
      { kind: 'update', differences: [{ what: 'archived' }] },
    ]);
  });

  it.each([
    [
      'two products of one price',
      catalog,
      [product, { ...product, id: 'p2' }],
      'is two products at Polar, p1 and p2',
    ],
    [
      'another interval',
      catalog,
      [{ ...product, interval: 'year' }],
      'is billed by year, which Polar never changes',
    ],
    ['every second month', catalog, [{ ...product, intervalCount: 2 }], 'is billed by 2 months'],
    [
      'a product that is not there',
      catalogWith({ amounts: { USD: 1 }, productId: 'px' }),
      [],
      'names product px',
    ],
  ])('cannot be reached with %s', (_what, file, products, problem) => {
    const { changes, problems } = compareCatalog(file, products);
    expect(changes).toEqual([]);
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });
});

describe('what Polar is sent for a product', () => {
  const [price] = codePricesOf(catalogWith({ amounts: { USD: 3900, EUR: 2700 } }));

  it('keeps prices that stay, metered ones and other metadata, and how a price is taxed', () => {
    if (price === undefined) throw new Error('The catalog has one price.');
    const metered = { id: 'meter', currency: 'USD', amount: null, taxBehavior: null };
    const body = toProductUpdate(price, { ...product, prices: [...product.prices, metered] });
    expect(body.metadata).toEqual({ floe_price: 'pro-month', team: 'growth' });
    expect(body.prices).toEqual([
      { id: 'eur' },
      { id: 'meter' },
      { amount_type: 'fixed', price_currency: 'usd', price_amount: 3900, tax_behavior: 'exclusive' },
    ]);
  });
});

it('reads trials alike, however they are counted', () => {
  expect([trialOf('week', 2), trialOf('day', 1), trialOf('month', 1), trialOf(null, 0)]).toEqual([
    '14 days',
    '1 day',
    '1 month',
    null,
  ]);
});
