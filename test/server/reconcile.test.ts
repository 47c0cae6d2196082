import { expect, it, vi } from 'vitest';
import { MIRRORED_EVENT_TYPES } from '../../src/polar/webhooks/read-event.ts';
import { noSnapshots } from '../../src/server/reconcile/no-snapshots.ts';
import { openPayingWorld, openWorld } from './support/world.ts';

/** As docs/operations.md has them. */
const REQUIRED_SCOPES = [
  'products:read',
  'checkouts:write',
  'customers:write',
  'subscriptions:write',
  'orders:read',
  'webhooks:read',
  'webhooks:write',
];

it('has the products before the catalog is asked for, and says when it is ready', async () => {
  const world = await openWorld({ isStarted: false });
  const ready = async () => (await world.billing.handler(new Request('http://app.test/readyz'))).status;
  expect(await ready()).toBe(503);
  await expect(world.as('ada').query('getCatalog', {})).rejects.toMatchObject({
    code: 'provider_unavailable',
    retryAfterSeconds: 1,
  });

  await world.billing.start();

  expect(await ready()).toBe(200);
  expect((await world.as('ada').query('getCatalog', {})).plans).toHaveLength(3);
});

it('makes everything right after a day without webhooks, and says what it found', async () => {
  const world = await openWorld();
  await world.subscribe('ada');
  world.webhooks.areOpen = false;
  await world.advance('P14D');
  expect((await world.as('ada').query('getBilling', {})).subscription).toMatchObject({ status: 'trialing' });

  const report = await world.billing.reconcile();

  expect(report.repaired).toMatchObject({ subscription: 1, invoice: 1, product: 0 });
  expect(report.read).toMatchObject({ product: 6, customer: 1, subscription: 1, invoice: 2 });
  expect((await world.as('ada').query('getBilling', {})).subscription).toMatchObject({ status: 'active' });
  const audit = await world.store.listAudit('organization_northwind', 100);
  expect(audit.some(({ actor, action }) => actor === 'system' && action === 'mirror.invoice.applied')).toBe(
    true,
  );
});

it('makes everything right with the next start after a day on which the endpoint was down, and keeps what it found', async () => {
  const world = await openPayingWorld();
  await world.subscribe('elena', 'starter-month');
  world.webhooks.areOpen = false;
  const { items } = await world.polar.subscriptions.list();
  const ofAda = items.find(({ customer }) => customer.external_id === 'organization_northwind');
  await world.polar.subscriptions.update(ofAda?.id ?? '', { cancel_at_period_end: true });
  const elena = await world.store.findCustomerByExternalId('organization_alpine');
  await world.control(`customers/${elena?.id}/payment-method`, {
    number: '4000000000000341',
    exp_year: 2031,
  });
  await world.advance('P1D');
  // Polar gives each event up within half an hour, and tells of none of them again by itself.
  world.webhooks.areOpen = true;
  await world.settle();
  const billingOf = (person: 'ada' | 'elena', server = world.billing) =>
    world.as(person, server).query('getBilling', {});
  expect((await billingOf('ada')).subscription).toMatchObject({ cancelAtPeriodEnd: false });
  expect((await billingOf('elena')).paymentMethod).toMatchObject({ last4: '4242' });

  const restarted = await world.startAnother();

  expect((await billingOf('ada', restarted)).subscription).toMatchObject({ cancelAtPeriodEnd: true });
  expect((await billingOf('elena', restarted)).paymentMethod).toMatchObject({
    last4: '0341',
    expiryYear: 2031,
  });
  const [kept] = await restarted.listReconciliations();
  expect(kept?.drift).toMatchObject({ subscription: { stale: 1 }, customer: { stale: 1 } });
});

it('says how the mirror differed, how long it took and how much it asked, in the audit log too', async () => {
  const world = await openPayingWorld();
  world.webhooks.areOpen = false;
  const [order] = (await world.polar.orders.list()).items.filter(({ total_amount }) => total_amount > 0);
  await world.polar.refunds.create({ order_id: order?.id ?? '', reason: 'other', amount: 100 });
  await world.emulator.settled();

  const report = await world.billing.reconcile();

  expect(report).toMatchObject({
    externalId: null,
    drift: { refund: { missing: 1, stale: 0 }, invoice: { missing: 0, stale: 1 } },
    repaired: { refund: 1, invoice: 1, payment: expect.any(Number) },
    endpoint: 'healthy',
  });
  expect(report.calls).toBeGreaterThan(10);
  expect(report.seconds).toBeGreaterThan(0);
  expect((await world.billing.reconcile()).drift).toEqual({});
});

