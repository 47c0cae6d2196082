import { expect, it } from 'vitest';
import { priceCatalog, priceIn } from '../../../src/server/catalog/priced-catalog.ts';
import type { CatalogDefinition, ProductRecord } from '../../../src/server/index.ts';
import { productRecord } from '../support/records.ts';

const definition: CatalogDefinition = {
  defaultCurrency: 'USD',
  plans: [
    {
      id: 'enterprise',
      name: 'Enterprise',
      description: '',
      rank: 3,
      features: [],
      contactUrl: 'https://app.example/contact',
    },
    {
      id: 'pro',
      name: 'Professional',
      description: 'For many',
      rank: 2,
      isHighlighted: true,
      features: [{ id: 'users', name: '25 users', limit: 25 }],
      prices: { month: { productId: 'pro-month' }, year: { productId: 'pro-year' } },
    },
  ],
  addOns: [
    { id: 'sms', name: 'SMS', description: '', interval: 'month', unit: 'flat', amounts: { USD: 500 } },
  ],
};

const products: ProductRecord[] = [
  productRecord('pro-month', { trialInterval: 'day', trialIntervalCount: 14 }),
  productRecord('pro-year', { interval: 'year' }),
  productRecord('old-month'),
];

it('takes structure and copy from the code and amounts and trials from the provider', () => {
  const [plan, contact] = priceCatalog(definition, products).plansIn('JPY');

  expect(plan).toEqual({
    id: 'pro',
    name: 'Professional',
    description: 'For many',
    rank: 2,
    isHighlighted: true,
    features: [{ id: 'users', name: '25 users', limit: 25 }],
    contactUrl: null,
    prices: [
      {
        id: 'pro-month',
        interval: 'month',
        intervalCount: 1,
        money: { amount: 12_000, currency: 'JPY' },
        trial: { interval: 'day', intervalCount: 14 },
      },
      {
        id: 'pro-year',
        interval: 'year',
        intervalCount: 1,
        money: { amount: 12_000, currency: 'JPY' },
        trial: null,
      },
    ],
  });
  expect(contact).toMatchObject({ id: 'enterprise', prices: [], contactUrl: 'https://app.example/contact' });
});

it('says that a price does not exist in a currency, and converts nothing', () => {
  const catalog = priceCatalog(definition, products);

  expect(catalog.currencies).toEqual(['JPY', 'USD']);
  expect(catalog.plansIn('EUR')[0]?.prices.map(({ money }) => money)).toEqual([null, null]);
  expect(catalog.addOnsIn('EUR')[0]?.money).toBeNull();
  expect(catalog.addOnsIn('USD')[0]?.money).toEqual({ amount: 500, currency: 'USD' });
});

it.each<[string, ProductRecord[], string]>([
  ['is missing', [], 'product pro-year does not exist at the payment provider'],
  ['is archived', [productRecord('pro-year', { interval: 'year', isArchived: true })], 'is archived'],
  ['has another interval', [productRecord('pro-year')], 'is billed by month'],
])('leaves a price out whose product %s, and says why', (_what, changed, reason) => {
  const catalog = priceCatalog(definition, [productRecord('pro-month'), ...changed]);

  expect(catalog.plansIn('USD')[0]?.prices.map(({ id }) => id)).toEqual(['pro-month']);
  expect(catalog.productFor('pro-year')).toBeNull();
  expect(catalog.omissions).toEqual([expect.stringContaining(reason)]);
});

it('leaves a plan out that has no price left', () => {
  expect(
    priceCatalog(definition, [])
      .plansIn('USD')
      .map(({ id }) => id),
  ).toEqual(['enterprise']);
});

it('knows a product that is no longer sold by the plan it belonged to, and any other by its own name', () => {
  const archived = productRecord('pro-month', { isArchived: true });
  const catalog = priceCatalog(definition, [archived, productRecord('old-month')]);

  expect(catalog.describe('pro-month')).toMatchObject({
    planId: 'pro',
    planName: 'Professional',
    priceId: null,
  });
  expect(catalog.describe('old-month')).toMatchObject({
    planId: 'old-month',
    planName: 'old-month at the provider',
    priceId: null,
    features: [],
  });
  expect(catalog.describe('never-seen')).toMatchObject({ planName: 'Plan', product: null });
});

it('has no price in a currency for prices that are not fixed', () => {
  const custom = productRecord('pro-month', {
    prices: [{ id: 'c', amountType: 'custom', currency: 'USD', money: null }],
  });

  expect(priceIn(custom, 'USD')).toBeNull();
  expect(priceIn(null, 'USD')).toBeNull();
});
