import type { models } from '@polar-sh/sdk/2026-10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenToAll, type Rig, refusal, START, startRig, subscribe } from './support.ts';
import { type Aggregation, call, callTimes, countsOf, makeMeter } from './usage-support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

type Price = models.ProductCreateRecurring['prices'][number];

const base = { amount_type: 'fixed', price_currency: 'usd', price_amount: 1_000 } as const;

/** What a rate is for the meter of calls: a decimal of minor units, or tiers. */
type Rate = { unit_amount: string } | { tiers: models.Tiers };

function metered(meter_id: string, rate: Rate, cap_amount: number | null = null): Price {
  const common = { price_currency: 'usd', meter_id, cap_amount } as const;
  return 'tiers' in rate
    ? { amount_type: 'metered_tiers', ...common, ...rate }
    : { amount_type: 'metered_unit', ...common, ...rate };
}

function makePlan(prices: Price[], more: Partial<models.ProductCreateRecurring> = {}) {
  return rig.polar.products.create({ name: 'Plan', recurring_interval: 'month', prices, ...more });
}

/** Buys ten dollars a month, and calls at a rate. */
async function subscribeAt(rate: Rate, options: { cap?: number; aggregation?: Aggregation } = {}) {
  const meter = await makeMeter(rig.polar, options.aggregation);
  const product = await makePlan([base, metered(meter.id, rate, options.cap)]);
  const subscription = await subscribe(rig.polar, { product: product.id, trial: false });
  return { meter, product, subscription, customer: subscription.customer_id };
}

async function newestOrder() {
  const [order] = (await rig.polar.orders.list()).items;
  if (order === undefined) throw new Error('There is no order.');
  return order;
}

/** The lines of the newest order. */
async function lines(): Promise<[string, number][]> {
  return (await newestOrder()).items.map(({ label, amount }) => [label, amount]);
}

/** What a subscription says of its first meter: used, credited, and what it costs so far. */
async function meterOf(subscriptionId: string) {
  const [meter] = (await rig.polar.subscriptions.get(subscriptionId)).meters;
  return [meter?.consumed_units, meter?.credited_units, meter?.amount];
}

async function putCard(customerId: string, number: string) {
  const { status } = await rig.call(`/_emulator/customers/${customerId}/payment-method`, { number });
  expect(status).toBe(200);
}

async function setOrganization(change: object) {
  const [organization] = (await rig.polar.organizations.list()).items;
  const { status } = await rig.call(`/v1/organizations/${organization?.id}`, change, 'PATCH');
  expect(status).toBe(200);
}

const nextPeriod = 'Plan — From Feb 10, 2027 to Mar 10, 2027';

