import type { models } from '@polar-sh/sdk/2026-10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenToAll, type Rig, refusal, START, startRig, subscribe } from './support.ts';
import { callTimes, countsOf, flaws, makeMeter } from './usage-support.ts';

let rig: Rig;
let ada: string;
beforeEach(async () => {
  rig = await startRig();
  ada = (await rig.polar.customers.create({ email: 'ada@example.com', external_id: 'ada' })).id;
});
afterEach(() => rig.close());

function ingest(...events: models.EventsIngest['events']) {
  return rig.polar.events.ingest({ events });
}

async function names(query: Parameters<typeof rig.polar.events.list>[0] = {}): Promise<string[]> {
  const { items } = await rig.polar.events.list(query);
  return items.map(({ name }) => name);
}

describe('ingestion', () => {
  it('keeps events of customers, and of those who are none yet', async () => {
    const metadata = { model: 'small', tokens: 5 };
    expect(
      await ingest(
        { name: 'call', customer_id: ada, metadata },
        { name: 'visit', external_customer_id: 'ada', timestamp: '2027-01-09T08:00:00+01:00' },
        { name: 'stranger', external_customer_id: 'nobody', external_member_id: 'm1' },
      ),
    ).toEqual({ inserted: 3, duplicates: 0 });
    const { items } = await rig.polar.events.list({ sorting: ['timestamp'] });
    expect(items).toMatchObject([
      {
        name: 'visit',
        label: 'visit',
        source: 'user',
        timestamp: '2027-01-09T07:00:00Z',
        customer_id: ada,
        external_customer_id: 'ada',
        customer: { email: 'ada@example.com' },
      },
      { name: 'call', timestamp: START, customer_id: ada, external_customer_id: 'ada', metadata },
      {
        name: 'stranger',
        customer_id: null,
        customer: null,
        external_customer_id: 'nobody',
        external_member_id: 'm1',
      },
    ]);
    expect(await rig.polar.events.get(items[1]?.id ?? '')).toEqual(items[1]);
    expect(await refusal(rig.polar.events.get(ada))).toMatchObject({ status: 404 });
    expect(await rig.polar.customers.get(ada)).toMatchObject({ first_user_event_at: START });
  });

  it('takes an event in once, by its external id, and counts it once', async () => {
    const meter = await makeMeter(rig.polar);
    const event = { name: 'call', customer_id: ada, external_id: 'e1' };
    expect(await ingest(event, event, { ...event, external_id: 'e2' })).toEqual({
      inserted: 2,
      duplicates: 1,
    });
    expect(await ingest(event, { ...event, external_id: 'e3' })).toEqual({ inserted: 1, duplicates: 1 });
    expect(await ingest(event)).toEqual({ inserted: 0, duplicates: 1 });
    expect(await countsOf(rig.polar, meter.id)).toEqual([3, 0, -3]);
  });

  it('gives events to the customer who comes later, under the name they were sent with', async () => {
    const meter = await makeMeter(rig.polar);
    const early = { name: 'call', external_customer_id: 'bob' };
    await ingest(early, early);
    expect(await countsOf(rig.polar, meter.id)).toBeNull();
    const bob = await rig.polar.customers.create({ email: 'bob@example.com', external_id: 'bob' });
    expect(bob.first_user_event_at).toBe(START);
    expect(await countsOf(rig.polar, meter.id)).toEqual([2, 0, -2]);
    const carl = await rig.polar.customers.create({ email: 'carl@example.com' });
    await ingest({ name: 'call', external_customer_id: 'carl' });
    await rig.polar.customers.update(carl.id, { external_id: 'carl' });
    const { items } = await rig.polar.customerMeters.list({ customer_id: carl.id });
    expect(items).toMatchObject([{ consumed_units: 1 }]);
  });

  it('takes all of a batch or nothing, and says of each event what is wrong', async () => {
    const work = rig.polar.events.ingest({
      events: [
        { name: 'call', customer_id: ada },
        { name: 'call', customer_id: 'f10e0001-0000-4000-8000-000000000001' },
        { name: 'call', customer_id: ada, parent_id: 'unknown' },
        { name: 'call', customer_id: ada, organization_id: 'f10e0000-0000-4000-8000-000000000000' },
      ],
    });
    expect(await flaws(work)).toEqual([
      'body.events.1.customer_id: Customer not found.',
      'body.events.2.parent_id: Parent event not found.',
      'body.events.3.organization_id: Setting organization_id is disallowed when using an organization token.',
    ]);
    expect(await names()).toEqual([]);
  });

  it('refuses what is no event, and events of the future', async () => {
    const events = (event: unknown) => rig.polar.events.ingest({ events: [event] } as models.EventsIngest);
    expect(await flaws(events({ timestamp: 'yesterday' }))).toEqual([
      'body.events.0.EventCreateCustomer.timestamp: Input should be a valid datetime or date, input is too short',
      'body.events.0.EventCreateCustomer.name: Field required',
      'body.events.0.EventCreateCustomer.customer_id: Field required',
      'body.events.0.EventCreateExternalCustomer.timestamp: Input should be a valid datetime or date, input is too short',
      'body.events.0.EventCreateExternalCustomer.name: Field required',
      'body.events.0.EventCreateExternalCustomer.external_customer_id: Field required',
    ]);
    const call = { name: 'call', customer_id: ada };
    const first = async (event: object) => (await flaws(events(event)))[0];
    expect(await first({ ...call, timestamp: '2027-01-10T10:00:00.000001Z' })).toBe(
      'body.events.0.EventCreateCustomer.timestamp: Value error, Timestamp must be in the past.',
    );
    expect(await first({ ...call, timestamp: '2027-01-10T09:00:00' })).toBe(
      'body.events.0.EventCreateCustomer.timestamp: Input should have timezone info',
    );
    expect(await first({ ...call, metadata: { _cost: { amount: 1, currency: 'eur' } } })).toBe(
      "body.events.0.EventCreateCustomer.metadata._cost.currency: Input should be 'usd'",
    );
    expect(await first({ ...call, metadata: { nested: {} } })).toBe(
      'body.events.0.EventCreateCustomer.metadata.nested: Input should be a valid string',
    );
  });

  it('counts an event when it comes in, however long ago it happened', async () => {
    const meter = await makeMeter(rig.polar);
    await ingest({ name: 'call', customer_id: ada, timestamp: '2024-02-29T00:00:00Z' });
    expect(await countsOf(rig.polar, meter.id)).toEqual([1, 0, -1]);
  });

  it('tells of the customer’s state, once for a batch', async () => {
    await makeMeter(rig.polar);
    await listenToAll(rig.polar);
    await callTimes(rig.polar, ada, 5);
    expect(await rig.takeTypes()).toEqual(['customer.state_changed']);
    await ingest({ name: 'not counted', customer_id: ada });
    expect(await rig.takeTypes()).toEqual([]);
  });

  it('takes ten thousand events of a thousand customers in one batch', async () => {
    await makeMeter(rig.polar);
    const events = Array.from({ length: 10_000 }, (_, index) => ({
      name: 'call',
      external_customer_id: `customer-${index % 1_000}`,
      external_id: `event-${index}`,
    }));
    expect(await rig.polar.events.ingest({ events })).toEqual({ inserted: 10_000, duplicates: 0 });
    expect((await rig.polar.events.list({ limit: 1 })).pagination).toEqual({
      total_count: 10_000,
      max_page: 10_000,
    });
  });
});

