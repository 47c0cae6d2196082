import { expect } from 'vitest';
import type { Drives } from './drive.ts';
import type { World } from './world.ts';

const calls = {
  name: 'Calls',
  filter: { conjunction: 'and', clauses: [{ property: 'name', operator: 'eq', value: 'call' }] },
  aggregation: { func: 'count' },
} as const;

function makeMeter({ polar }: World) {
  return polar.meters.create({ ...calls, filter: { ...calls.filter, clauses: [...calls.filter.clauses] } });
}

function ingestCalls({ polar }: World, count: number) {
  const events = Array.from({ length: count }, () => ({ name: 'call', external_customer_id: 'user_1' }));
  return polar.events.ingest({ events });
}

/** Counts two calls of Ada's. */
async function count(world: World) {
  const meter = await makeMeter(world);
  const ada = await world.makeAda();
  await ingestCalls(world, 2);
  return { meter, ada };
}

export const meters = {
  async 'meters.list'(list, world) {
    await makeMeter(world);
    expect((await list()).items).toMatchObject([{ name: 'Calls', aggregation: { func: 'count' } }]);
  },
  async 'meters.create'(create) {
    const filter = { ...calls.filter, clauses: [...calls.filter.clauses] };
    expect(await create({ ...calls, filter })).toMatchObject(calls);
  },
  async 'meters.get'(get, world) {
    expect(await get((await makeMeter(world)).id)).toMatchObject(calls);
  },
  async 'meters.update'(update, world) {
    const { id } = await makeMeter(world);
    expect(await update(id, { name: 'Requests' })).toMatchObject({ name: 'Requests' });
  },
  async 'meters.quantities'(quantities, world) {
    const { meter } = await count(world);
    const day = {
      start_timestamp: '2027-01-10T00:00:00Z',
      end_timestamp: '2027-01-11T00:00:00Z',
      interval: 'day',
    } as const;
    expect(await quantities(meter.id, day)).toMatchObject({ total: 2 });
  },
  async 'customerMeters.list'(list, world) {
    const { ada } = await count(world);
    expect((await list({ customer_id: ada.id })).items).toMatchObject([{ consumed_units: 2, balance: -2 }]);
  },
  async 'customerMeters.get'(get, world) {
    const { ada } = await count(world);
    const [found] = (await world.polar.customerMeters.list({ customer_id: ada.id })).items;
    expect(await get(found?.id ?? '')).toMatchObject({ consumed_units: 2, meter: { name: 'Calls' } });
  },
  async 'customerPortal.customerMeters.list'(list, world) {
    const { ada } = await count(world);
    expect((await list({}, await world.visit(ada.id))).items).toMatchObject([{ consumed_units: 2 }]);
  },
  async 'customerPortal.customerMeters.get'(get, world) {
    const { ada } = await count(world);
    const visitor = await world.visit(ada.id);
    const [found] = (await world.polar.customerPortal.customerMeters.list({}, visitor)).items;
    expect(await get(found?.id ?? '', visitor)).toMatchObject({ balance: -2, meter: { name: 'Calls' } });
  },
} satisfies Drives;

const call = { name: 'call', source: 'user', external_customer_id: 'user_1' } as const;

async function ingestOne(world: World): Promise<string> {
  await ingestCalls(world, 1);
  const { items } = await world.polar.events.list({ name: 'call' });
  return items[0]?.id ?? '';
}

export const events = {
  async 'events.list'(list, world) {
    await ingestCalls(world, 1);
    expect((await list({ name: 'call' })).items).toMatchObject([call]);
  },
  async 'events.listNames'(listNames, world) {
    await ingestCalls(world, 2);
    expect((await listNames({ source: 'user' })).items).toMatchObject([{ name: 'call', occurrences: 2 }]);
  },
  async 'events.get'(get, world) {
    expect(await get(await ingestOne(world))).toMatchObject(call);
  },
  async 'events.ingest'(ingest) {
    expect(await ingest({ events: [{ name: 'call', external_customer_id: 'user_1' }] })).toEqual({
      inserted: 1,
      duplicates: 0,
    });
  },
  async 'eventTypes.list'(list, world) {
    await ingestCalls(world, 2);
    expect((await list({ source: 'user' })).items).toMatchObject([{ name: 'call', occurrences: 2 }]);
  },
  async 'eventTypes.update'(update, world) {
    await ingestCalls(world, 1);
    const [found] = (await world.polar.eventTypes.list({ source: 'user' })).items;
    expect(await update(found?.id ?? '', { label: 'A call' })).toMatchObject({ label: 'A call' });
  },
} satisfies Drives;