describe('usage', () => {
  it('is billed with the next period, once, and counted anew from then on', async () => {
    const { meter, subscription, customer } = await subscribeAt({ unit_amount: '12.5' });
    expect(await lines()).toEqual([['Plan', 1_000]]);
    await rig.emulator.clock.advance('P3D');
    await callTimes(rig.polar, customer, 2);
    await rig.emulator.clock.advance('P2D');
    await callTimes(rig.polar, customer, 1);
    expect(await meterOf(subscription.id)).toEqual([3, 0, 38]);
    expect(await countsOf(rig.polar, meter.id)).toEqual([3, 0, -3]);
    await rig.emulator.clock.advanceTo('2027-02-10T10:00:00Z');
    const order = await newestOrder();
    expect(order).toMatchObject({
      billing_reason: 'subscription_cycle',
      status: 'paid',
      subtotal_amount: 1_038,
      total_amount: 1_038,
    });
    expect(order.items).toMatchObject([
      {
        label: 'Calls — (3 consumed units) × $0.125',
        amount: 38,
        proration: false,
        product_price_id: subscription.prices[1]?.id,
        start_timestamp: '2027-01-13T10:00:00Z',
        end_timestamp: '2027-01-15T10:00:00Z',
      },
      { label: nextPeriod, amount: 1_000 },
    ]);
    expect(await meterOf(subscription.id)).toEqual([0, 0, 0]);
    expect(await countsOf(rig.polar, meter.id)).toEqual([0, 0, 0]);
    await rig.emulator.clock.advance('P1M');
    expect(await lines()).toEqual([['Plan — From Mar 10, 2027 to Apr 10, 2027', 1_000]]);
  });

  it('from before the subscription is nobody’s to pay', async () => {
    const meter = await makeMeter(rig.polar);
    const product = await makePlan([base, metered(meter.id, { unit_amount: '100' })]);
    const ada = await rig.polar.customers.create({ email: 'ada@example.com' });
    await callTimes(rig.polar, ada.id, 5);
    const { id } = await subscribe(rig.polar, { product: product.id, trial: false });
    expect(await countsOf(rig.polar, meter.id)).toEqual([0, 0, 0]);
    await callTimes(rig.polar, ada.id, 1);
    expect(await meterOf(id)).toEqual([1, 0, 100]);
  });

  it('is billed in the period in which it is told of, however long ago it was', async () => {
    const { customer } = await subscribeAt({ unit_amount: '100' });
    const event = { name: 'call', customer_id: customer, timestamp: '2026-07-01T00:00:00Z' };
    await rig.polar.events.ingest({ events: [event] });
    await rig.emulator.clock.advance('P1M');
    expect((await newestOrder()).items[0]).toMatchObject({
      amount: 100,
      start_timestamp: '2026-07-01T00:00:00Z',
      end_timestamp: '2026-07-01T00:00:00Z',
    });
  });

  it('in a trial is billed when the trial is over', async () => {
    const meter = await makeMeter(rig.polar);
    const prices = [base, metered(meter.id, { unit_amount: '100' })];
    const product = await makePlan(prices, { trial_interval: 'day', trial_interval_count: 14 });
    const { customer_id } = await subscribe(rig.polar, { product: product.id });
    await callTimes(rig.polar, customer_id, 2);
    await rig.emulator.clock.advance('P14D');
    expect(await lines()).toEqual([
      ['Calls — (2 consumed units) × $1.00', 200],
      ['Plan — From Jan 24, 2027 to Feb 24, 2027', 1_000],
    ]);
  });

  it('while a subscription is paused is counted and not billed', async () => {
    const { meter, subscription, customer } = await subscribeAt({ unit_amount: '100' });
    await rig.polar.subscriptions.update(subscription.id, { pause_at_period_end: true });
    await rig.emulator.clock.advance('P40D');
    await callTimes(rig.polar, customer, 3);
    expect(await countsOf(rig.polar, meter.id)).toEqual([3, 0, -3]);
    expect(await meterOf(subscription.id)).toEqual([0, 0, 0]);
  });

  it('is told of by the subscription and the customer’s state, once for a batch', async () => {
    const { subscription, customer } = await subscribeAt({ unit_amount: '100' });
    await listenToAll(rig.polar);
    await callTimes(rig.polar, customer, 4);
    await rig.emulator.settled();
    const [updated] = rig.received;
    expect(updated?.payload).toMatchObject({
      type: 'subscription.updated',
      data: { id: subscription.id, meters: [{ consumed_units: 4, credited_units: 0, amount: 400 }] },
    });
    expect(await rig.takeTypes()).toEqual(['subscription.updated', 'customer.state_changed']);
  });

  it('is paid for by the oldest of a customer’s subscriptions to a meter', async () => {
    await setOrganization({
      subscription_settings: {
        allow_multiple_subscriptions: true,
        proration_behavior: 'prorate',
        benefit_revocation_grace_period: 0,
        prevent_trial_abuse: false,
        allow_customer_updates: true,
      },
    });
    const { product, subscription, customer } = await subscribeAt({ unit_amount: '100' });
    await rig.emulator.clock.advance('P1D');
    const second = await subscribe(rig.polar, { product: product.id, trial: false });
    await callTimes(rig.polar, customer, 2);
    expect(await meterOf(subscription.id)).toEqual([2, 0, 200]);
    expect(await meterOf(second.id)).toEqual([0, 0, 0]);
    await rig.polar.subscriptions.revoke(subscription.id);
    await callTimes(rig.polar, customer, 1);
    expect(await meterOf(second.id)).toEqual([1, 0, 100]);
  });

  it('stands in the preview of the next charge', async () => {
    const { subscription, customer } = await subscribeAt({ unit_amount: '50' });
    await callTimes(rig.polar, customer, 3);
    expect((await rig.call(`/v1/subscriptions/${subscription.id}/charge-preview`)).json).toMatchObject({
      base_amount: 1_000,
      metered_amount: 150,
      proration_amount: 0,
      subtotal_amount: 1_150,
      due_amount: 1_150,
    });
    await rig.polar.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    expect((await rig.call(`/v1/subscriptions/${subscription.id}/charge-preview`)).json).toMatchObject({
      base_amount: 0,
      metered_amount: 150,
      due_amount: 150,
    });
  });
});

