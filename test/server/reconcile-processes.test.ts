import { expect, it, vi } from 'vitest';
import type { BillingServer, BillingStore, ReconcileCursor } from '../../src/server/index.ts';
import { passRealTime } from './support/pass-real-time.ts';
import { openPayingWorld, openWorld, type World } from './support/world.ts';

const ALL = { limit: 100, after: '' };

/** Longer than a process that died keeps others from its run, in seconds. */
const LEASE = 20;

const LISTS: Record<string, string> = {
  products: 'GET /v1/products/',
  customers: 'GET /v1/customers/',
  subscriptions: 'GET /v1/subscriptions/',
  invoices: 'GET /v1/orders/',
  refunds: 'GET /v1/refunds/',
  payments: 'GET /v1/payments/',
};

/** How often each list has been read since. */
function readsSince(world: World, before: number): Record<string, number> {
  const asked = world.gateway.requests.slice(before);
  return Object.fromEntries(
    Object.entries(LISTS).map(([name, list]) => [name, asked.filter((request) => request === list).length]),
  );
}

/** A store that goes away, as everything does for a process that is killed, once a run has come to a stage. */
function mortalStore(world: World, stage: ReconcileCursor['stage']): BillingStore {
  let isDead = false;
  const mortal = <Target extends object>(whole: Target): Target =>
    new Proxy(whole, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return name === 'reconciliations' ? mortal(value as object) : value;
        return async (...given: unknown[]) => {
          if (isDead) throw new Error('The process is gone.');
          const answer: unknown = await Reflect.apply(value, target, given);
          const progress = name === 'saveProgress' ? (given[1] as { cursor: ReconcileCursor }) : null;
          isDead = progress?.cursor.stage === stage;
          return answer;
        };
      },
    });
  return mortal(world.store);
}

/** Lets a server die when its first run has come to a stage. */
async function dieAt(world: World, stage: ReconcileCursor['stage']): Promise<void> {
  await world.startAnother(mortalStore(world, stage));
  const broken = world.logs.filter(({ message }) => message.includes('The first reconciliation failed'));
  expect(broken).toHaveLength(1);
}

const isReady = async (server: BillingServer) =>
  (await server.handler(new Request('http://app.test/readyz'))).status === 200;

it('runs once for two processes that want it at the same time, and tells both what it found', async () => {
  const world = await openPayingWorld();
  const other = await world.startAnother();
  world.webhooks.areOpen = false;
  await world.advance('P31D');
  const before = world.gateway.requests.length;

  const [first, second] = await Promise.all([world.billing.reconcile(), other.reconcile()]);

  expect(readsSince(world, before)).toMatchObject({ products: 1, subscriptions: 1 });
  expect(second).toEqual(first);
  expect(first.repaired.subscription).toBe(1);
});

it('goes on with the run of a process that died, and does not begin it again', async () => {
  const world = await openPayingWorld();
  world.webhooks.areOpen = false;
  await world.advance('P31D');
  await dieAt(world, 'refund');
  const before = world.gateway.requests.length;
  await passRealTime(world.database.db, LEASE);

  const report = await world.billing.reconcile();

  expect(readsSince(world, before)).toEqual({
    products: 1,
    customers: 1,
    subscriptions: 1,
    invoices: 0,
    refunds: 1,
    payments: 1,
  });
  expect(report.repaired).toMatchObject({ subscription: 1, invoice: 1 });
  expect(report.read).toMatchObject({ customer: 1, subscription: 1 });
  expect(report.read.invoice).toBeGreaterThan(1);
  expect((await world.billing.reconcile()).drift).toEqual({});
});

it('waits for a process that is at it, takes what that one found, and is ready', async () => {
  const world = await openPayingWorld();
  const [earlier] = await world.billing.listReconciliations();
  const theirs = await world.store.reconciliations.begin({ leaseInSeconds: 60, resumeWithinSeconds: 60 });
  if (earlier === undefined || theirs.kind !== 'begun') throw new Error('There is nothing to wait for.');
  const { id: _, ...report } = earlier;
  const before = world.gateway.requests.length;
  let isStarted = false;
  const begin = vi.fn(world.store.reconciliations.begin);

  const starting = world
    .startAnother({ ...world.store, reconciliations: { ...world.store.reconciliations, begin } })
    .then((server) => {
      isStarted = true;
      return server;
    });
  const asking = world.billing.reconcile();
  // It has looked twice, so that the other one, which began before it, has looked as well.
  await vi.waitFor(() => expect(begin.mock.settledResults.length).toBeGreaterThan(1), { timeout: 10_000 });
  expect(isStarted).toBe(false);
  await world.store.transaction((transaction) =>
    transaction.finishReconciliation(theirs.claim, { ...report, calls: 123_456 }),
  );

  expect(await asking).toMatchObject({ calls: 123_456 });
  expect(await isReady(await starting)).toBe(true);
  expect(readsSince(world, before)).toMatchObject({ products: 0, customers: 0 });
});

