import { createPolar } from '@polar-sh/sdk/2026-10';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createEmulator, type Emulator } from '../../../src/emulator/index.ts';
import { createPolarCatalog } from '../../../src/polar/index.ts';
import { type CodeCatalogInput, parseCodeCatalog } from '../../../src/server/index.ts';

const plan = {
  id: 'pro',
  name: 'Pro',
  description: 'For most.',
  rank: 1,
  trialDays: 14,
  prices: { month: { amounts: { USD: 2900, JPY: 4400 } }, year: { amounts: { USD: 29_000 } } },
} as const;

const parse = (...plans: CodeCatalogInput['plans']) => parseCodeCatalog({ defaultCurrency: 'USD', plans });

let emulator: Emulator;
let access: { accessToken: string; baseUrl: string };
beforeEach(async () => {
  emulator = await createEmulator({ clock: { mode: 'frozen' } });
  onTestFinished(() => emulator.close());
  access = { accessToken: emulator.accessToken, baseUrl: (await emulator.listen()).url };
});

async function push(catalog: ReturnType<typeof parse>) {
  const polar = createPolarCatalog(access);
  const { changes, problems } = await polar.compare(catalog);
  expect(problems).toEqual([]);
  for (const change of changes) await polar.apply(change);
  return (await polar.compare(catalog)).changes;
}

/** What is sold under our mark, by price. */
async function sold() {
  const products = createPolar(access).products;
  const rows = [];
  for await (const one of products.iterList({ is_archived: false })) {
    if (one.metadata.floe_price !== undefined) rows.push(one);
  }
  return new Map(rows.map((one) => [one.metadata.floe_price, one]));
}

describe('the products of an organization', () => {
  it('become what a catalog says, and nothing differs afterwards', async () => {
    expect(await push(parse(plan))).toEqual([]);

    const month = (await sold()).get('pro-month');
    expect(month).toMatchObject({
      name: 'Pro',
      description: 'For most.',
      recurring_interval: 'month',
      trial_interval: 'day',
      trial_interval_count: 14,
    });
    const { others } = await createPolarCatalog(access).compare(parse(plan));
    expect(others).toBe(6);
  });

  it('change their price for whoever buys next, and are archived when the catalog no longer has them', async () => {
    await push(parse(plan));
    const before = (await sold()).get('pro-month');
    const dearer = {
      ...plan,
      trialDays: undefined,
      prices: { month: { amounts: { USD: 3900, EUR: 3700 } } },
    };

    expect(await push(parse(dearer))).toEqual([]);

    const after = await sold();
    expect([...after.keys()]).toEqual(['pro-month']);
    const product = after.get('pro-month');
    expect(product?.id).toBe(before?.id);
    expect(product).toMatchObject({ trial_interval: null, trial_interval_count: null });
    const prices = (product?.prices ?? []).flatMap((price) =>
      'price_amount' in price ? [[price.price_currency, price.price_amount, price.is_archived]] : [],
    );
    expect(prices).toEqual(
      expect.arrayContaining([
        ['usd', 3900, false],
        ['eur', 3700, false],
      ]),
    );
    expect(prices.filter(([, , isArchived]) => isArchived === false)).toHaveLength(2);

    expect(await push(parse(plan))).toEqual([]);
    expect([...(await sold()).keys()].sort()).toEqual(['pro-month', 'pro-year']);
  });
});

describe('what goes wrong', () => {
  it('is said in words that help', async () => {
    const compareWith = (options: object) =>
      createPolarCatalog({ ...access, ...options }).compare(parse(plan));
    await expect(compareWith({ accessToken: 'polar_oat_wrong' })).rejects.toThrow('Check POLAR_ACCESS_TOKEN');
    await expect(compareWith({ baseUrl: 'http://127.0.0.1:9' })).rejects.toThrow(
      'Polar could not be reached',
    );

    const euros = parseCodeCatalog({
      defaultCurrency: 'EUR',
      plans: [{ ...plan, prices: { month: { amounts: { EUR: 900 } } } }],
    });
    const polar = createPolarCatalog(access);
    const { changes } = await polar.compare(euros);
    const [create] = changes;
    if (create === undefined) throw new Error('There is a product to make.');
    await expect(polar.apply(create)).rejects.toThrow(/Polar refused this: .*default presentment currency/);
  });
});