describe('a rate', () => {
  const tiers = [
    { bound: 10, unit_amount: '10' },
    { bound: null, unit_amount: '2.5' },
  ];

  it.each<[string, Rate, number | undefined, number, number, string]>([
    ['by the unit', { unit_amount: '0.004' }, undefined, 125, 1, '125 consumed units) × $0.00004'],
    [
      'by volume, in the first tier',
      { tiers: { type: 'volume', tiers } },
      undefined,
      10,
      100,
      '10 consumed units, volume pricing)',
    ],
    [
      'by volume, in the next',
      { tiers: { type: 'volume', tiers } },
      undefined,
      11,
      28,
      '11 consumed units, volume pricing)',
    ],
    [
      'graduated, in the first tier',
      { tiers: { type: 'graduated', tiers } },
      undefined,
      10,
      100,
      '10 consumed units, graduated pricing)',
    ],
    [
      'graduated, in the next',
      { tiers: { type: 'graduated', tiers } },
      undefined,
      15,
      113,
      '15 consumed units, graduated pricing)',
    ],
    ['with a cap that is not reached', { unit_amount: '100' }, 500, 4, 400, '4 consumed units) × $1.00'],
    ['with a cap that is met exactly', { unit_amount: '100' }, 500, 5, 500, '5 consumed units) × $1.00'],
    ['with a cap', { unit_amount: '100' }, 500, 6, 500, '6 consumed units) × $1.00 — Capped at $5.00'],
    [
      'by tiers with a cap',
      { tiers: { type: 'graduated', tiers } },
      105,
      20,
      105,
      '20 consumed units, graduated pricing) — Capped at $1.05',
    ],
  ])('%s', async (_, rate, cap, times, amount, label) => {
    const { subscription, customer } = await subscribeAt(rate, cap === undefined ? {} : { cap });
    await callTimes(rig.polar, customer, times);
    expect(await meterOf(subscription.id)).toEqual([times, 0, amount]);
    await rig.emulator.clock.advance('P1M');
    expect(await lines()).toEqual([
      [`Calls — (${label}`, amount],
      [nextPeriod, 1_000],
    ]);
  });

  it('in yen is of whole yen, and may be of a part of one for each unit', async () => {
    const meter = await makeMeter(rig.polar, { func: 'sum', property: 'tokens' });
    const yen = { price_currency: 'jpy', meter_id: meter.id, amount_type: 'metered_unit' } as const;
    const product = await makePlan([
      base,
      metered(meter.id, { unit_amount: '100' }),
      { amount_type: 'fixed', price_currency: 'jpy', price_amount: 1_500 },
      { ...yen, unit_amount: '0.25', cap_amount: 300 },
    ]);
    const options = { product: product.id, trial: false, currency: 'jpy', country: 'JP' } as const;
    const { id, customer_id } = await subscribe(rig.polar, options);
    await call(rig.polar, customer_id, { tokens: 1_000 }, { tokens: 34 });
    expect(await meterOf(id)).toEqual([1_034, 0, 259]);
    await rig.emulator.clock.advance('P1M');
    expect(await newestOrder()).toMatchObject({
      currency: 'jpy',
      subtotal_amount: 1_759,
      items: [{ label: 'Calls — (1,034 consumed units) × ¥0.25', amount: 259 }, { amount: 1_500 }],
    });
    await call(rig.polar, customer_id, { tokens: 1_202 });
    await rig.emulator.clock.advance('P1M');
    expect((await lines())[0]).toEqual(['Calls — (1,202 consumed units) × ¥0.25 — Capped at ¥300', 300]);
  });

  it('is for fractions of units too', async () => {
    const aggregation: Aggregation = { func: 'sum', property: 'hours' };
    const { subscription, customer } = await subscribeAt({ unit_amount: '200' }, { aggregation });
    await call(rig.polar, customer, { hours: 0.1 }, { hours: 0.2 }, { hours: 1.2346 });
    expect(await meterOf(subscription.id)).toEqual([1.5346, 0, 307]);
    await rig.emulator.clock.advance('P1M');
    expect((await lines())[0]).toEqual(['Calls — (1.535 consumed units) × $2.00', 307]);
  });

  it.each<[Aggregation, number]>([
    [{ func: 'max', property: 'servers' }, 3],
    [{ func: 'min', property: 'servers' }, 1],
    [{ func: 'avg', property: 'servers' }, 2],
    [{ func: 'unique', property: 'region' }, 2],
  ])('is for what %j comes to in the period', async (aggregation, units) => {
    const { subscription, customer } = await subscribeAt({ unit_amount: '100' }, { aggregation });
    await call(rig.polar, customer, { servers: 3, region: 'eu' }, { servers: 1, region: 'us' });
    await call(rig.polar, customer, { servers: 2, region: 'eu' });
    expect(await meterOf(subscription.id)).toEqual([units, 0, units * 100]);
    await rig.emulator.clock.advance('P1M');
    await call(rig.polar, customer, { servers: 1, region: 'eu' });
    expect(await meterOf(subscription.id)).toEqual([1, 0, 100]);
  });

  it('that changed in the period is taken for all that does not add up, and old usage that adds up is dropped', async () => {
    const calls = await makeMeter(rig.polar);
    const servers = await makeMeter(rig.polar, { func: 'max', property: 'servers' }, { name: 'Servers' });
    const plan = (unit_amount: string, name: string) =>
      makePlan([base, metered(calls.id, { unit_amount }), metered(servers.id, { unit_amount })], { name });
    const [first, second] = [await plan('100', 'First'), await plan('200', 'Second')];
    const { id, customer_id } = await subscribe(rig.polar, { product: first.id, trial: false });
    await call(rig.polar, customer_id, { servers: 3 });
    await rig.polar.subscriptions.update(id, { product_id: second.id, proration_behavior: 'prorate' });
    await call(rig.polar, customer_id, { servers: 2 });
    const { meters } = await rig.polar.subscriptions.get(id);
    expect(meters.map(({ meter, consumed_units, amount }) => [meter.name, consumed_units, amount])).toEqual([
      ['Calls', 1, 200],
      ['Servers', 3, 600],
    ]);
  });
});