it('puts one owner right without reading what others have', async () => {
  const world = await openPayingWorld();
  world.webhooks.areOpen = false;
  await world.advance('P31D');
  const before = world.gateway.requests.length;

  const report = await world.billing.reconcile({ externalId: 'organization_northwind' });

  expect(report).toMatchObject({
    externalId: 'organization_northwind',
    read: { product: 0, customer: 1, subscription: 1 },
    repaired: { subscription: 1, invoice: 1 },
    endpoint: 'unknown',
  });
  const asked = world.gateway.requests.slice(before);
  expect(asked).not.toContain('GET /v1/products/');
  expect(await world.store.listAudit('organization_northwind', 5)).toContainEqual(
    expect.objectContaining({ action: 'mirror.reconciled', actor: 'system' }),
  );
  await expect(world.billing.reconcile({ externalId: 'organization_nobody' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('does without what its access token may not read, says so once, and puts the rest right', async () => {
  const world = await openWorld({ scopes: REQUIRED_SCOPES });
  await world.subscribe('ada', 'professional-month');
  await world.replaceCard('ada', '4000000000000341');
  await world.advance('P13D');
  world.webhooks.areOpen = false;
  await world.advance('P4D');

  const report = await world.billing.reconcile();

  expect(report.unreadable.toSorted()).toEqual(
    ['benefit', 'benefit_grant', 'customer_meter', 'discount', 'meter', 'payment', 'refund'].toSorted(),
  );
  expect(report).toMatchObject({
    read: { subscription: 1, payment: 0 },
    drift: { subscription: { stale: 1 }, invoice: { missing: 1 } },
  });
  expect((await world.as('ada').query('getBilling', {})).subscription?.status).toBe('past_due');
  await world.billing.reconcile();
  const said = world.logs.filter(({ message }) => message.includes('lacks a scope'));
  expect(said.length).toBeGreaterThan(0);
  expect(new Set(said.map(({ fields }) => fields.operation)).size).toBe(said.length);
  expect(world.logs.filter(({ level }) => level === 'error')).toEqual([]);
});

it('does not start with an access token that may not read the products', async () => {
  const scopes = REQUIRED_SCOPES.filter((scope) => scope !== 'products:read');
  const world = await openWorld({ scopes, isStarted: false });

  await expect(world.billing.start()).rejects.toMatchObject({ code: 'internal' });
  expect(world.logs).toContainEqual(
    expect.objectContaining({ level: 'error', message: expect.stringContaining('lacks a scope') }),
  );
});

it('finds nothing to repair when nothing was missed', async () => {
  const world = await openWorld();
  await world.subscribe('ada');
  await world.settle();

  const report = await world.billing.reconcile();

  expect(report).toMatchObject({ repaired: noSnapshots(), drift: {}, endpoint: 'healthy', redelivered: 0 });
});

it('switches the endpoint on again and has the provider send what could not be delivered', async () => {
  const world = await openWorld();
  world.webhooks.areOpen = false;
  await world.subscribe('ada');
  const [endpoint] = (await world.polar.webhooks.listWebhookEndpoints()).items;
  await world.polar.webhooks.updateWebhookEndpoint(endpoint?.id ?? '', { enabled: false });
  world.webhooks.areOpen = true;

  const report = await world.billing.reconcile();
  await world.settle();

  expect(report.endpoint).toBe('enabled_again');
  expect(report.redelivered).toBeGreaterThan(3);
  expect(new Set(world.webhooks.received.map(({ headers }) => headers.get('webhook-id'))).size).toBe(
    report.redelivered,
  );
  expect((await world.polar.webhooks.listWebhookEndpoints()).items[0]?.enabled).toBe(true);
  expect((await world.billing.reconcile()).redelivered).toBe(0);
});

it('has an endpoint told of everything that an earlier version made, beside what its owner added', async () => {
  const world = await openWorld();
  const [endpoint] = (await world.polar.webhooks.listWebhookEndpoints()).items;
  await world.polar.webhooks.updateWebhookEndpoint(endpoint?.id ?? '', {
    events: ['member.created', 'order.created'],
  });

  expect(await world.billing.reconcile()).toMatchObject({ endpoint: 'healthy' });

  const [mended] = (await world.polar.webhooks.listWebhookEndpoints()).items;
  expect(new Set(mended?.events)).toEqual(new Set(['member.created', ...MIRRORED_EVENT_TYPES]));
  expect(world.logs.filter(({ message }) => message.includes('was not told of everything'))).toHaveLength(1);
  await world.billing.reconcile();
  expect(world.logs.filter(({ message }) => message.includes('was not told of everything'))).toHaveLength(1);
});

it('says when the provider has no endpoint of this address', async () => {
  const world = await openWorld({ server: { webhookUrl: 'https://elsewhere.test/hooks' } });

  expect(await world.billing.reconcile()).toMatchObject({ endpoint: 'missing' });
});

it('repairs the mirror even when the provider does not let it see the endpoint', async () => {
  const world = await openWorld();
  await world.subscribe('ada');
  world.webhooks.areOpen = false;
  await world.advance('P14D');
  world.gateway.faultOf = (request) => (request.includes('/webhooks/') ? 'down' : 'none');

  expect(await world.billing.reconcile()).toMatchObject({
    endpoint: 'unknown',
    repaired: { subscription: 1 },
  });
});

it('shares one run between those who ask at the same time', async () => {
  const world = await openWorld();
  const walks = () => world.gateway.requests.filter((request) => request === 'GET /v1/products/').length;
  const before = walks();

  const [first, second] = await Promise.all([world.billing.reconcile(), world.billing.reconcile()]);

  expect(second).toBe(first);
  expect(walks() - before).toBe(1);
});

it('refuses to start without a provider when there is nothing to show, and starts once it is there', async () => {
  const world = await openWorld({ isStarted: false });
  world.gateway.faultOf = () => 'down';
  await expect(world.billing.start()).rejects.toMatchObject({ code: 'provider_unavailable' });
  world.gateway.faultOf = () => 'none';

  await world.billing.start();
  await world.subscribe('ada');
  expect((await world.as('ada').query('getBilling', {})).subscription).toMatchObject({ status: 'trialing' });
});

it('starts without a provider when the mirror has products, and reconciles once it is back', async () => {
  const world = await openWorld();
  await world.subscribe('ada');
  await world.advance('P1D');
  world.gateway.faultOf = () => 'down';

  const restarted = await world.startAnother();

  expect((await world.as('ada', restarted).query('getCatalog', {})).plans).toHaveLength(3);
  const ready = async () => (await restarted.handler(new Request('http://app.test/readyz'))).status;
  expect(await ready()).toBe(503);
  world.gateway.faultOf = () => 'none';
  await vi.waitFor(async () => expect(await ready()).toBe(200), { timeout: 15_000, interval: 100 });
});

it('leaves out a price whose product is archived, and says so once', async () => {
  const world = await openWorld();
  const [product] = (await world.polar.products.list({ query: 'Starter' })).items.filter(
    ({ recurring_interval }) => recurring_interval === 'year',
  );
  await world.polar.products.update(product?.id ?? '', { is_archived: true });
  await world.settle();

  await world.as('ada').query('getCatalog', {});
  const catalog = await world.as('ada').query('getCatalog', {});
  expect(catalog.plans[0]?.prices.map(({ id }) => id)).toEqual(['starter-month']);
  expect(world.logs.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual([
    `Price starter-year is not sold: product ${product?.id} is archived.`,
  ]);
});

it('takes access away from a customer who was deleted while nobody told it', async () => {
  const world = await openPayingWorld();
  const customer = await world.store.findCustomerByExternalId('organization_northwind');
  world.webhooks.areOpen = false;
  await world.polar.customers.delete(customer?.id ?? '');
  await world.emulator.settled();

  const { repaired } = await world.billing.reconcile();
  expect(repaired).toMatchObject({ customer: 1, subscription: 1 });
  expect(await world.as('ada').query('getBilling', {})).toMatchObject({
    subscription: null,
    entitlements: [],
  });
  expect((await world.billing.reconcile()).repaired).toMatchObject({ customer: 0, subscription: 0 });

  world.webhooks.areOpen = true;
  await world.subscribe('ada', 'starter-month');
  expect((await world.as('ada').query('getBilling', {})).subscription).toMatchObject({ planId: 'starter' });
});

it('lets the provider say when a customer was deleted, however late it tells that', async () => {
  const world = await openPayingWorld();
  const customer = await world.store.findCustomerByExternalId('organization_northwind');
  world.webhooks.areOpen = false;
  await world.polar.customers.delete(customer?.id ?? '');
  await world.advance('PT1H');
  await world.billing.reconcile();

  world.webhooks.areOpen = true;
  expect((await world.billing.reconcile()).redelivered).toBeGreaterThan(0);
  // Our own finding is not newer than the provider's word, which is written over it.
  await vi.waitFor(async () => {
    const audit = await world.store.listAudit('organization_northwind', 50);
    const deletions = audit.filter(
      ({ action, after }) => action === 'mirror.customer.applied' && after?.isDeleted === true,
    );
    expect(deletions.map(({ actor }) => actor).sort()).toEqual(['provider', 'system']);
  });
});

it('keeps out customers of the provider that are not ours', async () => {
  const world = await openWorld();
  await world.polar.customers.create({ type: 'individual', email: 'someone@elsewhere.example' });

  const { read } = await world.billing.reconcile();

  expect(read.customer).toBe(0);
});

it('breaks off when the server closes', async () => {
  const world = await openWorld();
  let closing: Promise<void> | null = null;
  // While the products are on their way, so that it is in the middle.
  world.gateway.faultOf = (request) => {
    if (request === 'GET /v1/products/') closing ??= world.billing.close();
    return 'none';
  };

  await expect(world.billing.reconcile()).rejects.toThrow('aborted');
  await closing;
});
