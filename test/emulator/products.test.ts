import { readFile } from 'node:fs/promises';
import type { models } from '@polar-sh/sdk/2026-10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { maximumCharge, minimumCharge, zeroDecimalCurrencies } from '../../src/emulator/money/currency.ts';
import { listenToAll, type Rig, refusal, startRig, subscribe } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

type Prices = models.ProductCreateRecurring['prices'];

const fixed = (price_amount: number, price_currency: 'usd' | 'eur' | 'jpy' = 'usd') =>
  ({ amount_type: 'fixed', price_amount, price_currency }) as const;

const perSeat: Prices[number] = {
  amount_type: 'seat_based',
  seat_tiers: { tiers: [{ min_seats: 2, max_seats: null, price_per_seat: 1_000 }] },
};

const perUnit: Prices[number] = {
  amount_type: 'unit_based',
  tiers: { type: 'volume', tiers: [{ unit_amount: '99.5' }] },
};

function create(prices: Prices, more: Partial<models.ProductCreateRecurring> = {}) {
  return rig.polar.products.create({ name: 'Team', recurring_interval: 'month', prices, ...more });
}

/** The sentences of a 422, each with its place. */
async function flaws(work: Promise<unknown>): Promise<string[]> {
  const { status, error } = await refusal(work);
  expect(status).toBe(422);
  const { detail } = error as { detail: { loc: (string | number)[]; msg: string }[] };
  return detail.map(({ loc, msg }) => `${loc.slice(1).join('.')}: ${msg}`);
}