describe('credits', () => {
  /** Buys ten dollars a month and calls at a dollar, the first ten of each period free. */
  async function subscribeWithCredit(rollover: boolean) {
    const meter = await makeMeter(rig.polar);
    const product = await makePlan([base, metered(meter.id, { unit_amount: '100' })]);
    const benefit = await rig.polar.benefits.create({
      type: 'meter_credit',
      description: 'Ten calls',
      properties: { meter_id: meter.id, units: 10, rollover },
    });
    await rig.polar.products.updateBenefits(product.id, { benefits: [benefit.id] });
    const subscription = await subscribe(rig.polar, { product: product.id, trial: false });
    return { meter, subscription, customer: subscription.customer_id };
  }

  it('are used first, and come anew with each period', async () => {
    const { meter, subscription, customer } = await subscribeWithCredit(false);
    expect(await countsOf(rig.polar, meter.id)).toEqual([0, 10, 10]);
    await callTimes(rig.polar, customer, 13);
    expect(await countsOf(rig.polar, meter.id)).toEqual([13, 10, -3]);
    expect(await meterOf(subscription.id)).toEqual([13, 10, 300]);
    await rig.emulator.clock.advance('P1M');
    expect(await lines()).toEqual([
      ['Calls — (3 consumed units) × $1.00', 300],
      [nextPeriod, 1_000],
    ]);
    expect(await countsOf(rig.polar, meter.id)).toEqual([0, 10, 10]);
    await callTimes(rig.polar, customer, 4);
    await rig.emulator.clock.advance('P1M');
    expect((await lines())[0]).toEqual(['Calls — (0 consumed units) × $1.00', 0]);
    expect(await countsOf(rig.polar, meter.id)).toEqual([0, 10, 10]);
  });

  it('that roll over are kept as far as they were not used', async () => {
    const { meter, subscription, customer } = await subscribeWithCredit(true);
    await callTimes(rig.polar, customer, 4);
    await rig.emulator.clock.advance('P1M');
    expect(await countsOf(rig.polar, meter.id)).toEqual([0, 16, 16]);
    expect(await meterOf(subscription.id)).toEqual([0, 16, 0]);
    await callTimes(rig.polar, customer, 18);
    await rig.emulator.clock.advance('P1M');
    expect((await lines())[0]).toEqual(['Calls — (2 consumed units) × $1.00', 200]);
    expect(await countsOf(rig.polar, meter.id)).toEqual([0, 10, 10]);
    await rig.emulator.clock.advance('P2M');
    expect(await countsOf(rig.polar, meter.id)).toEqual([0, 30, 30]);
  });

  it('of a product without a metered price come anew with each period too', async () => {
    const meter = await makeMeter(rig.polar);
    const product = await makePlan([base]);
    const benefit = await rig.polar.benefits.create({
      type: 'meter_credit',
      description: 'Ten calls',
      properties: { meter_id: meter.id, units: 10, rollover: true },
    });
    await rig.polar.products.updateBenefits(product.id, { benefits: [benefit.id] });
    const { customer_id } = await subscribe(rig.polar, { product: product.id, trial: false });
    await callTimes(rig.polar, customer_id, 3);
    await rig.emulator.clock.advance('P1M');
    expect(await countsOf(rig.polar, meter.id)).toEqual([0, 17, 17]);
    expect(await lines()).toEqual([[nextPeriod, 1_000]]);
  });

  it('are taken back when the subscription is over', async () => {
    const { meter, subscription, customer } = await subscribeWithCredit(false);
    await callTimes(rig.polar, customer, 4);
    await rig.polar.subscriptions.revoke(subscription.id);
    expect(await countsOf(rig.polar, meter.id)).toEqual([4, 0, -4]);
  });

  it('are taken back while a payment is missing, and given again when it is made', async () => {
    const { meter, customer } = await subscribeWithCredit(false);
    await putCard(customer, '4000000000000002');
    await rig.emulator.clock.advance('P1M');
    expect(await countsOf(rig.polar, meter.id)).toEqual([0, 0, 0]);
    await putCard(customer, '4242424242424242');
    await rig.emulator.clock.advance('P3D');
    expect(await countsOf(rig.polar, meter.id)).toEqual([0, 10, 10]);
  });
});

