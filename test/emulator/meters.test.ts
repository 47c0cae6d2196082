import type { models } from '@polar-sh/sdk/2026-10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Rig, refusal, START, startRig } from './support.ts';
import { type Aggregation, call, callTimes, countsOf, flaws, makeMeter } from './usage-support.ts';

let rig: Rig;
let ada: string;
beforeEach(async () => {
  rig = await startRig();
  ada = (await rig.polar.customers.create({ email: 'ada@example.com', external_id: 'ada' })).id;
});
afterEach(() => rig.close());

describe('a meter', () => {
  it('is made, read, listed by name and changed', async () => {
    const meter = await makeMeter(
      rig.polar,
      { func: 'sum', property: 'metadata.tokens' },
      { name: 'Tokens' },
    );
    expect(meter).toMatchObject({
      name: 'Tokens',
      unit: 'scalar',
      custom_label: null,
      custom_multiplier: null,
      aggregation: { func: 'sum', property: 'tokens' },
      archived_at: null,
    });
    expect(await rig.polar.meters.get(meter.id)).toEqual(meter);
    await makeMeter(rig.polar);
    const names = async (query: Parameters<typeof rig.polar.meters.list>[0]) =>
      (await rig.polar.meters.list(query)).items.map(({ name }) => name);
    expect(await names({})).toEqual(['Calls', 'Tokens']);
    expect(await names({ sorting: ['-name'] })).toEqual(['Tokens', 'Calls']);
    expect(await names({ query: 'tok' })).toEqual(['Tokens']);
    expect(
      await rig.polar.meters.update(meter.id, {
        name: 'Thousands of tokens',
        unit: 'custom',
        custom_label: 'k',
        custom_multiplier: 1_000,
        metadata: { team: 'ai' },
      }),
    ).toMatchObject({
      unit: 'custom',
      custom_label: 'k',
      custom_multiplier: 1_000,
      metadata: { team: 'ai' },
    });
    expect(await rig.polar.meters.update(meter.id, { unit: 'token' })).toMatchObject({
      unit: 'token',
      custom_label: null,
      custom_multiplier: null,
    });
    expect(await refusal(rig.polar.meters.get(ada))).toMatchObject({ status: 404 });
  });

  it('says in pydantic’s words what is wrong with it', async () => {
    const create = (body: unknown) => rig.polar.meters.create(body as models.MeterCreate);
    const filter = { conjunction: 'and', clauses: [] };
    expect(await flaws(create({ name: 'ab', filter: { conjunction: 'xor' }, aggregation: {} }))).toEqual([
      'body.name: String should have at least 3 characters',
      "body.filter.conjunction: Input should be 'and' or 'or'",
      'body.filter.clauses: Field required',
      "body.aggregation: Unable to extract tag using discriminator 'func'",
    ]);
    expect(await flaws(create({ name: 'Calls', filter, aggregation: { func: 'median' } }))).toEqual([
      "body.aggregation: Input tag 'median' found using 'func' does not match any of the expected tags: 'count', 'sum', 'max', 'min', 'avg', 'unique'",
    ]);
    expect(await flaws(create({ name: 'Calls', filter, aggregation: { func: 'sum' } }))).toEqual([
      'body.aggregation.sum.property: Field required',
    ]);
    const clause = { property: 'name', operator: 'eq', value: 1.5 };
    const aggregation = { func: 'count' };
    expect(
      await flaws(create({ name: 'Calls', filter: { ...filter, clauses: [clause] }, aggregation })),
    ).toEqual([
      'body.filter.clauses.0.FilterClause.value.str: Input should be a valid string',
      'body.filter.clauses.0.FilterClause.value.constrained-int: Input should be a valid integer',
      'body.filter.clauses.0.FilterClause.value.bool: Input should be a valid boolean',
      'body.filter.clauses.0.Filter.conjunction: Field required',
      'body.filter.clauses.0.Filter.clauses: Field required',
    ]);
    expect(await flaws(create({ name: 'Calls', filter, aggregation, unit: 'custom' }))).toEqual([
      "body.custom_label: A label is required when the unit is 'custom'.",
    ]);
    expect(await flaws(create({ name: 'Calls', filter, aggregation, organization_id: ada }))).toEqual([
      'body.organization_id: Setting organization_id is disallowed when using an organization token.',
    ]);
  });

  it('keeps how it counts once it has counted something', async () => {
    const meter = await makeMeter(rig.polar);
    await rig.polar.meters.update(meter.id, { aggregation: { func: 'sum', property: 'tokens' } });
    await call(rig.polar, ada, { tokens: 3 });
    expect(
      await flaws(
        rig.polar.meters.update(meter.id, { aggregation: { func: 'count' }, filter: meter.filter }),
      ),
    ).toEqual([
      "body.filter: This field can't be updated because the meter is already aggregating events.",
      "body.aggregation: This field can't be updated because the meter is already aggregating events.",
    ]);
    expect(await rig.polar.meters.update(meter.id, { name: 'Tokens' })).toMatchObject({ name: 'Tokens' });
  });

  it('can be put away when nothing is billed or credited by it, and counts what it missed when it is back', async () => {
    const meter = await makeMeter(rig.polar);
    await callTimes(rig.polar, ada, 2);
    const product = await rig.polar.products.create({
      name: 'Metered',
      recurring_interval: 'month',
      prices: [{ amount_type: 'metered_unit', price_currency: 'usd', unit_amount: '1', meter_id: meter.id }],
    });
    const archive = (is_archived: boolean) => rig.polar.meters.update(meter.id, { is_archived });
    expect(await flaws(archive(true))).toEqual([
      'body.is_archived: Cannot archive meter that is still attached to active products',
    ]);
    await rig.polar.products.update(product.id, { is_archived: true });
    const benefit = await rig.polar.benefits.create({
      type: 'meter_credit',
      description: 'Free calls',
      properties: { meter_id: meter.id, units: 10, rollover: false },
    });
    expect(await flaws(archive(true))).toEqual([
      'body.is_archived: Cannot archive meter that is still referenced by active benefits',
    ]);
    await rig.polar.benefits.delete(benefit.id);
    expect((await archive(true)).archived_at).toBe(START);
    const archived = async (is_archived: boolean) =>
      (await rig.polar.meters.list({ is_archived })).items.length;
    expect([await archived(true), await archived(false)]).toEqual([1, 0]);
    await callTimes(rig.polar, ada, 3);
    expect((await rig.polar.customerMeters.list()).items).toEqual([]);
    expect(await countsOf(rig.polar, meter.id)).toEqual([2, 0, -2]);
    expect((await archive(false)).archived_at).toBeNull();
    expect(await countsOf(rig.polar, meter.id)).toEqual([5, 0, -5]);
  });
});