describe('prices', () => {
  it('of a custom amount have the smallest charge of their currency as their minimum', async () => {
    const { prices } = await create([
      { amount_type: 'custom', preset_amount: 1_000, maximum_amount: 50_000 },
      { amount_type: 'custom', price_currency: 'jpy', preset_amount: 0 },
    ]);
    expect(prices).toMatchObject([
      {
        amount_type: 'custom',
        price_currency: 'usd',
        minimum_amount: 50,
        preset_amount: 1_000,
        maximum_amount: 50_000,
      },
      {
        amount_type: 'custom',
        price_currency: 'jpy',
        minimum_amount: 80,
        preset_amount: 0,
        maximum_amount: null,
      },
    ]);
  });

  it('by seats are sorted by their tiers, from which the smallest and largest number follow', async () => {
    const { prices } = await create([
      {
        amount_type: 'seat_based',
        seat_tiers: {
          seat_tier_type: 'graduated',
          tiers: [
            { min_seats: 11, max_seats: 50, price_per_seat: 800 },
            { min_seats: 2, max_seats: 10, price_per_seat: 1_000 },
          ],
        },
      },
    ]);
    expect(prices[0]).toMatchObject({
      seat_tiers: {
        seat_tier_type: 'graduated',
        minimum_seats: 2,
        maximum_seats: 50,
        tiers: [
          { min_seats: 2, max_seats: 10, price_per_seat: 1_000 },
          { min_seats: 11, max_seats: 50, price_per_seat: 800 },
        ],
      },
    });
  });

  it('by seats leave no gap between tiers, and only the last one is open', async () => {
    const tiered = (first: number | null, second: number): Prices => [
      {
        amount_type: 'seat_based',
        seat_tiers: {
          tiers: [
            { min_seats: 1, max_seats: first, price_per_seat: 1_000 },
            { min_seats: second, price_per_seat: 800 },
          ],
        },
      },
    ];
    const at = 'prices.0.seat_based.seat_tiers.tiers';
    expect(await flaws(create(tiered(10, 12)))).toEqual([
      `${at}: Value error, Gap or overlap between tiers: tier ending at 10 and tier starting at 12`,
    ]);
    expect(await flaws(create(tiered(null, 12)))).toEqual([
      `${at}: Value error, Only the last tier can have unlimited max_seats (None)`,
    ]);
  });

  it('by units keep rates of twelve places and a noun, and are limited by the last tier', async () => {
    const { prices } = await create([
      {
        amount_type: 'unit_based',
        minimum_units: 5,
        unit_label: { en: { '=1': ' device ', other: 'devices' } },
        tiers: {
          type: 'volume',
          tiers: [
            { bound: 1_000, unit_amount: '0.000000000001' },
            { bound: 10, unit_amount: 99.5 },
          ],
        },
      },
    ]);
    expect(prices[0]).toMatchObject({
      minimum_units: 5,
      maximum_units: 1_000,
      unit_label: { en: { '=1': 'device', other: 'devices' } },
      tiers: {
        type: 'volume',
        tiers: [
          { bound: 10, unit_amount: '99.5' },
          { bound: 1_000, unit_amount: '0.000000000001' },
        ],
      },
    });
  });

  it.each([
    ['0.0000000000001', 'Decimal input should have no more than 12 decimal places'],
    ['-1', 'Input should be greater than or equal to 0'],
    ['many', 'Input should be a valid decimal'],
  ])('by units refuse a rate of %s', async (unit_amount, msg) => {
    const price: Prices[number] = {
      amount_type: 'unit_based',
      tiers: { type: 'volume', tiers: [{ unit_amount }] },
    };
    expect(await flaws(create([price]))).toEqual([`prices.0.unit_based.tiers.tiers.0.unit_amount: ${msg}`]);
  });

  it('by units have tiers with bounds of their own that reach the minimum', async () => {
    const tiers = (...bounds: (number | null)[]) => ({
      type: 'graduated' as const,
      tiers: bounds.map((bound) => ({ bound, unit_amount: '1' })),
    });
    const unit = (schedule: models.TiersInput, minimum_units: number | null = null): Prices => [
      { amount_type: 'unit_based', tiers: schedule, minimum_units },
    ];
    expect(await flaws(create(unit(tiers(10, 10))))).toEqual([
      'prices.0.unit_based.tiers.tiers: Tier bound values must be unique, got 10 twice',
    ]);
    expect(await flaws(create(unit(tiers(null, null))))).toEqual([
      'prices.0.unit_based.tiers.tiers: Only the last tier can be unbounded',
    ]);
    expect(await flaws(create(unit(tiers(10), 11)))).toEqual([
      "prices.0.unit_based: Value error, minimum_units must not exceed the last tier's bound, got 11 > 10",
    ]);
  });

  it('for usage name a meter that exists, and are for subscriptions only', async () => {
    const meter_id = seedProductIds.starter.month;
    const usage: Prices[number] = { amount_type: 'metered_unit', meter_id, unit_amount: '0.5' };
    expect(await flaws(create([fixed(1_000), usage]))).toEqual(['prices.1.meter_id: Meter does not exist.']);
    const once = rig.polar.products.create({ name: 'Once', prices: [fixed(1_000), usage] });
    expect(await flaws(once)).toEqual(['prices.1: Metered pricing is not supported on one-time products.']);
  });

  it.each<[string, Prices, string]>([
    ['two fixed', [fixed(1_000), fixed(2_000)], 'Only one fixed price is allowed.'],
    [
      'seats beside units',
      [perSeat, perUnit],
      'A seat-based price cannot be combined with a unit-based price.',
    ],
    [
      'a custom beside a fixed',
      [{ amount_type: 'custom' }, fixed(1_000)],
      'A custom price cannot be combined with a fixed, seat-based or unit-based price.',
    ],
    [
      'other kinds in another currency',
      [fixed(1_000), perSeat, fixed(1_000, 'eur')],
      'All price currencies must define the same set of price types.',
    ],
    [
      'none in the default currency',
      [fixed(1_000, 'eur')],
      "The organization's default presentment currency must be present in the prices.",
    ],
    [
      'two ways of tax in one currency',
      [{ ...fixed(1_000), tax_behavior: 'inclusive' }, perSeat],
      'All prices for the same currency must have the same tax behavior.',
    ],
  ])('are refused with %s', async (_, prices, msg) => {
    expect(await flaws(create(prices))).toEqual([`prices: ${msg}`]);
  });

  it('may be a fixed one with one by seats', async () => {
    const { prices } = await create([fixed(1_000), perSeat]);
    expect(prices.map((price) => price.amount_type)).toEqual(['fixed', 'seat_based']);
  });

  it('are free, or between what can be charged at least and at most', async () => {
    expect((await create([fixed(0)])).prices[0]).toMatchObject({ price_amount: 0 });
    expect(await flaws(create([fixed(49)]))).toEqual([
      'prices.0.fixed.price_amount: Amount must be at least $0.50 or 0 for free pricing',
    ]);
    expect(await flaws(create([fixed(100_000_000)]))).toEqual([
      'prices.0.fixed.price_amount: Amount must be at most $999,999.99',
    ]);
    expect(await flaws(create([fixed(1_000), fixed(79, 'jpy')]))).toEqual([
      'prices.1.fixed.price_amount: Amount must be at least ¥80 or 0 for free pricing',
    ]);
  });

  it('of the kind `free`, which old integrations send, are fixed prices of nothing', async () => {
    const { json } = await rig.call('/v1/products/', { name: 'Free', prices: [{ amount_type: 'free' }] });
    expect(json).toMatchObject({ prices: [{ amount_type: 'fixed', price_amount: 0 }] });
  });

  it('of a kind that there is not are refused by its name', async () => {
    const { json } = await rig.call('/v1/products/', { name: 'Odd', prices: [{ amount_type: 'barter' }] });
    expect(json).toMatchObject({ detail: [{ type: 'union_tag_invalid', loc: ['body', 'prices', 0] }] });
  });

  it('have the limits that the SDK documents for each currency', async () => {
    const models = await readFile('node_modules/@polar-sh/sdk/dist/models-DHD3CJOb.d.mts', 'utf8');
    const docs = models.slice(models.indexOf('interface ProductPriceCustomCreate'));
    const listed = (from: string, to: string) =>
      [...docs.slice(docs.indexOf(from), docs.indexOf(to)).matchAll(/- ([A-Z]{3}): ([\d.,]+)/g)].map(
        ([, code = '', amount = '']) => {
          const currency = code.toLowerCase();
          const factor = zeroDecimalCurrencies.includes(currency) ? 1 : 100;
          return [currency, Math.round(Number(amount.replaceAll(',', '')) * factor)] as const;
        },
      );
    const minimums = listed('Minimum per currency', 'minimum_amount?');
    const maximums = listed('Maximum per currency', 'maximum_amount?');
    expect(minimums).toHaveLength(126);
    expect(minimums.map(([currency]) => [currency, minimumCharge(currency)])).toEqual(minimums);
    expect(maximums.map(([currency]) => [currency, maximumCharge(currency)])).toEqual(maximums);
  });
});

