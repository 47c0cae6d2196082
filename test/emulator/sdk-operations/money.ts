import { expect } from 'vitest';
import type { Drives } from './drive.ts';
import type { World } from './world.ts';

const payment = { status: 'succeeded', amount: 2_900, method: 'card' } as const;

export const payments = {
  async 'payments.list'(list, { buyOrder }) {
    const order_id = await buyOrder();
    expect((await list({ order_id })).items).toMatchObject([payment]);
  },
  async 'payments.get'(get, { polar, buyOrder }) {
    await buyOrder();
    const [found] = (await polar.payments.list()).items;
    expect(await get(found?.id ?? '')).toMatchObject(payment);
  },
} satisfies Drives;

const refund = { amount: 900, reason: 'customer_request' } as const;

export const refunds = {
  async 'refunds.list'(list, { polar, buyOrder }) {
    await polar.refunds.create({ ...refund, order_id: await buyOrder() });
    expect((await list()).items).toMatchObject([refund]);
  },
  async 'refunds.create'(create, { buyOrder }) {
    expect(await create({ ...refund, order_id: await buyOrder() })).toMatchObject({
      ...refund,
      status: 'succeeded',
    });
  },
} satisfies Drives;

async function raiseDispute({ polar, call, buyOrder }: World): Promise<string> {
  await call(`/_emulator/orders/${await buyOrder()}/dispute`, {});
  const [dispute] = (await polar.disputes.list()).items;
  return dispute?.id ?? '';
}

export const disputes = {
  async 'disputes.list'(list, world) {
    const id = await raiseDispute(world);
    expect((await list()).items).toMatchObject([{ id, status: 'needs_response', amount: 2_900 }]);
  },
  async 'disputes.get'(get, world) {
    expect(await get(await raiseDispute(world))).toMatchObject({ reason: 'fraudulent', closed: false });
  },
  async 'disputes.accept'(accept, world) {
    expect(await accept(await raiseDispute(world))).toMatchObject({ status: 'lost', closed: true });
  },
} satisfies Drives;

const day = { start_date: '2027-01-10', end_date: '2027-01-10', interval: 'day' } as const;

export const metrics = {
  async 'metrics.get'(get, { buyOrder }) {
    await buyOrder();
    expect((await get(day)).totals).toMatchObject({ orders: 1, revenue: 2_900, active_subscriptions: 1 });
  },
  async 'metrics.export'(exportAll, { buyOrder }) {
    await buyOrder();
    expect((await exportAll({ ...day, metrics: ['orders'] })).split('\r\n')).toEqual([
      'Timestamp,Orders',
      '2027-01-10T00:00:00+00:00,1',
      '',
    ]);
  },
  async 'metrics.limits'(limits) {
    expect((await limits()).intervals.hour).toEqual({ min_days: 0, max_days: 7 });
  },
} satisfies Drives;