describe('an aggregation', () => {
  const calls = [
    { tokens: 10, user: 'a' },
    { tokens: 2.5, user: 'b' },
    { tokens: 40, user: 'a' },
    { user: 'c' },
  ];

  it.each<[Aggregation, number]>([
    [{ func: 'count' }, 4],
    [{ func: 'sum', property: 'tokens' }, 52.5],
    [{ func: 'max', property: 'tokens' }, 40],
    [{ func: 'min', property: 'tokens' }, 2.5],
    [{ func: 'avg', property: 'tokens' }, 17.5],
    [{ func: 'unique', property: 'user' }, 3],
  ])('%j comes to %d', async (aggregation, units) => {
    const meter = await makeMeter(rig.polar, aggregation);
    await call(rig.polar, ada, ...calls);
    expect(await countsOf(rig.polar, meter.id)).toEqual([units, 0, -units]);
  });

  it('adds tenths up without losing any', async () => {
    const meter = await makeMeter(rig.polar, { func: 'sum', property: 'hours' });
    await call(rig.polar, ada, { hours: 0.1 }, { hours: 0.2 });
    await call(rig.polar, ada, { hours: 0.7 });
    expect(await countsOf(rig.polar, meter.id)).toEqual([1, 0, -1]);
  });

  it('passes over what is no number, and counts the cost and the tokens that Polar knows by name', async () => {
    const tokens = await makeMeter(rig.polar, { func: 'sum', property: 'tokens' });
    const cost = await makeMeter(rig.polar, { func: 'sum', property: '_cost.amount' });
    const total = await makeMeter(rig.polar, { func: 'sum', property: '_llm.total_tokens' });
    const _llm = { vendor: 'v', model: 'm', input_tokens: 4, output_tokens: 5, total_tokens: 9 };
    await call(
      rig.polar,
      ada,
      { tokens: '7' },
      { tokens: true },
      { _cost: { amount: 0.25, currency: 'usd' }, _llm },
    );
    expect(await countsOf(rig.polar, tokens.id)).toBeNull();
    expect(await countsOf(rig.polar, cost.id)).toEqual([0.25, 0, -0.25]);
    expect(await countsOf(rig.polar, total.id)).toEqual([9, 0, -9]);
  });

  it('counts what came in before the meter was made, with the next event', async () => {
    await callTimes(rig.polar, ada, 2);
    const meter = await makeMeter(rig.polar);
    expect(await countsOf(rig.polar, meter.id)).toBeNull();
    await callTimes(rig.polar, ada, 1);
    expect(await countsOf(rig.polar, meter.id)).toEqual([3, 0, -3]);
  });
});

