import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSeed } from '../../src/emulator/index.ts';
import { listenToAll, type Rig, refusal, START, startRig } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

interface Played {
  name: string;
  ids: { customer_id: string; subscription_id: string };
  clock: { now: string; mode: string; next: unknown };
}

async function play(name: string, options: Record<string, unknown> = {}, one = rig): Promise<Played> {
  const { status, json } = await one.call('/_emulator/presets', { name, ...options });
  expect(status, JSON.stringify(json)).toBe(200);
  return json as Played;
}

it('are listed with what they leave', async () => {
  const { json } = await rig.call('/_emulator/presets');
  const { items } = json as { items: { name: string; title: string; description: string }[] };
  expect(items.map(({ name, title }) => [name, title])).toEqual([
    ['trial-ends-tomorrow', 'Trial ends tomorrow'],
    ['past-due-second-retry', 'Past due, second retry'],
    ['canceled-at-period-end', 'Canceled at period end'],
    ['paused', 'Paused'],
    ['seat-limit-reached', 'Seat limit reached'],
    ['10000-invoices', '10,000 invoices'],
  ]);
  expect(items[1]?.description).toBe(
    'A renewal and its first retry were declined. The second retry is tomorrow, with the same card.',
  );
});

describe('a preset', () => {
  it('trial-ends-tomorrow: a day later the first period is paid', async () => {
    const { ids, clock } = await play('trial-ends-tomorrow');
    expect(await rig.polar.subscriptions.get(ids.subscription_id)).toMatchObject({
      status: 'trialing',
      customer_id: ids.customer_id,
      started_at: '2026-12-28T10:00:00Z',
      trial_end: '2027-01-11T10:00:00Z',
    });
    expect(clock).toMatchObject({ now: START, next: { at: '2027-01-11T10:00:00Z', kind: 'trial_end' } });
    await rig.call('/_emulator/clock', { next: true });
    expect(await rig.polar.subscriptions.get(ids.subscription_id)).toMatchObject({ status: 'active' });
    const orders = (await rig.polar.orders.list({ status: 'paid' })).items;
    expect(orders.map(({ billing_reason, net_amount }) => [billing_reason, net_amount])).toEqual([
      ['subscription_cycle', 2_900],
      ['subscription_create', 0],
    ]);
  });

  it('past-due-second-retry: two payments were declined, and a new card pays', async () => {
    const { ids, clock } = await play('past-due-second-retry');
    expect(await rig.polar.subscriptions.get(ids.subscription_id)).toMatchObject({
      status: 'past_due',
      current_period_start: '2027-01-04T10:00:00Z',
    });
    const [order] = (await rig.polar.orders.list({ status: 'pending' })).items;
    expect(order).toMatchObject({
      billing_reason: 'subscription_cycle',
      created_at: expect.stringMatching(/^2027-01-04T10/),
    });
    const payments = (await rig.polar.payments.list({ order_id: order?.id ?? '' })).items;
    expect(payments.map(({ status, created_at }) => [status, created_at.slice(0, 13)])).toEqual([
      ['failed', '2027-01-06T10'],
      ['failed', '2027-01-04T10'],
    ]);
    expect(clock.next).toMatchObject({
      at: '2027-01-11T10:00:00Z',
      kind: 'payment_retry',
      id: order?.id,
      description: 'Ada Lovelace: the payment of Starter is tried again, retry 2.',
    });
    const card = { number: '4242424242424242' };
    await rig.call(`/_emulator/customers/${ids.customer_id}/payment-method`, card);
    expect(await rig.polar.subscriptions.get(ids.subscription_id)).toMatchObject({ status: 'active' });
  });

  it('canceled-at-period-end: it runs on, then ends', async () => {
    const { ids } = await play('canceled-at-period-end');
    expect(await rig.polar.subscriptions.get(ids.subscription_id)).toMatchObject({
      status: 'active',
      cancel_at_period_end: true,
      canceled_at: START,
      current_period_end: '2027-01-31T10:00:00Z',
      customer_cancellation_reason: 'too_expensive',
    });
    await rig.call('/_emulator/clock', { next: true });
    expect(await rig.polar.subscriptions.get(ids.subscription_id)).toMatchObject({
      status: 'canceled',
      ended_at: '2027-01-31T10:00:00Z',
    });
  });

  it('paused: nothing is charged until it is resumed', async () => {
    const { ids, clock } = await play('paused');
    expect(await rig.polar.subscriptions.get(ids.subscription_id)).toMatchObject({
      status: 'paused',
      paused_at: '2027-01-07T10:00:00Z',
      resumes_at: null,
    });
    expect(clock.next).toBe(null);
    await rig.polar.subscriptions.update(ids.subscription_id, { resume: true });
    expect((await rig.polar.orders.list()).pagination.total_count).toBe(2);
  });

  it('seat-limit-reached: no seat is left for another person', async () => {
    const { ids } = await play('seat-limit-reached');
    const { subscription_id } = ids;
    expect(await rig.polar.customerSeats.listSeats({ subscription_id })).toMatchObject({
      total_seats: 3,
      available_seats: 0,
      seats: [{ status: 'claimed' }, { status: 'claimed' }, { status: 'claimed' }],
    });
    const another = rig.polar.customerSeats.assignSeat({ subscription_id, email: 'late@example.com' });
    expect(await refusal(another)).toMatchObject({ status: 400, error: { error: 'SeatNotAvailable' } });
    await rig.polar.subscriptions.update(subscription_id, { seats: 4 });
    expect(await rig.polar.customerSeats.listSeats({ subscription_id })).toMatchObject({
      available_seats: 1,
    });
  });

  it('10000-invoices: each can be listed, and its invoice made', async () => {
    const { ids } = await play('10000-invoices');
    const { customer_id } = ids;
    const first = await rig.polar.orders.list({ customer_id, limit: 100 });
    expect(first.pagination).toEqual({ total_count: 10_000, max_page: 100 });
    expect(first.items[0]).toMatchObject({
      created_at: expect.stringMatching(/^2027-01-10T10/),
      status: 'paid',
    });
    const last = await rig.polar.orders.list({ customer_id, limit: 100, page: 100 });
    const order = last.items.at(-1);
    expect(order).toMatchObject({ total_amount: 425, created_at: expect.stringMatching(/^2025-08-29T10/) });
    await rig.polar.orders.generateInvoice(order?.id ?? '');
    await rig.emulator.settled();
    const { url } = await rig.polar.orders.invoice(order?.id ?? '');
    const document = await fetch(url);
    expect(document.headers.get('content-type')).toBe('application/pdf');
  }, 60_000);
});

