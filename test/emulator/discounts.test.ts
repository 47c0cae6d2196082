import type { models } from '@polar-sh/sdk/2026-10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { listenToAll, type Rig, refusal, startRig } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const tenPercent = {
  name: 'Ten percent',
  type: 'percentage',
  basis_points: 1_000,
  duration: 'forever',
} as const satisfies models.DiscountCreate;

/** The sentences of a 422, each with its place. */
async function flaws(work: Promise<unknown>): Promise<string[]> {
  const { status, error } = await refusal(work);
  expect(status).toBe(422);
  const { detail } = error as { detail: { loc: (string | number)[]; msg: string }[] };
  return detail.map(({ loc, msg }) => `${loc.slice(1).join('.')}: ${msg}`);
}

describe('a discount', () => {
  it('is a percentage, or an amount for each currency, and is told of when it comes, changes and goes', async () => {
    await listenToAll(rig.polar);
    const percentage = await rig.polar.discounts.create({ ...tenPercent, code: 'TEN' });
    expect(percentage).toMatchObject({ type: 'percentage', basis_points: 1_000, redemptions_count: 0 });
    expect(percentage).not.toHaveProperty('amounts');
    const fixed = await rig.polar.discounts.create({
      name: 'Five off',
      type: 'fixed',
      duration: 'once',
      amounts: { usd: 500, jpy: 700 },
    });
    expect(fixed).toMatchObject({ amounts: { usd: 500, jpy: 700 }, amount: 500, currency: 'usd' });
    expect((await rig.polar.discounts.update(fixed.id, { name: 'Five dollars off' })).name).toBe(
      'Five dollars off',
    );
    await rig.polar.discounts.delete(fixed.id);
    expect((await refusal(rig.polar.discounts.get(fixed.id))).status).toBe(404);
    expect(await rig.takeTypes()).toEqual([
      'discount.created',
      'discount.created',
      'discount.updated',
      'discount.deleted',
    ]);
  });

  it('may still be given as a single amount', async () => {
    const { json } = await rig.call('/v1/discounts/', { name: 'Old', duration: 'once', amount: 300 });
    expect(json).toMatchObject({ type: 'fixed', amount: 300, currency: 'usd', amounts: { usd: 300 } });
  });

  it('has a code of letters and digits that no other has, in whatever case', async () => {
    const create = (code: string) => rig.polar.discounts.create({ ...tenPercent, code });
    const first = await create('Winter27');
    expect(await flaws(create('WINTER27'))).toEqual(['code: Discount with this code already exists.']);
    expect(await flaws(create('a-b-c'))).toEqual([
      'code: Value error, Code must contain only alphanumeric characters.',
    ]);
    expect(await flaws(create('ab'))).toEqual([
      'code: Value error, Code must be between 3 and 256 characters long.',
    ]);
    expect((await create('')).code).toBeNull();
    expect((await rig.polar.discounts.update(first.id, { code: 'winter27' })).code).toBe('winter27');
    await rig.polar.discounts.delete(first.id);
    expect((await create('WINTER27')).code).toBe('WINTER27');
  });

  it('lasts a number of months exactly when it repeats', async () => {
    const create = (duration: models.DiscountDuration, duration_in_months: number | null) =>
      rig.polar.discounts.create({ ...tenPercent, duration, duration_in_months });
    expect(await create('repeating', 3)).toMatchObject({ duration: 'repeating', duration_in_months: 3 });
    expect((await refusal(create('repeating', null))).status).toBe(422);
    expect((await refusal(create('once', 3))).status).toBe(422);
  });

  it('starts before it ends, and is for products that exist', async () => {
    const dates = { starts_at: '2027-03-01T00:00:00Z', ends_at: '2027-02-01T00:00:00Z' };
    expect(await flaws(rig.polar.discounts.create({ ...tenPercent, ...dates }))).toEqual([
      ': Value error, starts_at must be before ends_at',
    ]);
    const products = [seedProductIds.starter.month, 'f10e0009-0000-4000-8000-000000000001'];
    expect(await flaws(rig.polar.discounts.create({ ...tenPercent, products }))).toEqual([
      'products.1: Product not found.',
    ]);
    const limited = await rig.polar.discounts.create({ ...tenPercent, products: products.slice(0, 1) });
    expect(limited.products.map(({ id }) => id)).toEqual([seedProductIds.starter.month]);
    expect((await rig.polar.products.get(seedProductIds.starter.month)).is_deletable).toBe(false);
  });

  it('keeps its kind and its duration for ever', async () => {
    const { id } = await rig.polar.discounts.create(tenPercent);
    const update = (body: models.DiscountUpdate) => rig.polar.discounts.update(id, body);
    expect(await flaws(update({ duration: 'once' }))).toEqual(['duration: Duration cannot be changed.']);
    expect(await flaws(update({ type: 'fixed' }))).toEqual(['type: Type cannot be changed.']);
    expect(await update({ basis_points: 2_500 })).toMatchObject({ basis_points: 2_500 });
  });

  it('is found by its name or its code, and sorted', async () => {
    for (const [name, code] of [
      ['Autumn', 'FALL'],
      ['Spring', 'BLOOM'],
      ['Winter', null],
    ] as const) {
      await rig.polar.discounts.create({ ...tenPercent, name, code });
    }
    const names = async (query: Parameters<typeof rig.polar.discounts.list>[0]) =>
      (await rig.polar.discounts.list(query)).items.map(({ name }) => name);
    expect(await names({ query: 'bloo' })).toEqual(['Spring']);
    expect(await names({ query: 'Aut' })).toEqual(['Autumn']);
    expect(await names({ sorting: ['-name'] })).toEqual(['Winter', 'Spring', 'Autumn']);
    expect(await names({ sorting: ['code'] })).toEqual(['Spring', 'Autumn', 'Winter']);
  });
});