describe('a filter', () => {
  type Clause = models.Filter['clauses'][number];

  async function countOf(...clauses: Clause[]): Promise<number> {
    const filter = { conjunction: 'and', clauses } as const;
    const meter = await makeMeter(rig.polar, { func: 'count' }, { filter });
    const quantities = await rig.polar.meters.quantities(meter.id, {
      start_timestamp: START,
      end_timestamp: START,
      interval: 'day',
    });
    return quantities.total;
  }

  const clause = (property: string, operator: models.FilterOperator, value: string | number | boolean) => ({
    property,
    operator,
    value,
  });

  beforeEach(() =>
    call(
      rig.polar,
      ada,
      { model: 'large', tokens: 5, cached: true },
      { model: 'small', tokens: 10, cached: false },
      { model: 'small', tokens: 15 },
      {},
    ),
  );

  it.each<[models.FilterOperator, string | number | boolean, string, number]>([
    ['eq', 'small', 'model', 2],
    ['ne', 'small', 'model', 1],
    ['like', 'mal', 'metadata.model', 2],
    ['not_like', 'mal', 'model', 1],
    ['gt', 'm', 'model', 2],
    ['eq', 10, 'tokens', 1],
    ['gt', 5, 'tokens', 2],
    ['gte', 5, 'tokens', 3],
    ['lt', 15, 'tokens', 2],
    ['lte', 15, 'tokens', 3],
    ['eq', '10', 'tokens', 0],
    ['like', 1, 'tokens', 2],
    ['eq', true, 'cached', 1],
    ['ne', true, 'cached', 1],
    ['eq', 'true', 'cached', 0],
    ['eq', 'call', 'name', 4],
    ['eq', 1, 'name', 0],
    ['eq', 'user', 'source', 4],
    ['gte', 1_799_575_200, 'timestamp', 4],
    ['gt', 1_799_575_200, 'timestamp', 0],
  ])('%s %j on %s lets %d through', async (operator, value, property, count) => {
    expect(await countOf(clause(property, operator, value))).toBe(count);
  });

  it('takes filters within filters', async () => {
    const either: models.Filter = {
      conjunction: 'or',
      clauses: [
        clause('model', 'eq', 'large'),
        { conjunction: 'and', clauses: [clause('model', 'eq', 'small'), clause('tokens', 'gt', 10)] },
      ],
    };
    expect(await countOf(clause('name', 'eq', 'call'), either)).toBe(2);
  });

  it('without a clause lets everything through', async () => {
    expect(await countOf()).toBe(4);
    expect(await countOf({ conjunction: 'or', clauses: [] })).toBe(4);
  });
});