describe('the list of events', () => {
  beforeEach(async () => {
    await ingest(
      { name: 'one', customer_id: ada, timestamp: '2027-01-01T00:00:00Z', metadata: { plan: 'free' } },
      { name: 'two', customer_id: ada, timestamp: '2027-01-02T00:00:00Z', metadata: { plan: 'paid' } },
      { name: 'three', external_customer_id: 'bob', timestamp: '2027-01-03T00:00:00Z' },
    );
  });

  it('is the newest first, by customer, time, name, source and metadata', async () => {
    expect(await names()).toEqual(['three', 'two', 'one']);
    expect(await names({ sorting: ['timestamp'] })).toEqual(['one', 'two', 'three']);
    expect(await names({ customer_id: ada })).toEqual(['two', 'one']);
    expect(await names({ external_customer_id: ['ada', 'bob'] })).toEqual(['three', 'two', 'one']);
    expect(await names({ external_customer_id: 'bob' })).toEqual(['three']);
    expect(await names({ start_timestamp: '2027-01-01T00:00:00Z' })).toEqual(['three', 'two']);
    expect(await names({ end_timestamp: '2027-01-02T00:00:00Z' })).toEqual(['one']);
    expect(await names({ name: ['one', 'two'] })).toEqual(['two', 'one']);
    expect(await names({ source: 'system' })).toEqual([]);
    expect(await names({ metadata: { plan: 'paid' } })).toEqual(['two']);
  });

  it('is of what a meter counts, or what a filter of the same form lets through', async () => {
    const clauses = [{ property: 'plan', operator: 'eq' as const, value: 'free' }];
    const filter = { conjunction: 'and' as const, clauses };
    expect(await names({ filter: JSON.stringify(filter) })).toEqual(['one']);
    const meter = await makeMeter(rig.polar, { func: 'count' }, { filter });
    expect(await names({ meter_id: meter.id })).toEqual(['one']);
    expect(await flaws(names({ meter_id: ada }))).toEqual(['query.meter_id: Meter not found.']);
    expect((await refusal(names({ filter: '{' }))).status).toBe(422);
    expect(await flaws(names({ filter: '{"conjunction":"and"}' }))).toEqual(['clauses: Field required']);
  });

  it('is searched for words where the organization is named', async () => {
    const organization_id = 'f10e0000-0000-4000-8000-000000000000';
    expect(await names({ organization_id, query: 'paid' })).toEqual(['two']);
    expect(await names({ organization_id, query: 'ADA@' })).toEqual(['two', 'one']);
    expect(await flaws(names({ query: 'paid' }))).toEqual([
      'query.query: Query is only supported when organization_id is provided.',
    ]);
  });

  it('has pages, and with a cursor says no more than whether there is another', async () => {
    const page = await rig.polar.events.list({ limit: 2, page: 2 });
    expect(page.items.map(({ name }) => name)).toEqual(['one']);
    expect(page.pagination).toEqual({ total_count: 3, max_page: 2 });
    const cursor = async (number: number) => {
      const { json } = await rig.call(`/v1/events/?limit=2&page=${number}&cursor_pagination=true`);
      return (json as models.ListResourceWithCursorPaginationEvent).pagination;
    };
    expect([await cursor(1), await cursor(2)]).toEqual([{ has_next_page: true }, { has_next_page: false }]);
  });

  it('is a tree: events stand under others, in whatever order a batch has them', async () => {
    await ingest(
      { name: 'leaf', customer_id: ada, external_id: 'leaf', parent_id: 'branch' },
      { name: 'branch', customer_id: ada, external_id: 'branch', parent_id: 'root' },
      { name: 'root', customer_id: ada, external_id: 'root' },
    );
    const { items } = await rig.polar.events.list({
      name: ['leaf', 'branch', 'root'],
      sorting: ['timestamp'],
    });
    const [root, branch, leaf] = items;
    expect([root?.name, root?.child_count, root?.parent_id]).toEqual(['root', 1, null]);
    expect([branch?.parent_id, leaf?.parent_id]).toEqual([root?.id, branch?.id]);
    const below = { parent_id: root?.id ?? '' };
    expect(await names({ ...below, depth: 0 })).toEqual([]);
    expect(await names({ ...below, depth: 1 })).toEqual(['branch']);
    expect((await names({ ...below, depth: 2 })).sort()).toEqual(['branch', 'leaf']);
    expect((await names({ depth: 0 })).sort()).toEqual(['one', 'root', 'three', 'two']);
    expect((await names({ depth: 1 })).sort()).toEqual(['branch', 'one', 'root', 'three', 'two']);
    expect(await flaws(names({ depth: 6 }))).toEqual([
      'query.depth: Input should be less than or equal to 5',
    ]);
    expect(await flaws(names({ depth: -1 }))).toEqual([
      'query.depth: Input should be greater than or equal to 0',
    ]);
    const loop = { name: 'loop', customer_id: ada };
    expect(
      await flaws(
        ingest({ ...loop, external_id: 'a', parent_id: 'b' }, { ...loop, external_id: 'b', parent_id: 'a' }),
      ),
    ).toEqual(['body.events: Circular dependency detected in event parent relationships']);
  });
});