describe('the end of a subscription', () => {
  it('at the end of its period bills what was used, and nothing more', async () => {
    const { subscription, customer } = await subscribeAt({ unit_amount: '100' });
    await callTimes(rig.polar, customer, 3);
    await rig.polar.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    await listenToAll(rig.polar);
    await rig.emulator.clock.advance('P1M');
    expect(await newestOrder()).toMatchObject({ billing_reason: 'subscription_cycle', status: 'paid' });
    expect(await lines()).toEqual([['Calls — (3 consumed units) × $1.00', 300]]);
    expect(await rig.takeTypes()).toEqual([
      'subscription.updated',
      'subscription.canceled',
      'subscription.revoked',
      'order.created',
      'order.updated',
      'order.paid',
      'customer.state_changed',
    ]);
    await callTimes(rig.polar, customer, 1);
    expect(await meterOf(subscription.id)).toEqual([0, 0, 0]);
  });

  it('without usage makes no order', async () => {
    const { subscription } = await subscribeAt({ unit_amount: '100' });
    await rig.polar.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    await rig.emulator.clock.advance('P1M');
    expect((await rig.polar.orders.list()).items).toHaveLength(1);
  });

  it('at once bills nothing: what was used is forgotten', async () => {
    const { subscription, customer } = await subscribeAt({ unit_amount: '100' });
    await callTimes(rig.polar, customer, 3);
    await rig.polar.subscriptions.revoke(subscription.id);
    expect((await rig.polar.orders.list()).items).toHaveLength(1);
    expect(await meterOf(subscription.id)).toEqual([0, 0, 0]);
  });
});

