import { afterEach, beforeEach, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/seed.ts';
import { buySeats } from './portal-support.ts';
import { type Rig, refusal, startRig, subscribe } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const day = { start_date: '2027-01-10', end_date: '2027-01-10', interval: 'day' } as const;
const spring = { start_date: '2027-01-01', end_date: '2027-03-31', interval: 'month' } as const;

it('counts each order, subscription and checkout of a day', async () => {
  await subscribe(rig.polar, { trial: false });
  await subscribe(rig.polar, { email: 'bob@example.com', product: seedProductIds.professional.year });
  await rig.polar.checkouts.create({ products: [seedProductIds.starter.month] });
  const { periods, totals, metrics } = await rig.polar.metrics.get(day);
  // The total of active users is that of subscriptions, as at Polar.
  expect(periods).toEqual([{ timestamp: '2027-01-10T00:00:00Z', ...totals, active_user_by_event: 0 }]);
  expect(totals).toMatchObject({
    active_subscriptions: 2,
    committed_subscriptions: 2,
    monthly_recurring_revenue: 2_900,
    // 790.00 a year on trial.
    trial_monthly_recurring_revenue: 6_583,
    average_revenue_per_user: 1_450,
    annual_recurring_revenue: 34_800,
    checkouts: 3,
    succeeded_checkouts: 2,
    checkouts_conversion: 2 / 3,
    orders: 2,
    revenue: 2_900,
    cumulative_revenue: 2_900,
    average_order_value: 1_450,
    new_subscriptions: 2,
    new_subscriptions_revenue: 2_900,
    renewed_subscriptions: 0,
    one_time_products: 0,
    churn_rate: 0,
    costs: 0,
    gross_margin: 2_900,
    gross_margin_percentage: 1,
    seats_total: 0,
  });
  expect(metrics.ltv).toEqual({ slug: 'ltv', display_name: 'Lifetime Value', type: 'currency' });
  expect(Object.keys(metrics)).toHaveLength(55);
});

it('follows subscriptions over the months: renewals, cancellations and what is left', async () => {
  const first = await subscribe(rig.polar, { trial: false });
  await subscribe(rig.polar, { trial: false, email: 'bob@example.com' });
  await rig.emulator.clock.advance('P32D');
  await rig.polar.subscriptions.update(first.id, {
    cancel_at_period_end: true,
    customer_cancellation_reason: 'too_expensive',
  });
  await rig.emulator.clock.advance('P1M');
  const { periods, totals } = await rig.polar.metrics.get(spring);
  const column = (slug: keyof (typeof periods)[number]) => periods.map((period) => period[slug]);
  expect(column('timestamp')).toEqual(
    ['2027-01-01', '2027-02-01', '2027-03-01'].map((one) => `${one}T00:00:00Z`),
  );
  expect(column('orders')).toEqual([2, 2, 1]);
  expect(column('cumulative_revenue')).toEqual([5_800, 11_600, 14_500]);
  expect(column('new_subscriptions')).toEqual([2, 0, 0]);
  expect(column('renewed_subscriptions')).toEqual([0, 2, 1]);
  expect(column('active_subscriptions')).toEqual([2, 2, 1]);
  expect(column('monthly_recurring_revenue')).toEqual([5_800, 5_800, 2_900]);
  expect(column('canceled_subscriptions_too_expensive')).toEqual([0, 1, 0]);
  expect(column('churned_subscriptions')).toEqual([0, 0, 1]);
  // On 1 March one of the two that were active thirty days before had canceled.
  expect(column('churn_rate')).toEqual([0, 0, 0.5]);
  expect(column('ltv')).toEqual([0, 0, 5_800]);
  expect(totals).toMatchObject({ canceled_subscriptions: 1, churned_subscriptions: 1, revenue: 14_500 });
});

it('takes refunds off what is left of the order, and never off its revenue', async () => {
  await subscribe(rig.polar, { trial: false, country: 'DE' });
  const [order] = (await rig.polar.orders.list()).items;
  await rig.emulator.clock.advance('P1D');
  await rig.polar.refunds.create({ order_id: order?.id ?? '', amount: 900, reason: 'customer_request' });
  const { totals } = await rig.polar.metrics.get(day);
  expect(totals).toMatchObject({ revenue: 2_900, net_revenue: 2_000, net_cumulative_revenue: 2_000 });
});

it('counts seats that are offered and taken, and whom they are of', async () => {
  const team = await rig.polar.customers.create({ type: 'team', owner: { email: 'owner@example.com' } });
  const { id: subscription_id } = await buySeats(rig, team.id, 5);
  const offer = (email: string) => rig.polar.customerSeats.assignSeat({ subscription_id, email });
  await offer('ada@example.com');
  await rig.polar.customerSeats.assignSeat({
    subscription_id,
    email: 'bob@example.com',
    immediate_claim: true,
  });
  await rig.emulator.clock.advance('P1D');
  const { id } = await offer('eve@example.com');
  await rig.emulator.clock.advance('P1D');
  await rig.polar.customerSeats.revokeSeat(id);
  const { periods } = await rig.polar.metrics.get({ ...day, end_date: '2027-01-12' });
  const column = (slug: keyof (typeof periods)[number]) => periods.map((period) => period[slug]);
  expect(column('seats_total')).toEqual([2, 3, 2]);
  expect(column('seats_claimed')).toEqual([1, 1, 1]);
  expect(column('seats_pending')).toEqual([1, 2, 1]);
  expect(column('seat_customers')).toEqual([1, 1, 1]);
  expect(column('new_seat_customers')).toEqual([1, 0, 0]);
  expect(column('churned_seat_customers')).toEqual([0, 0, 0]);
  expect(column('seat_utilization_rate')).toEqual([1 / 2, 1 / 3, 1 / 2]);
});

it('adds up what events cost, and counts whom they are of', async () => {
  const { customer_id } = await subscribe(rig.polar, { trial: false });
  const cost = (amount: string) => ({ _cost: { amount, currency: 'usd' } });
  const timestamp = '2027-01-09T12:00:00Z';
  await rig.polar.events.ingest({
    events: [
      { name: 'call', customer_id, timestamp, metadata: cost('100') },
      { name: 'call', customer_id, metadata: cost('0.1') },
      { name: 'call', customer_id, metadata: cost('0.2') },
      { name: 'call', external_customer_id: 'somebody' },
    ],
  });
  const { periods, totals } = await rig.polar.metrics.get({ ...day, end_date: '2027-01-11' });
  const column = (slug: keyof (typeof periods)[number]) => periods.map((period) => period[slug]);
  expect(column('costs')).toEqual([0.3, 0]);
  expect(column('cumulative_costs')).toEqual([100.3, 100.3]);
  expect(column('active_user_by_event')).toEqual([2, 0]);
  expect(column('cost_per_user')).toEqual([0.15, 0]);
  expect(column('cashflow')).toEqual([2_899.7, 0]);
  expect(totals).toMatchObject({ costs: 0.3, gross_margin: 2_799.7, cost_per_user: 0.3 });
});

it('counts by the clocks of the zone that is asked for', async () => {
  await rig.emulator.clock.advance('PT13H30M');
  await subscribe(rig.polar, { trial: false });
  const inBerlin = await rig.polar.metrics.get({
    start_date: '2027-01-10',
    end_date: '2027-01-11',
    interval: 'day',
    timezone: 'Europe/Berlin',
  });
  expect(inBerlin.periods.map(({ timestamp, orders }) => [timestamp, orders])).toEqual([
    ['2027-01-09T23:00:00Z', 0],
    ['2027-01-10T23:00:00Z', 1],
  ]);
  const hours = await rig.polar.metrics.get({ ...day, interval: 'hour' });
  expect(hours.periods.map(({ orders }) => orders)).toEqual([...Array(23).fill(0), 1]);
});

it('begins the first bucket with its interval and counts from the day that was asked for', async () => {
  await subscribe(rig.polar, { trial: false });
  const { periods } = await rig.polar.metrics.get({
    start_date: '2027-01-11',
    end_date: '2027-02-20',
    interval: 'month',
  });
  expect(
    periods.map(({ timestamp, orders, cumulative_revenue }) => [timestamp, orders, cumulative_revenue]),
  ).toEqual([
    ['2027-01-01T00:00:00Z', 0, 2_900],
    ['2027-02-01T00:00:00Z', 0, 2_900],
  ]);
});

it('counts only the products, kinds of billing and customers that are asked for', async () => {
  const ada = await subscribe(rig.polar, { trial: false });
  await subscribe(rig.polar, {
    trial: false,
    email: 'bob@example.com',
    product: seedProductIds.professional.month,
  });
  const revenue = async (filter: Parameters<typeof rig.polar.metrics.get>[0] | object) =>
    (await rig.polar.metrics.get({ ...day, ...filter })).totals.revenue;
  expect(await revenue({})).toBe(10_800);
  expect(await revenue({ product_id: seedProductIds.professional.month })).toBe(7_900);
  expect(await revenue({ product_id: [seedProductIds.professional.month, ada.product_id] })).toBe(10_800);
  expect(await revenue({ customer_id: ada.customer_id })).toBe(2_900);
  expect(await revenue({ billing_type: 'recurring' })).toBe(10_800);
  expect(await revenue({ billing_type: 'one_time' })).toBe(0);
  expect(await revenue({ organization_id: 'ffffffff-ffff-4fff-8fff-ffffffffffff' })).toBe(0);
});

it('answers the metrics that are asked for, and makes totals of nothing else', async () => {
  await subscribe(rig.polar, { trial: false });
  const one = await rig.polar.metrics.get({ ...day, metrics: ['average_order_value'] });
  expect(one).toEqual({
    periods: [{ timestamp: '2027-01-10T00:00:00Z', average_order_value: 2_900 }],
    totals: { average_order_value: 0 },
    metrics: {
      average_order_value: {
        slug: 'average_order_value',
        display_name: 'Average Order Value',
        type: 'currency',
      },
    },
  });
  const three = await rig.polar.metrics.get({
    ...day,
    metrics: ['average_order_value', 'orders', 'revenue'],
  });
  expect(three.totals).toEqual({ orders: 1, revenue: 2_900, average_order_value: 2_900 });
});

it('writes a table of them', async () => {
  await subscribe(rig.polar, { trial: false });
  const table = await rig.polar.metrics.export({
    start_date: '2027-01-09',
    end_date: '2027-01-10',
    interval: 'day',
    metrics: ['revenue', 'checkouts_conversion'],
  });
  expect(table).toBe(
    [
      'Timestamp,Revenue,Checkouts Conversion Rate',
      '2027-01-09T00:00:00+00:00,0,0.0',
      '2027-01-10T00:00:00+00:00,2900,1.0',
      '',
    ].join('\r\n'),
  );
});

it('tells its limits, and holds to them', async () => {
  expect(await rig.polar.metrics.limits()).toEqual({
    min_date: '2023-01-01',
    intervals: {
      hour: { min_days: 0, max_days: 7 },
      day: { min_days: 0, max_days: 366 },
      week: { min_days: 14, max_days: 371 },
      month: { min_days: 60, max_days: 1_460 },
      year: { min_days: 366, max_days: 3_650 },
    },
  });
  const tooLong = { start_date: '2027-01-01', end_date: '2027-01-09', interval: 'hour' } as const;
  expect(await refusal(rig.polar.metrics.get(tooLong))).toEqual({
    status: 422,
    error: {
      error: 'PolarRequestValidationError',
      detail: [
        {
          type: 'value_error',
          loc: ['query'],
          msg: 'The interval is too big. Try to change the interval or reduce the date range.',
          input: ['2027-01-01', '2027-01-09', 'hour'],
        },
      ],
    },
  });
  const backwards = { start_date: '2027-01-10', end_date: '2027-01-09', interval: 'day' } as const;
  expect((await refusal(rig.polar.metrics.export(backwards))).status).toBe(422);
});

it('refuses zones and metrics that there are not', async () => {
  const zone = await rig.call(
    '/v1/metrics/?start_date=2027-01-10&end_date=2027-01-10&interval=day&timezone=Mars',
  );
  expect(zone).toEqual({
    status: 422,
    json: {
      error: 'RequestValidationError',
      detail: [
        { type: 'TimeZoneName', loc: ['query', 'timezone'], msg: 'Invalid timezone name.', input: 'Mars' },
      ],
    },
  });
  const metrics = ['revenue', 'luck', 'fame'];
  expect(await refusal(rig.polar.metrics.get({ ...day, metrics }))).toEqual({
    status: 422,
    error: {
      error: 'PolarRequestValidationError',
      detail: [
        {
          type: 'value_error',
          loc: ['query', 'metrics'],
          msg: 'Invalid metric slugs: fame, luck',
          input: metrics,
        },
      ],
    },
  });
});