describe('names and types of events', () => {
  beforeEach(async () => {
    await ingest(
      { name: 'call', customer_id: ada, timestamp: '2027-01-01T00:00:00Z', metadata: { title: 'First' } },
      { name: 'call', external_customer_id: 'bob', timestamp: '2027-01-03T00:00:00Z' },
      { name: 'visit', customer_id: ada, timestamp: '2027-01-02T00:00:00Z' },
    );
  });

  it('are counted, with the first and the last of each', async () => {
    const { items } = await rig.polar.events.listNames();
    expect(items).toEqual([
      {
        name: 'call',
        label: 'call',
        source: 'user',
        occurrences: 2,
        first_seen: '2027-01-01T00:00:00Z',
        last_seen: '2027-01-03T00:00:00Z',
      },
      {
        name: 'visit',
        label: 'visit',
        source: 'user',
        occurrences: 1,
        first_seen: '2027-01-02T00:00:00Z',
        last_seen: '2027-01-02T00:00:00Z',
      },
    ]);
    const list = async (query: Parameters<typeof rig.polar.events.listNames>[0]) =>
      (await rig.polar.events.listNames(query)).items.map(({ name, occurrences }) => [name, occurrences]);
    expect(await list({ customer_id: ada, sorting: ['-name'] })).toEqual([
      ['visit', 1],
      ['call', 1],
    ]);
    expect(await list({ external_customer_id: 'bob' })).toEqual([['call', 1]]);
    expect(await list({ query: 'VIS' })).toEqual([['visit', 1]]);
    expect(await list({ sorting: ['occurrences'] })).toEqual([
      ['visit', 1],
      ['call', 2],
    ]);
  });

  it('are given labels, one for all or one for each', async () => {
    const [type] = (await rig.polar.eventTypes.list({ query: 'call' })).items;
    expect(type).toMatchObject({ name: 'call', label: 'call', source: 'user', occurrences: 2 });
    const id = type?.id ?? '';
    expect(await rig.polar.eventTypes.update(id, { label: ' API call ' })).toMatchObject({
      name: 'call',
      label: 'API call',
      label_property_selector: null,
    });
    const labels = async () =>
      (await rig.polar.events.list({ name: 'call' })).items.map(({ label }) => label);
    expect(await labels()).toEqual(['API call', 'API call']);
    await rig.polar.eventTypes.update(id, { label: 'API call', label_property_selector: 'metadata.title' });
    expect(await labels()).toEqual(['API call', 'First']);
    expect((await rig.polar.eventTypes.list({ query: 'api' })).items).toMatchObject([
      { id, label: 'API call', label_property_selector: 'metadata.title' },
    ]);
    expect(await flaws(rig.polar.eventTypes.update(id, { label: ' ' }))).toEqual([
      'body.label: Value error, Label cannot be empty or only whitespace',
    ]);
    expect(await refusal(rig.polar.eventTypes.update(ada, { label: 'x' }))).toMatchObject({ status: 404 });
  });

  it('hold what Polar itself notes of meters and benefits', async () => {
    const meter = await makeMeter(rig.polar);
    const benefit = await rig.polar.benefits.create({
      type: 'meter_credit',
      description: 'Ten calls',
      properties: { meter_id: meter.id, units: 10, rollover: false },
    });
    const product = await rig.polar.products.create({
      name: 'Plan',
      recurring_interval: 'month',
      prices: [{ amount_type: 'fixed', price_amount: 100, price_currency: 'usd' }],
    });
    await rig.polar.products.updateBenefits(product.id, { benefits: [benefit.id] });
    await subscribe(rig.polar, { product: product.id });
    const { items } = await rig.polar.events.list({ source: 'system', sorting: ['timestamp'] });
    expect(items.map(({ name, label, metadata }) => [name, label, metadata])).toMatchObject([
      ['meter.credited', 'Meter Credited', { meter_id: meter.id, units: 10, rollover: false }],
      ['benefit.granted', 'Benefit Granted', { benefit_id: benefit.id, benefit_type: 'meter_credit' }],
    ]);
    expect((await rig.polar.eventTypes.list({ source: 'system', sorting: ['name'] })).items).toMatchObject([
      { id: null, name: 'benefit.granted', label: 'Benefit Granted', occurrences: 1 },
      { id: null, name: 'meter.credited', label: 'Meter Credited', occurrences: 1 },
    ]);
  });
});