describe('a product', () => {
  it('that is sold once has no interval', async () => {
    const made = await rig.polar.products.create({ name: 'Handbook', prices: [fixed(2_500)] });
    expect(made).toMatchObject({
      is_recurring: false,
      recurring_interval: null,
      recurring_interval_count: null,
      trial_interval: null,
    });
    const { items } = await rig.polar.products.list({ is_recurring: false });
    expect(items.map(({ id }) => id)).toEqual([made.id]);
  });

  it('may bill usage on a cycle of its own that fits into the period, where that is enabled', async () => {
    const yearly = { recurring_interval: 'year', meter_interval: 'month' } as const;
    expect(await flaws(create([fixed(1_000)], yearly))).toEqual([
      'meter_interval: Separate meter cycling is not enabled for this organization.',
    ]);
    expect(await flaws(create([fixed(1_000)], { ...yearly, meter_interval_count: 5 }))).toEqual([
      ': Value error, The meter interval must evenly divide the billing interval, so the meter cycle re-aligns with the billing cycle at every renewal.',
    ]);
  });

  it('keeps the prices that are named, gets new ones, and archives the others for those who bought at them', async () => {
    const starter = await subscribe(rig.polar, { trial: false });
    await listenToAll(rig.polar);
    const before = await rig.polar.products.get(seedProductIds.starter.month);
    const usd = before.prices.find((price) => 'price_currency' in price && price.price_currency === 'usd');
    const eur = before.prices.find((price) => 'price_currency' in price && price.price_currency === 'eur');
    const after = await rig.polar.products.update(before.id, {
      prices: [{ id: eur?.id ?? '' }, fixed(3_500)],
    });
    expect(after.prices.map((price) => ('price_amount' in price ? price.price_amount : null))).toEqual([
      2_700, 3_500,
    ]);
    expect(await rig.takeTypes()).toEqual(['product.updated']);
    await rig.emulator.clock.advance('P1M');
    const { items } = await rig.polar.orders.list({ subscription_id: starter.id });
    expect(items.map(({ total_amount }) => total_amount)).toEqual([2_900, 2_900]);
    expect((await rig.polar.subscriptions.get(starter.id)).prices[0]).toMatchObject({ id: usd?.id });
    expect(await flaws(rig.polar.products.update(before.id, { prices: [{ id: usd?.id ?? '' }] }))).toContain(
      'prices.0: Price does not exist.',
    );
  });

  it('never changes how often it is paid for', async () => {
    const update = (body: models.ProductUpdate) =>
      rig.polar.products.update(seedProductIds.starter.month, body);
    expect(await flaws(update({ recurring_interval: 'year' }))).toEqual([
      'recurring_interval: Recurring interval cannot be changed.',
    ]);
    expect(await update({ recurring_interval: 'month', name: '  Beginner  ' })).toMatchObject({
      name: 'Beginner',
    });
  });

  it('loses its description by an empty text, and its trial by null', async () => {
    const id = seedProductIds.starter.month;
    const noTrial = { trial_interval: null, trial_interval_count: null };
    expect(await rig.polar.products.update(id, { description: '', ...noTrial })).toMatchObject({
      description: null,
      ...noTrial,
    });
  });

  it('goes for good only while nothing refers to it', async () => {
    const id = seedProductIds.professional.month;
    expect((await rig.polar.products.get(id)).is_deletable).toBe(true);
    await subscribe(rig.polar, { product: id });
    expect((await rig.polar.products.get(id)).is_deletable).toBe(false);
    expect(await refusal(rig.polar.products.delete(id))).toMatchObject({
      status: 409,
      error: { error: 'ProductNotDeletable' },
    });
  });

  it('is archived, and then not sold', async () => {
    const id = seedProductIds.starter.month;
    await rig.polar.products.update(id, { is_archived: true });
    expect((await rig.polar.products.list({ is_archived: true })).items.map((one) => one.id)).toEqual([id]);
    expect(await flaws(rig.polar.checkouts.create({ products: [id] }))).toEqual([
      'products.0: Product is archived.',
    ]);
  });

  it('gives only benefits that exist', async () => {
    const { id } = await create([fixed(1_000)]);
    const missing = seedProductIds.starter.month;
    expect(await flaws(rig.polar.products.updateBenefits(id, { benefits: [missing] }))).toEqual([
      'benefits.0: Benefit does not exist.',
    ]);
  });

  it('does not say whose it is: the token does', async () => {
    expect(await flaws(create([fixed(1_000)], { organization_id: seedProductIds.starter.month }))).toEqual([
      'organization_id: Setting organization_id is disallowed when using an organization token.',
    ]);
  });
});
