import { createPolar } from '@polar-sh/sdk/2026-10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { zeroDecimalCurrencies } from '../../src/emulator/money/currency.ts';
import { type Rig, refusal, startRig, subscribe } from './support.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

describe('every operation', () => {
  it('wants a token that it knows', async () => {
    const stranger = createPolar({ accessToken: 'polar_oat_other', baseUrl: rig.url });
    expect(await refusal(stranger.products.list())).toMatchObject({
      status: 401,
      error: { error: 'invalid_token' },
    });
  });

  it('echoes the version and answers 404 to one that does not exist', async () => {
    const get = (version: string) =>
      fetch(`${rig.url}/v1/products/`, {
        headers: { authorization: `Bearer ${rig.emulator.accessToken}`, 'polar-version': version },
      });
    expect((await get('2026-10')).headers.get('polar-version')).toBe('2026-10');
    const unknown = await get('2025-01');
    expect([unknown.status, await unknown.json()]).toEqual([404, { detail: 'Not Found' }]);
  });

  it('that is not built says 501 and where to read on', async () => {
    expect(await rig.call('/v1/files/')).toEqual({
      status: 501,
      json: { error: 'NotImplemented', detail: 'GET /v1/files/; see docs/emulator.md' },
    });
  });

  it('tells what is wrong with a body, field by field', async () => {
    const { status, json } = await rig.call('/v1/checkouts/', { products: ['x'], customer_email: 'nobody' });
    expect(status).toBe(422);
    expect(json).toMatchObject({
      error: 'RequestValidationError',
      detail: [
        { loc: ['body', 'products', 0], type: 'uuid_parsing' },
        { loc: ['body', 'customer_email'], type: 'value_error' },
      ],
    });
    expect((await rig.call('/v1/checkouts/', '{"products":')).status).toBe(422);
  });

  it('tells an id that is none from one that is unknown', async () => {
    expect((await rig.call('/v1/orders/nope')).status).toBe(422);
    const unknown = rig.polar.orders.get('00000000-0000-4000-8000-000000000000');
    expect(await refusal(unknown)).toEqual({
      status: 404,
      error: { error: 'ResourceNotFound', detail: 'Not found' },
    });
  });
});

describe('products', () => {
  it('are seeded with three currencies and a trial', async () => {
    const product = await rig.polar.products.get(seedProductIds.professional.year);
    expect(product).toMatchObject({
      name: 'Professional',
      recurring_interval: 'year',
      trial_interval: 'day',
      trial_interval_count: 14,
      metadata: { plan: 'professional', interval: 'year' },
    });
    expect(product.prices).toMatchObject([
      { price_currency: 'usd', price_amount: 79_000 },
      { price_currency: 'eur', price_amount: 75_000 },
      { price_currency: 'jpy', price_amount: 120_000 },
    ]);
  });

  it('come in pages, sorted and filtered', async () => {
    const page = await rig.polar.products.list({ limit: 4, page: 2, sorting: ['name'], is_archived: false });
    expect(page.pagination).toEqual({ total_count: 6, max_page: 2 });
    expect(page.items.map(({ name }) => name)).toEqual(['Starter', 'Starter']);
    const starters = await rig.polar.products.list({ metadata: { plan: 'starter' } });
    expect(starters.items.map(({ id }) => id).sort()).toEqual([
      seedProductIds.starter.month,
      seedProductIds.starter.year,
    ]);
    expect((await rig.call('/v1/products/?limit=x')).status).toBe(422);
    expect((await rig.call('/v1/products/?sorting=color')).status).toBe(422);
  });

  it('are made, changed, archived and deleted', async () => {
    const made = await rig.polar.products.create({
      name: 'Analytics',
      recurring_interval: 'month',
      prices: [{ amount_type: 'fixed', price_currency: 'usd', price_amount: 3000 }],
    });
    expect(made).toMatchObject({ is_recurring: true, is_archived: false, prices: [{ price_amount: 3000 }] });
    const changed = await rig.polar.products.update(made.id, {
      name: 'Advanced analytics',
      is_archived: true,
    });
    expect(changed).toMatchObject({ name: 'Advanced analytics', is_archived: true });
    const refused = await refusal(rig.polar.checkouts.create({ products: [made.id] }));
    expect(refused.status).toBe(422);
    await rig.polar.products.delete(made.id);
    expect((await refusal(rig.polar.products.get(made.id))).status).toBe(404);
  });
});