describe('playing a preset', () => {
  it('gives the same state each time', async () => {
    await play('past-due-second-retry');
    const first = (await rig.call('/_emulator/state')).json;
    await play('past-due-second-retry');
    expect((await rig.call('/_emulator/state')).json).toEqual(first);
  });

  it('puts what was there away, under a name if one is given', async () => {
    await rig.polar.customers.create({ email: 'bob@example.com' });
    await play('paused', { save: 'before' });
    const emails = async () => (await rig.polar.customers.list()).items.map(({ email }) => email);
    expect(await emails()).toEqual(['ada@example.com']);
    await rig.call('/_emulator/snapshots/before/load', '');
    expect(await emails()).toEqual(['bob@example.com']);
  });

  it('ends when it was asked for, on whatever day of the month', async () => {
    for (const now of ['2027-03-06T00:00:00Z', '2027-03-31T12:00:00Z', '2028-02-29T23:59:59Z']) {
      await rig.call('/_emulator/clock', { to: now });
      const { clock, ids } = await play('past-due-second-retry');
      const renewal = new Date(Date.parse(now) - 6 * 86_400_000).toISOString().slice(0, 19);
      expect(clock.now).toBe(now);
      expect(await rig.polar.subscriptions.get(ids.subscription_id)).toMatchObject({
        status: 'past_due',
        current_period_start: `${renewal}Z`,
      });
    }
  });

  it('keeps endpoints, which hear of the story afterwards, in its order', async () => {
    const endpoint = await listenToAll(rig.polar);
    await play('canceled-at-period-end');
    const types = await rig.takeTypes();
    expect(types.at(0)).toBe('checkout.created');
    expect(types.slice(-3)).toEqual([
      'subscription.updated',
      'subscription.canceled',
      'customer.state_changed',
    ]);
    expect((await rig.polar.webhooks.listWebhookEndpoints()).items).toMatchObject([
      { id: endpoint.id, secret: endpoint.secret, url: endpoint.url },
    ]);
  });

  it('tells nobody of it when that is asked for', async () => {
    await listenToAll(rig.polar);
    await play('canceled-at-period-end', { tell: false });
    expect(await rig.takeTypes()).toEqual([]);
    await rig.polar.customers.create({ email: 'bob@example.com' });
    expect(await rig.takeTypes()).toContain('customer.created');
  });

  it('is about whom one likes', async () => {
    const customer = { name: 'Nordlicht', email: 'billing@nordlicht.example', external_id: 'org_7' };
    const { ids } = await play('trial-ends-tomorrow', { customer });
    expect(await rig.polar.customers.getExternal('org_7')).toMatchObject({
      id: ids.customer_id,
      ...customer,
    });
  });

  it('lets a live clock go on', async () => {
    const live = await startRig({ clock: { mode: 'live', now: '2030-06-01T00:00:00Z' } });
    const { clock, ids } = await play('trial-ends-tomorrow', {}, live);
    expect(clock).toMatchObject({ mode: 'live', now: expect.stringMatching(/^2030-06-01T00:0/) });
    const { trial_end } = await live.polar.subscriptions.get(ids.subscription_id);
    expect(trial_end).toMatch(/^2030-06-02T00:00:0/);
    await live.close();
  });

  it('finds a plan, or makes one, where the seed is another', async () => {
    const one = await startRig({ seed: { ...defaultSeed, products: [] } });
    const { ids } = await play('trial-ends-tomorrow', {}, one);
    expect(await one.polar.subscriptions.get(ids.subscription_id)).toMatchObject({
      amount: 2_900,
      product: { name: 'Plan' },
    });
    await one.close();
  });

  it('leaves the state as it is when a name is wrong', async () => {
    await rig.polar.customers.create({ email: 'bob@example.com' });
    for (const body of [
      {},
      { name: 'bankrupt' },
      { name: 'paused', save: '../x' },
      { name: 'paused', customer: { email: 'nobody' } },
    ]) {
      expect((await rig.call('/_emulator/presets', body)).status).toBe(422);
    }
    expect((await rig.polar.customers.list()).items).toMatchObject([{ email: 'bob@example.com' }]);
  });
});
