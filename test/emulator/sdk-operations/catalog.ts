import { expect } from 'vitest';
import { defaultSeed } from '../../../src/emulator/seed.ts';
import type { Drives } from './drive.ts';
import { products, type World } from './world.ts';

const { id: organizationId } = defaultSeed.organization;
const price = { amount_type: 'fixed', price_amount: 1_500, price_currency: 'usd' } as const;
const ten = { type: 'percentage', duration: 'once', name: 'Ten', code: 'TEN', basis_points: 1_000 } as const;

const makeProduct = ({ polar }: World) => polar.products.create({ name: 'Report', prices: [price] });
const makeDiscount = ({ polar }: World) => polar.discounts.create(ten);

export const organizations = {
  async 'organizations.list'(list) {
    expect((await list()).items.map(({ slug }) => slug)).toEqual(['tendertrack']);
  },
  async 'organizations.get'(get) {
    expect(await get(organizationId)).toMatchObject({ name: 'TenderTrack 360', slug: 'tendertrack' });
  },
  async 'organizations.update'(update) {
    expect(await update(organizationId, { name: 'Tenders' })).toMatchObject({ name: 'Tenders' });
  },
} satisfies Drives;

export const productDrives = {
  async 'products.list'(list) {
    const { items, pagination } = await list({ limit: 2, sorting: ['name'] });
    expect(items.map(({ name }) => name)).toEqual(['Enterprise', 'Enterprise']);
    expect(pagination).toEqual({ total_count: 6, max_page: 3 });
  },
  async 'products.create'(create) {
    expect(await create({ name: 'Report', prices: [price] })).toMatchObject({
      name: 'Report',
      is_recurring: false,
      prices: [{ amount_type: 'fixed', price_amount: 1_500, price_currency: 'usd' }],
    });
  },
  async 'products.get'(get) {
    expect(await get(products.starter)).toMatchObject({ name: 'Starter', recurring_interval: 'month' });
  },
  async 'products.update'(update) {
    expect(await update(products.starter, { name: 'Basic' })).toMatchObject({ name: 'Basic' });
  },
  async 'products.updateBenefits'(updateBenefits) {
    expect(await updateBenefits(products.starter, { benefits: [] })).toMatchObject({ benefits: [] });
  },
  async 'products.delete'(remove, world) {
    const { id } = await makeProduct(world);
    await remove(id);
    expect((await world.polar.products.list({ id })).items).toEqual([]);
  },
} satisfies Drives;

export const discounts = {
  async 'discounts.list'(list, world) {
    await makeDiscount(world);
    expect((await list()).items).toMatchObject([{ name: 'Ten', code: 'TEN', redemptions_count: 0 }]);
  },
  async 'discounts.create'(create) {
    expect(await create(ten)).toMatchObject({ type: 'percentage', basis_points: 1_000, code: 'TEN' });
  },
  async 'discounts.get'(get, world) {
    expect(await get((await makeDiscount(world)).id)).toMatchObject({ name: 'Ten', duration: 'once' });
  },
  async 'discounts.update'(update, world) {
    const { id } = await makeDiscount(world);
    expect(await update(id, { name: 'A tenth' })).toMatchObject({ name: 'A tenth', code: 'TEN' });
  },
  async 'discounts.delete'(remove, world) {
    await remove((await makeDiscount(world)).id);
    expect((await world.polar.discounts.list()).items).toEqual([]);
  },
} satisfies Drives;
