import { expect } from 'vitest';
import { refusal } from '../support.ts';
import type { Drives } from './drive.ts';
import type { World } from './world.ts';

const ada = { email: 'ada@example.com', external_id: 'user_1', type: 'individual' } as const;

async function buyAsAda({ polar, makeAda, buy }: World) {
  const { id } = await makeAda();
  await buy();
  return polar.customers.get(id);
}

/** Customers by Polar's id. */
export const customers = {
  async 'customers.list'(list, { makeAda }) {
    await makeAda();
    expect((await list({ email: 'ada@example.com' })).items).toMatchObject([ada]);
  },
  async 'customers.create'(create) {
    expect(await create({ email: 'ada@example.com', external_id: 'user_1' })).toMatchObject(ada);
  },
  async 'customers.export'(exportAll, { makeAda }) {
    const { id } = await makeAda();
    expect((await exportAll()).split('\r\n')[1]?.startsWith(`${id},user_1,`)).toBe(true);
  },
  async 'customers.get'(get, { makeAda }) {
    expect(await get((await makeAda()).id)).toMatchObject(ada);
  },
  async 'customers.update'(update, { makeAda }) {
    expect(await update((await makeAda()).id, { name: 'Ada' })).toMatchObject({ ...ada, name: 'Ada' });
  },
  async 'customers.delete'(remove, { polar, makeAda }) {
    const { id } = await makeAda();
    await remove(id);
    expect((await refusal(polar.customers.get(id))).status).toBe(404);
  },
  async 'customers.getState'(getState, world) {
    expect(await getState((await buyAsAda(world)).id)).toMatchObject({
      ...ada,
      active_subscriptions: [{ status: 'active', amount: 2_900, currency: 'usd' }],
    });
  },
  async 'customers.listPaymentMethods'(list, world) {
    expect((await list((await buyAsAda(world)).id)).items).toMatchObject([
      { type: 'card', is_default: true, method_metadata: { brand: 'visa', last4: '4242' } },
    ]);
  },
} satisfies Drives;

/** The same by the merchant's own id. */
export const externalCustomers = {
  async 'customers.getExternal'(get, { makeAda }) {
    await makeAda();
    expect(await get('user_1')).toMatchObject(ada);
  },
  async 'customers.updateExternal'(update, { makeAda }) {
    await makeAda();
    expect(await update('user_1', { name: 'Ada' })).toMatchObject({ ...ada, name: 'Ada' });
  },
  async 'customers.deleteExternal'(remove, { polar, makeAda }) {
    await makeAda();
    await remove('user_1');
    expect((await refusal(polar.customers.getExternal('user_1'))).status).toBe(404);
  },
  async 'customers.getStateExternal'(getState, world) {
    await buyAsAda(world);
    expect(await getState('user_1')).toMatchObject({ ...ada, active_subscriptions: [{ amount: 2_900 }] });
  },
  async 'customers.listPaymentMethodsExternal'(list, world) {
    await buyAsAda(world);
    expect((await list('user_1')).items).toMatchObject([{ method_metadata: { last4: '4242' } }]);
  },
} satisfies Drives;

const eve = { email: 'eve@example.com', external_id: 'member_1', role: 'member' } as const;

async function addEve({ polar, makeTeam }: World): Promise<[string, string]> {
  const { id } = await makeTeam();
  return [id, (await polar.customers.members.create(id, eve)).id];
}

/** Who may act for a team. */
export const members = {
  async 'customers.members.list'(list, { makeTeam }) {
    const { items } = await list((await makeTeam()).id);
    expect(items).toMatchObject([{ email: 'owner@example.com', role: 'owner', external_id: 'owner_1' }]);
  },
  async 'customers.members.create'(create, { makeTeam }) {
    expect(await create((await makeTeam()).id, eve)).toMatchObject(eve);
  },
  async 'customers.members.get'(get, world) {
    expect(await get(...(await addEve(world)))).toMatchObject(eve);
  },
  async 'customers.members.update'(update, world) {
    const [team, id] = await addEve(world);
    expect(await update(team, id, { name: 'Eve' })).toMatchObject({ ...eve, name: 'Eve' });
  },
  async 'customers.members.delete'(remove, world) {
    const [team, id] = await addEve(world);
    await remove(team, id);
    expect((await world.polar.customers.members.list(team)).items).toHaveLength(1);
  },
  async 'customers.members.listExternal'(list, { makeTeam }) {
    await makeTeam();
    expect((await list('team_1')).items).toMatchObject([{ external_id: 'owner_1' }]);
  },
  async 'customers.members.createExternal'(create, { makeTeam }) {
    await makeTeam();
    expect(await create('team_1', eve)).toMatchObject(eve);
  },
  async 'customers.members.getExternal'(get, world) {
    await addEve(world);
    expect(await get('team_1', 'member_1')).toMatchObject(eve);
  },
  async 'customers.members.updateExternal'(update, world) {
    await addEve(world);
    expect(await update('team_1', 'member_1', { name: 'Eve' })).toMatchObject({ ...eve, name: 'Eve' });
  },
  async 'customers.members.deleteExternal'(remove, world) {
    const [team] = await addEve(world);
    await remove('team_1', 'member_1');
    expect((await world.polar.customers.members.list(team)).items).toHaveLength(1);
  },
} satisfies Drives;

export const customerSessions = {
  async 'customerSessions.create'(create, { makeAda }) {
    const session = await create({ customer_id: (await makeAda()).id });
    expect(session).toMatchObject({ customer: ada, expires_at: '2027-01-10T11:00:00Z' });
  },
} satisfies Drives;