describe('customers', () => {
  it('are unique by email and external id, and keep their external id', async () => {
    const made = await rig.polar.customers.create({
      email: 'grace@example.com',
      external_id: 'user:1',
      name: 'Grace',
    });
    expect(made).toMatchObject({ type: 'individual', external_id: 'user:1' });
    expect(await rig.polar.customers.getExternal('user:1')).toEqual(made);
    expect(await refusal(rig.polar.customers.create({ email: 'GRACE@example.com' }))).toMatchObject({
      status: 422,
      error: { error: 'PolarRequestValidationError', detail: [{ loc: ['body', 'email'] }] },
    });
    expect(await refusal(rig.polar.customers.update(made.id, { external_id: 'user:2' }))).toMatchObject({
      status: 422,
      error: { detail: [{ msg: 'Customer external ID cannot be updated.' }] },
    });
    const updated = await rig.polar.customers.updateExternal('user:1', { name: 'Grace Hopper' });
    expect(updated.name).toBe('Grace Hopper');
    expect(await rig.polar.customers.getStateExternal('user:1')).toMatchObject({ active_subscriptions: [] });
    expect((await rig.polar.customers.list({ query: 'hopper' })).items).toHaveLength(1);
    await rig.polar.customers.deleteExternal('user:1');
    expect((await refusal(rig.polar.customers.get(made.id))).status).toBe(404);
    expect(
      (await rig.polar.customers.create({ email: 'grace@example.com', external_id: 'user:1' })).id,
    ).not.toBe(made.id);
  });

  it.each([
    { tax_id: null, keepsName: false },
    { tax_id: 'DE123456789', keepsName: true },
  ])(
    'are forgotten when that is asked for, but for the name of a business: %o',
    async ({ tax_id, keepsName }) => {
      const subscription = await subscribe(rig.polar, {
        email: `forgotten-${keepsName}@example.com`,
        trial: false,
      });
      const { customer_id } = subscription;
      const before = await rig.polar.customers.update(customer_id, { name: 'Ada Lovelace', tax_id });
      await rig.polar.customers.delete(customer_id, { anonymize: true });

      const { items } = await rig.polar.orders.list({ customer_id });

      const shown = items.map(({ customer }) => customer);
      expect(shown.length).toBeGreaterThan(0);
      expect(JSON.stringify(shown)).not.toContain(before.email ?? 'an address');
      expect(shown.every(({ name }) => (name === 'Ada Lovelace') === keepsName)).toBe(true);
      expect(shown.every(({ billing_address }) => billing_address === null)).toBe(true);
    },
  );

  it('that are teams have an owner, managers and members, by either id', async () => {
    const team = await rig.polar.customers.create({
      type: 'team',
      name: 'Acme',
      external_id: 'org:1',
      owner: { email: 'owner@acme.example', name: 'Olga', external_id: 'user:9' },
    });
    const manager = await rig.polar.customers.members.createExternal('org:1', {
      email: 'bill@acme.example',
      external_id: 'user:10',
      role: 'billing_manager',
    });
    expect(await rig.polar.customers.members.getExternal('org:1', 'user:10')).toEqual(manager);
    const listed = await rig.polar.customers.members.list(team.id, { sorting: ['created_at'] });
    expect(listed.items.map(({ role }) => role)).toEqual(['owner', 'billing_manager']);
    const again = rig.polar.customers.members.create(team.id, { email: 'bill@acme.example' });
    expect((await refusal(again)).status).toBe(422);
    await rig.polar.customers.members.delete(team.id, manager.id);
    expect((await rig.polar.customers.members.list(team.id)).items).toHaveLength(1);
  });

  it('get a session for one hour, a team one only for a member', async () => {
    await rig.polar.customers.create({
      type: 'team',
      external_id: 'org:2',
      owner: { email: 'o2@acme.example', external_id: 'user:20' },
    });
    expect(await refusal(rig.polar.customerSessions.create({ external_customer_id: 'org:2' }))).toMatchObject(
      {
        status: 422,
        error: { detail: [{ msg: 'member_id is required for team customers.' }] },
      },
    );
    const session = await rig.polar.customerSessions.create({
      external_customer_id: 'org:2',
      external_member_id: 'user:20',
    });
    expect(session).toMatchObject({ expires_at: '2027-01-10T11:00:00Z', customer: { type: 'team' } });
    expect(session.token).toMatch(/^polar_mst_/);
    expect(
      (await refusal(rig.polar.customerSessions.create({ external_customer_id: 'org:none' }))).status,
    ).toBe(422);
  });
});

describe('lists', () => {
  it('of subscriptions, orders and payments are filtered as asked', async () => {
    const subscription = await subscribe(rig.polar, { email: 'filter@example.com', trial: false });
    const { customer_id, id } = subscription;
    expect((await rig.polar.subscriptions.list({ customer_id, active: true })).items).toHaveLength(1);
    expect((await rig.polar.subscriptions.list({ customer_id, status: ['canceled'] })).items).toEqual([]);
    const [order] = (await rig.polar.orders.list({ subscription_id: id })).items;
    expect(
      (await rig.polar.orders.list({ customer_id, created_before: '2026-01-01T00:00:00Z' })).items,
    ).toEqual([]);
    const [payment] = (await rig.polar.payments.list({ order_id: order?.id ?? '' })).items;
    expect(payment).toMatchObject({
      amount: 2900,
      method: 'card',
      method_metadata: { brand: 'visa', last4: '4242' },
    });
    expect(await rig.polar.payments.get(payment?.id ?? '')).toEqual(payment);
    const methods = await rig.polar.customers.listPaymentMethods(customer_id);
    expect(methods.items).toMatchObject([
      { type: 'card', is_default: true, method_metadata: { last4: '4242' } },
    ]);
  });
});

it('counts fifteen currencies in whole units', () => {
  expect([...zeroDecimalCurrencies].sort().join(' ')).toBe(
    'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf',
  );
});
