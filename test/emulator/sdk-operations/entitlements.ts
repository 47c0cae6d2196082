import { expect } from 'vitest';
import type { Drives } from './drive.ts';
import { products, type World } from './world.ts';

const flag = { type: 'feature_flag', description: 'Reports' } as const;

const makeBenefit = ({ polar }: World) => polar.benefits.create({ ...flag, properties: {} });

/** Gives Ada the benefit with the plan that she buys. */
async function grant(world: World) {
  const { id } = await makeBenefit(world);
  await world.polar.products.updateBenefits(products.starter, { benefits: [id] });
  const { customer_id } = await world.buy();
  return { id, customer_id };
}

export const benefits = {
  async 'benefits.list'(list, world) {
    await makeBenefit(world);
    expect((await list()).items).toMatchObject([flag]);
  },
  async 'benefits.create'(create) {
    expect(await create({ ...flag, properties: {} })).toMatchObject(flag);
  },
  async 'benefits.get'(get, world) {
    expect(await get((await makeBenefit(world)).id)).toMatchObject(flag);
  },
  async 'benefits.update'(update, world) {
    const { id } = await makeBenefit(world);
    expect(await update(id, { type: 'feature_flag', description: 'All reports' })).toMatchObject({
      ...flag,
      description: 'All reports',
    });
  },
  async 'benefits.delete'(remove, world) {
    await remove((await makeBenefit(world)).id);
    expect((await world.polar.benefits.list()).items).toEqual([]);
  },
  async 'benefits.grants'(grants, world) {
    const { id, customer_id } = await grant(world);
    expect((await grants(id)).items).toMatchObject([{ customer_id, is_granted: true, benefit: flag }]);
  },
  async 'benefitGrants.list'(list, world) {
    const { customer_id } = await grant(world);
    expect((await list({ customer_id })).items).toMatchObject([{ is_granted: true, is_revoked: false }]);
  },
} satisfies Drives;

async function visitWithGrant(world: World) {
  const { customer_id } = await grant(world);
  const visitor = await world.visit(customer_id);
  const [found] = (await world.polar.customerPortal.benefitGrants.list({}, visitor)).items;
  return { visitor, id: found?.id ?? '' };
}

export const portalBenefitGrants = {
  async 'customerPortal.benefitGrants.list'(list, world) {
    const { visitor } = await visitWithGrant(world);
    expect((await list({}, visitor)).items).toMatchObject([{ is_granted: true, benefit: flag }]);
  },
  async 'customerPortal.benefitGrants.get'(get, world) {
    const { visitor, id } = await visitWithGrant(world);
    expect(await get(id, visitor)).toMatchObject({ id, benefit: flag });
  },
  async 'customerPortal.benefitGrants.update'(update, world) {
    const { visitor, id } = await visitWithGrant(world);
    expect(await update(id, { benefit_type: 'feature_flag' }, visitor)).toMatchObject({ id, benefit: flag });
  },
} satisfies Drives;