describe('quantities', () => {
  const at = (timestamp: string, tokens: number, customer_id = ada) => ({
    name: 'call',
    timestamp,
    customer_id,
    metadata: { tokens },
  });

  async function quantities(
    meterId: string,
    query: Partial<Parameters<typeof rig.polar.meters.quantities>[1]>,
  ): Promise<[Record<string, number>, number]> {
    const { quantities: found, total } = await rig.polar.meters.quantities(meterId, {
      start_timestamp: '2027-01-01T00:00:00Z',
      end_timestamp: '2027-01-10T00:00:00Z',
      interval: 'day',
      ...query,
    });
    const used = found.filter(({ quantity }) => quantity !== 0);
    return [Object.fromEntries(used.map(({ timestamp, quantity }) => [timestamp, quantity])), total];
  }

  it('are by the hour, day, week, month and year', async () => {
    const meter = await makeMeter(rig.polar, { func: 'sum', property: 'tokens' });
    await rig.polar.events.ingest({
      events: [
        at('2025-12-31T12:00:00Z', 1),
        at('2026-12-31T12:00:00Z', 2),
        at('2027-01-03T23:30:00Z', 4),
        at('2027-01-04T00:30:00Z', 8),
        at('2027-01-04T01:30:00Z', 16),
      ],
    });
    const start_timestamp = '2026-01-01T00:00:00Z';
    expect(await quantities(meter.id, {})).toEqual([
      { '2027-01-03T00:00:00Z': 4, '2027-01-04T00:00:00Z': 24 },
      28,
    ]);
    expect(
      await quantities(meter.id, {
        interval: 'hour',
        start_timestamp: '2027-01-03T23:00:00Z',
        end_timestamp: '2027-01-04T05:00:00Z',
      }),
    ).toEqual([{ '2027-01-03T23:00:00Z': 4, '2027-01-04T00:00:00Z': 8, '2027-01-04T01:00:00Z': 16 }, 28]);
    // Weeks begin on Mondays: 28 December 2026 and 4 January 2027.
    expect(await quantities(meter.id, { interval: 'week', start_timestamp: '2026-12-28T00:00:00Z' })).toEqual(
      [{ '2026-12-28T00:00:00Z': 6, '2027-01-04T00:00:00Z': 24 }, 30],
    );
    expect(await quantities(meter.id, { interval: 'month', start_timestamp })).toEqual([
      { '2026-12-01T00:00:00Z': 2, '2027-01-01T00:00:00Z': 28 },
      30,
    ]);
    expect(await quantities(meter.id, { interval: 'year', start_timestamp })).toEqual([
      { '2026-01-01T00:00:00Z': 2, '2027-01-01T00:00:00Z': 28 },
      30,
    ]);
  });

  it('are of whole intervals, at the time of the day that was asked for', async () => {
    const meter = await makeMeter(rig.polar);
    await rig.polar.events.ingest({ events: [at('2027-01-04T00:30:00Z', 1), at('2027-01-05T23:30:00Z', 1)] });
    const query = { start_timestamp: '2027-01-04T10:00:00Z', end_timestamp: '2027-01-05T10:00:00Z' };
    expect(await quantities(meter.id, query)).toEqual([
      { '2027-01-04T10:00:00Z': 1, '2027-01-05T10:00:00Z': 1 },
      2,
    ]);
  });

  it('follow the clocks of a time zone', async () => {
    const meter = await makeMeter(rig.polar);
    await rig.polar.events.ingest({ events: [at('2027-01-03T23:30:00Z', 1), at('2027-01-04T22:30:00Z', 1)] });
    const query = { start_timestamp: '2027-01-02T23:00:00Z', timezone: 'Europe/Berlin' } as const;
    expect(await quantities(meter.id, query)).toEqual([{ '2027-01-03T23:00:00Z': 2 }, 2]);
    const search = 'start_timestamp=2027-01-01T00:00:00Z&end_timestamp=2027-01-02T00:00:00Z&interval=day';
    const answer = await rig.call(`/v1/meters/${meter.id}/quantities?${search}&timezone=Mars/Olympus`);
    expect(answer).toMatchObject({
      status: 422,
      json: { detail: [{ loc: ['query', 'timezone'], msg: 'Invalid timezone name.' }] },
    });
  });

  it('are of the customers that are named, by either id', async () => {
    const meter = await makeMeter(rig.polar, { func: 'sum', property: 'tokens' });
    const bob = (await rig.polar.customers.create({ email: 'bob@example.com', external_id: 'bob' })).id;
    const stranger = { name: 'call', external_customer_id: 'stranger', metadata: { tokens: 32 } };
    await rig.polar.events.ingest({
      events: [at('2027-01-04T00:00:00Z', 1), at('2027-01-04T00:00:00Z', 2, bob), stranger],
    });
    const totalOf = async (query: object) => (await quantities(meter.id, query))[1];
    const end_timestamp = '2027-01-10T12:00:00Z';
    expect(await totalOf({ end_timestamp })).toBe(35);
    expect(await totalOf({ end_timestamp, customer_id: ada })).toBe(1);
    expect(await totalOf({ end_timestamp, customer_id: [ada, bob] })).toBe(3);
    expect(await totalOf({ end_timestamp, external_customer_id: 'bob' })).toBe(2);
    expect(await totalOf({ end_timestamp, external_customer_id: ['bob', 'stranger'] })).toBe(34);
    expect(await totalOf({ end_timestamp, metadata: { tokens: '32' } })).toBe(32);
  });

  it('can be made of what each customer has', async () => {
    const meter = await makeMeter(rig.polar, { func: 'sum', property: 'tokens' });
    const bob = (await rig.polar.customers.create({ email: 'bob@example.com' })).id;
    await rig.polar.events.ingest({
      events: [
        at('2027-01-04T00:00:00Z', 1),
        at('2027-01-04T00:00:00Z', 2),
        at('2027-01-04T00:00:00Z', 9, bob),
      ],
    });
    const across = async (customer_aggregation_function: models.AggregationFunction) =>
      (await quantities(meter.id, { customer_aggregation_function }))[0]['2027-01-04T00:00:00Z'];
    expect(await across('max')).toBe(9);
    expect(await across('min')).toBe(3);
    expect(await across('avg')).toBe(6);
    expect(await across('count')).toBe(2);
  });

  it.each<[Aggregation, number, number]>([
    [{ func: 'max', property: 'tokens' }, 4, 9],
    [{ func: 'min', property: 'tokens' }, 2, 2],
    [{ func: 'avg', property: 'tokens' }, 3, 6],
    [{ func: 'unique', property: 'tokens' }, 2, 3],
  ])('of %j come to %d on a day and to %d in all', async (aggregation, onDay, total) => {
    const meter = await makeMeter(rig.polar, aggregation);
    await rig.polar.events.ingest({
      events: [2, 4, 4, 2]
        .map((tokens) => at('2027-01-04T00:00:00Z', tokens))
        .concat(at('2027-01-05T00:00:00Z', 9)),
    });
    const [days, sum] = await quantities(meter.id, {});
    expect([days['2027-01-04T00:00:00Z'], sum]).toEqual([onDay, total]);
  });

  it('are refused for more intervals than Polar computes, and for times before it', async () => {
    const meter = await makeMeter(rig.polar);
    const tooMany =
      'query: The interval is too small for the given date range. Use a larger interval or reduce the date range.';
    expect(await flaws(quantities(meter.id, { interval: 'hour' }))).toEqual([tooMany]);
    expect(await flaws(quantities(meter.id, { start_timestamp: '2025-12-31T00:00:00Z' }))).toEqual([tooMany]);
    expect(await flaws(quantities(meter.id, { start_timestamp: '2022-12-31T00:00:00Z' }))).toEqual([
      'query.start_timestamp: Input should be greater than or equal to 2023-01-01T00:00:00',
    ]);
    expect(await flaws(quantities(meter.id, { start_timestamp: '2027-01-01' }))).toEqual([
      'query.start_timestamp: Input should have timezone info',
    ]);
    expect(await refusal(quantities(ada, {}))).toMatchObject({ status: 404 });
  });
});