describe('a change that is billed at once', () => {
  async function subscribeToUnits() {
    const meter = await makeMeter(rig.polar);
    const units: Price = {
      amount_type: 'unit_based',
      price_currency: 'usd',
      tiers: { type: 'volume', tiers: [{ bound: null, unit_amount: '1000' }] },
    };
    const product = await makePlan([units, metered(meter.id, { unit_amount: '100' })]);
    const subscription = await subscribe(rig.polar, { product: product.id, trial: false });
    await callTimes(rig.polar, subscription.customer_id, 3);
    return { subscription, customer: subscription.customer_id };
  }

  it('takes what was used along', async () => {
    const { subscription } = await subscribeToUnits();
    const update = { units: 2, proration_behavior: 'invoice' } as const;
    expect(
      (await rig.call(`/v1/subscriptions/${subscription.id}/change-preview`, update)).json,
    ).toMatchObject({ metered_amount: 300, proration_amount: 1_000, due_amount: 1_300 });
    await rig.polar.subscriptions.update(subscription.id, update);
    expect(await newestOrder()).toMatchObject({ billing_reason: 'subscription_update', total_amount: 1_300 });
    expect((await lines())[0]).toEqual(['Calls — (3 consumed units) × $1.00', 300]);
    expect(await meterOf(subscription.id)).toEqual([0, 0, 0]);
    await rig.emulator.clock.advance('P1M');
    expect((await newestOrder()).total_amount).toBe(2_000);
  });

  it('leaves it waiting when the payment fails', async () => {
    const { subscription, customer } = await subscribeToUnits();
    await putCard(customer, '4000000000000002');
    const change = rig.polar.subscriptions.update(subscription.id, {
      units: 2,
      proration_behavior: 'invoice',
    });
    expect(await refusal(change)).toMatchObject({ status: 402 });
    expect(await meterOf(subscription.id)).toEqual([3, 0, 300]);
    await putCard(customer, '4242424242424242');
    await rig.emulator.clock.advance('P1M');
    expect((await newestOrder()).total_amount).toBe(1_300);
  });
});

