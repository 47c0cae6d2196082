import { expect, it } from 'vitest';
import { defaultSeed } from '../../src/emulator/index.ts';
import { sampleCatalog } from '../../src/sandbox/index.ts';

/** What the sample business asks for its plans, in minor units: by the month, by the year. */
const expected = {
  starter: { month: { usd: 2900, eur: 2700, jpy: 4400 }, year: { usd: 29_000, eur: 27_000, jpy: 44_000 } },
  professional: {
    month: { usd: 7900, eur: 7500, jpy: 12_000 },
    year: { usd: 79_000, eur: 75_000, jpy: 120_000 },
  },
  enterprise: {
    month: { usd: 19_900, eur: 18_900, jpy: 30_000 },
    year: { usd: 199_000, eur: 189_000, jpy: 300_000 },
  },
};

it('names the product of the seed that costs what each price should', () => {
  const seeded = new Map(defaultSeed.products.map((product) => [product.id, product]));
  const actual = sampleCatalog.plans.map(({ id, prices = {} }) => [
    id,
    Object.fromEntries(
      Object.entries(prices).map(([interval, { productId }]) => {
        const product = seeded.get(productId);
        expect(product).toMatchObject({ interval, trialDays: 14 });
        return [
          interval,
          Object.fromEntries((product?.prices ?? []).map((price) => [price.currency, price.amount])),
        ];
      }),
    ),
  ]);

  expect(Object.fromEntries(actual)).toEqual(expected);
});

it('highlights one plan', () => {
  expect(sampleCatalog.plans.filter(({ isHighlighted }) => isHighlighted).map(({ id }) => id)).toEqual([
    'professional',
  ]);
});

it('says of every add-on what it costs', () => {
  expect(
    Object.fromEntries(sampleCatalog.addOns.map(({ id, unit, amounts }) => [id, [unit, amounts.USD]])),
  ).toEqual({
    'additional-users': ['seat', 1000],
    'premium-support': ['flat', 5000],
    'advanced-analytics': ['flat', 3000],
    'api-access': ['flat', 2500],
    'custom-integrations': ['flat', 10_000],
  });
});