describe('customers’ meters', () => {
  it('are listed by customer and meter, and read by their id', async () => {
    const bob = (await rig.polar.customers.create({ email: 'bob@example.com', name: 'Bob' })).id;
    const calls = await makeMeter(rig.polar);
    const tokens = await makeMeter(rig.polar, { func: 'sum', property: 'tokens' }, { name: 'Tokens' });
    await call(rig.polar, ada, { tokens: 5 });
    await call(rig.polar, bob, {}, {});
    const list = async (query: Parameters<typeof rig.polar.customerMeters.list>[0]) =>
      (await rig.polar.customerMeters.list(query)).items.map(({ customer, meter, consumed_units }) => [
        customer.email,
        meter.name,
        consumed_units,
      ]);
    expect(await list({ sorting: ['-consumed_units'] })).toEqual([
      ['ada@example.com', 'Tokens', 5],
      ['bob@example.com', 'Calls', 2],
      ['ada@example.com', 'Calls', 1],
    ]);
    expect(await list({ customer_id: bob })).toEqual([['bob@example.com', 'Calls', 2]]);
    expect(await list({ external_customer_id: 'ada', sorting: ['meter_name'] })).toEqual([
      ['ada@example.com', 'Calls', 1],
      ['ada@example.com', 'Tokens', 5],
    ]);
    expect(await list({ meter_id: [tokens.id] })).toEqual([['ada@example.com', 'Tokens', 5]]);
    const [row] = (await rig.polar.customerMeters.list({ meter_id: calls.id, customer_id: ada })).items;
    expect(await rig.polar.customerMeters.get(row?.id ?? '')).toEqual(row);
    expect(await refusal(rig.polar.customerMeters.get(ada))).toMatchObject({ status: 404 });
    expect((await rig.polar.customers.getState(ada)).active_meters).toMatchObject([
      { meter_id: calls.id, consumed_units: 1, credited_units: 0, balance: -1 },
      { meter_id: tokens.id, consumed_units: 5, credited_units: 0, balance: -5 },
    ]);
  });
});
