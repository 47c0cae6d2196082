import { describe, expect, it } from 'vitest';
import {
  type CodeCatalogInput,
  codePricesOf,
  parseCodeCatalog,
  toCatalogDefinition,
} from '../../../src/server/index.ts';

const catalog = {
  defaultCurrency: 'USD',
  plans: [
    {
      id: 'starter',
      name: 'Starter',
      rank: 1,
      trialDays: 14,
      features: [
        { id: 'users', name: '5 users', limit: 5 },
        { id: 'support', name: 'E-mail support' },
      ],
      prices: {
        year: { amounts: { USD: 29_000 } },
        month: { amounts: { USD: 2900, JPY: 4400 }, productId: 'prod-1' },
      },
    },
    { id: 'enterprise', name: 'Enterprise', rank: 2, contactUrl: 'mailto:sales@example.com' },
  ],
  addOns: [{ id: 'seats', name: 'Seats', interval: 'month', unit: 'seat', amounts: { USD: 1000 } }],
} as const satisfies CodeCatalogInput;

describe('a catalog file', () => {
  it('is prices, each of which is one product', () => {
    expect(codePricesOf(parseCodeCatalog(catalog))).toEqual([
      {
        id: 'starter-month',
        name: 'Starter',
        description: '',
        interval: 'month',
        trialDays: 14,
        amounts: { USD: 2900, JPY: 4400 },
        productId: 'prod-1',
      },
      expect.objectContaining({ id: 'starter-year', amounts: { USD: 29_000 }, productId: null }),
    ]);
  });

  it('becomes what a server takes once the products are known', () => {
    const definition = toCatalogDefinition(parseCodeCatalog(catalog), ({ id }) => `product of ${id}`);
    expect(definition).toEqual({
      defaultCurrency: 'USD',
      plans: [
        {
          id: 'starter',
          name: 'Starter',
          description: '',
          rank: 1,
          features: [
            { id: 'users', name: '5 users', limit: 5 },
            { id: 'support', name: 'E-mail support', limit: null },
          ],
          prices: {
            month: { productId: 'product of starter-month' },
            year: { productId: 'product of starter-year' },
          },
        },
        {
          id: 'enterprise',
          name: 'Enterprise',
          description: '',
          rank: 2,
          features: [],
          prices: {},
          contactUrl: 'mailto:sales@example.com',
        },
      ],
      addOns: [
        {
          id: 'seats',
          name: 'Seats',
          description: '',
          interval: 'month',
          unit: 'seat',
          amounts: { USD: 1000 },
        },
      ],
    });
  });

  const [starter, enterprise] = catalog.plans;
  const withStarter = (change: object) => ({ ...catalog, plans: [{ ...starter, ...change }, enterprise] });
  const withAmounts = (amounts: object) => withStarter({ prices: { month: { amounts } } });

  it.each([
    ['nothing', null, 'The catalog is wrong: expected object, received null'],
    ['no plans', { defaultCurrency: 'USD' }, 'plans must be a list of plans'],
    [
      'a currency Polar lacks',
      { ...catalog, defaultCurrency: 'KWD' },
      'defaultCurrency is no currency of the',
    ],
    [
      'major units',
      withAmounts({ USD: 29.5 }),
      'plans[0].prices.month.amounts.USD must be a whole number of minor',
    ],
    [
      'amounts in words',
      withAmounts({ USD: '29' }),
      'plans[0].prices.month.amounts.USD must be a whole number of',
    ],
    ['a negative amount', withAmounts({ USD: -1 }), 'plans[0].prices.month.amounts.USD must not be negative'],
    [
      'a currency in small letters',
      withAmounts({ usd: 2900 }),
      'plans[0].prices.month.amounts.usd is no currency',
    ],
    ['no amount', withAmounts({}), 'plans[0].prices.month.amounts must name an amount'],
    [
      'no amount in the default currency',
      withAmounts({ EUR: 2700 }),
      'Price "starter-month" has no amount in USD',
    ],
    [
      'an interval that is none',
      withStarter({ prices: { monthly: {} } }),
      'plans[0].prices has "monthly", which nothing reads',
    ],
    [
      'a field that nothing reads',
      withStarter({ hidden: true }),
      'plans[0] has "hidden", which nothing reads',
    ],
    ['an id that is no name', withStarter({ id: 'Pro Plus' }), 'plans[0].id must be small letters'],
    ['a plan nobody could get', withStarter({ prices: {} }), 'plans[0] has neither prices nor a contactUrl'],
    [
      'a script as contact',
      withStarter({ contactUrl: 'javascript:alert(1)' }),
      'plans[0].contactUrl must be an http',
    ],
    ['a trial of no days', withStarter({ trialDays: 0 }), 'plans[0].trialDays must be at least 1'],
    [
      'an id used twice',
      { ...catalog, plans: [starter, starter] },
      'The plan id "starter" is used more than once.',
    ],
  ])('with %s is refused', (_what, value, message) => {
    expect(() => parseCodeCatalog(value)).toThrow(message);
  });

  it('names everything that is wrong at once', () => {
    expect(() => parseCodeCatalog(withStarter({ id: '', rank: 'first' }))).toThrow(
      /the catalog cannot be used\.\n- plans\[0\]\.id .*\n- plans\[0\]\.rank must be a whole number/,
    );
  });
});