describe('a period of the meters', () => {
  async function subscribeForAYear(card = 'ctoken_visa') {
    await setOrganization({ feature_settings: { meter_cycling_enabled: true } });
    const meter = await makeMeter(rig.polar);
    const benefit = await rig.polar.benefits.create({
      type: 'meter_credit',
      description: 'Ten calls',
      properties: { meter_id: meter.id, units: 10, rollover: false },
    });
    const product = await makePlan([base, metered(meter.id, { unit_amount: '100' })], {
      recurring_interval: 'year',
      meter_interval: 'month',
      meter_interval_count: 1,
    });
    await rig.polar.products.updateBenefits(product.id, { benefits: [benefit.id] });
    const subscription = await subscribe(rig.polar, { product: product.id, trial: false, token: card });
    return { meter, subscription, customer: subscription.customer_id };
  }

  it('is shorter than the subscription’s: usage beyond the credits is billed, and credits come anew', async () => {
    const { meter, subscription, customer } = await subscribeForAYear();
    expect(subscription).toMatchObject({
      current_period_end: '2028-01-10T10:00:00Z',
      current_meter_period_start: START,
      current_meter_period_end: '2027-02-10T10:00:00Z',
    });
    await callTimes(rig.polar, customer, 12);
    await listenToAll(rig.polar);
    await rig.emulator.clock.advanceTo('2027-02-10T10:00:00Z');
    expect(await rig.takeTypes()).toEqual([
      'subscription.updated',
      'benefit_grant.cycled',
      'order.created',
      'order.updated',
      'order.paid',
      'customer.state_changed',
    ]);
    expect(await newestOrder()).toMatchObject({
      billing_reason: 'subscription_meter_cycle',
      total_amount: 200,
    });
    expect(await lines()).toEqual([['Calls — (2 consumed units) × $1.00', 200]]);
    expect(await countsOf(rig.polar, meter.id)).toEqual([0, 10, 10]);
    expect(await rig.polar.subscriptions.get(subscription.id)).toMatchObject({
      current_period_start: START,
      current_meter_period_start: '2027-02-10T10:00:00Z',
      current_meter_period_end: '2027-03-10T10:00:00Z',
    });
  });

  it('without usage beyond the credits makes no order', async () => {
    const { customer } = await subscribeForAYear();
    await callTimes(rig.polar, customer, 7);
    await rig.emulator.clock.advance('P5M');
    expect((await rig.polar.orders.list()).items).toHaveLength(1);
  });

  it('that ends with the subscription’s is billed with the next one', async () => {
    const { subscription, customer } = await subscribeForAYear();
    await rig.emulator.clock.advanceTo('2027-12-20T00:00:00Z');
    await callTimes(rig.polar, customer, 11);
    await rig.emulator.clock.advanceTo('2028-01-10T10:00:00Z');
    expect(await newestOrder()).toMatchObject({ billing_reason: 'subscription_cycle' });
    expect(await lines()).toEqual([
      ['Calls — (1 consumed units) × $1.00', 100],
      ['Plan — From Jan 10, 2028 to Jan 10, 2029', 1_000],
    ]);
    expect(await rig.polar.subscriptions.get(subscription.id)).toMatchObject({
      current_meter_period_start: '2028-01-10T10:00:00Z',
      current_meter_period_end: '2028-02-10T10:00:00Z',
    });
  });

  it('that is not paid for leaves the subscription alone, and is given up after the last retry', async () => {
    const { meter, subscription, customer } = await subscribeForAYear();
    await putCard(customer, '4000000000000002');
    await callTimes(rig.polar, customer, 15);
    await listenToAll(rig.polar);
    await rig.emulator.clock.advanceTo('2027-02-10T10:00:00Z');
    expect(await newestOrder()).toMatchObject({
      billing_reason: 'subscription_meter_cycle',
      status: 'pending',
      next_payment_attempt_at: '2027-02-12T10:00:00Z',
    });
    expect(await rig.takeTypes()).toEqual([
      'subscription.updated',
      'benefit_grant.cycled',
      'order.created',
      'customer.state_changed',
    ]);
    await rig.emulator.clock.advanceTo('2027-03-03T09:59:59Z');
    expect(await newestOrder()).toMatchObject({ status: 'pending' });
    await rig.emulator.clock.advanceTo('2027-03-03T11:00:00Z');
    expect(await newestOrder()).toMatchObject({ status: 'void', next_payment_attempt_at: null });
    expect(await rig.polar.subscriptions.get(subscription.id)).toMatchObject({
      status: 'active',
      past_due_at: null,
    });
    expect(await rig.takeTypes()).toEqual(['order.updated']);
    expect(await countsOf(rig.polar, meter.id)).toEqual([0, 10, 10]);
    const { items } = await rig.polar.payments.list({ status: 'failed' });
    expect(items).toHaveLength(5);
  });

  it('that is paid for late is paid, and nothing else', async () => {
    const { subscription, customer } = await subscribeForAYear();
    await putCard(customer, '4000000000000002');
    await callTimes(rig.polar, customer, 11);
    await rig.emulator.clock.advanceTo('2027-02-10T10:00:00Z');
    await putCard(customer, '4242424242424242');
    await listenToAll(rig.polar);
    await rig.emulator.clock.advanceTo('2027-02-12T10:00:00Z');
    expect(await newestOrder()).toMatchObject({ status: 'paid', total_amount: 100 });
    expect(await rig.takeTypes()).toEqual(['order.updated', 'order.paid']);
    expect(await rig.polar.subscriptions.get(subscription.id)).toMatchObject({ status: 'active' });
  });

  it('begins with the first period that is paid for, after a trial', async () => {
    await setOrganization({ feature_settings: { meter_cycling_enabled: true } });
    const meter = await makeMeter(rig.polar);
    const product = await makePlan([base, metered(meter.id, { unit_amount: '100' })], {
      recurring_interval: 'year',
      meter_interval: 'month',
      trial_interval: 'day',
      trial_interval_count: 10,
    });
    const { id } = await subscribe(rig.polar, { product: product.id });
    expect(await rig.polar.subscriptions.get(id)).toMatchObject({ current_meter_period_end: null });
    await rig.emulator.clock.advance('P10D');
    expect(await rig.polar.subscriptions.get(id)).toMatchObject({
      current_meter_period_start: '2027-01-20T10:00:00Z',
      current_meter_period_end: '2027-02-20T10:00:00Z',
    });
  });

  it('begins anew when a paused subscription goes on', async () => {
    const { subscription } = await subscribeForAYear();
    await rig.polar.subscriptions.update(subscription.id, { pause_at_period_end: true });
    await rig.emulator.clock.advanceTo('2028-03-05T00:00:00Z');
    await rig.polar.subscriptions.update(subscription.id, { resume: true });
    expect(await rig.polar.subscriptions.get(subscription.id)).toMatchObject({
      current_meter_period_start: '2028-03-05T00:00:00Z',
      current_meter_period_end: '2028-04-05T00:00:00Z',
    });
  });
});