it('lets another process go on when the provider fails half way', async () => {
  const world = await openPayingWorld();
  const other = await world.startAnother();
  world.gateway.faultOf = (request) => (request === LISTS.payments ? 'broken' : 'none');
  await expect(world.billing.reconcile()).rejects.toMatchObject({ code: 'provider_unavailable' });
  world.gateway.faultOf = () => 'none';
  const before = world.gateway.requests.length;

  await other.reconcile();

  expect(readsSince(world, before)).toMatchObject({ invoices: 0, refunds: 0, payments: 1 });
});

it('begins anew when the run that broke off is old', async () => {
  const world = await openPayingWorld();
  world.gateway.faultOf = (request) => (request === LISTS.payments ? 'broken' : 'none');
  await expect(world.billing.reconcile()).rejects.toThrow();
  world.gateway.faultOf = () => 'none';
  await passRealTime(world.database.db, 3600);
  const before = world.gateway.requests.length;

  await world.billing.reconcile();

  expect(readsSince(world, before)).toMatchObject({ invoices: 1, refunds: 1, payments: 1 });
});

it('keeps what each run found, the newest first, until it is old', async () => {
  const world = await openPayingWorld();
  await world.billing.reconcile({ externalId: 'organization_northwind' });
  await world.billing.reconcile();

  const reports = await world.billing.listReconciliations();
  expect(reports.map(({ externalId }) => externalId)).toEqual([null, 'organization_northwind', null]);
  const [newest, second] = reports;
  expect(await world.billing.listReconciliations({ limit: 1 })).toEqual([newest]);
  expect((await world.billing.listReconciliations({ before: newest?.id }))[0]).toEqual(second);

  const policy = { deliveries: 1e9, work: 86_400, liveMessages: 1e9, outcomes: 1e9 };
  const purge = () => world.store.transaction((transaction) => transaction.purge(policy, 10));
  expect((await purge()).reports).toBe(0);
  await passRealTime(world.database.db, 86_401);
  expect((await purge()).reports).toBe(3);
  expect(await world.billing.listReconciliations()).toEqual([]);
});

it('finds what was deleted at the provider while nobody told it', async () => {
  const world = await openWorld();
  await world.as('ada').command('startCheckout', { priceId: 'starter-month', returnPath: '/' });
  const customer = await world.store.findCustomerByExternalId('organization_northwind');
  const benefit = await world.polar.benefits.create({ type: 'custom', description: 'Chat', properties: {} });
  const discount = await world.polar.discounts.create({
    type: 'percentage',
    basis_points: 1000,
    name: 'Autumn',
    duration: 'once',
  });
  await world.settle();
  world.webhooks.areOpen = false;
  await world.polar.customers.delete(customer?.id ?? '');
  await world.polar.benefits.delete(benefit.id);
  await world.polar.discounts.delete(discount.id);

  const report = await world.billing.reconcile();

  const gone = { missing: 0, stale: 0, gone: 1 };
  expect(report.drift).toEqual({ customer: gone, benefit: gone, discount: gone });
  expect(await world.store.findCustomerByExternalId('organization_northwind')).toBeNull();
  for (const kind of ['customer', 'benefit', 'discount'] as const) {
    expect(await world.store.reconciliations.listPresentIds(kind, ALL), kind).toEqual([]);
  }
  expect((await world.billing.reconcile()).drift).toEqual({});
});

it('touches nothing when the access token is another organization’s', async () => {
  const world = await openPayingWorld();
  await world.database.db.execute(`update floe_billing.products set id = 'their-' || id`);
  const before = await world.store.reconciliations.listPresentIds('customer', ALL);

  await expect(world.billing.reconcile()).rejects.toThrow(/another organization/);

  expect(before).toHaveLength(1);
  expect(await world.store.reconciliations.listPresentIds('customer', ALL)).toEqual(before);
  expect((await world.store.listProducts()).every(({ id }) => id.startsWith('their-'))).toBe(true);
});
