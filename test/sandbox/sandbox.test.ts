import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, payCheckout, type Sandbox } from '../../src/sandbox/index.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox();
});

afterAll(() => sandbox.close());

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${sandbox.url}${path}`, { headers });
  return { status: response.status, body: await response.json() };
}

it('is ready when it has started', async () => {
  expect(await get('/readyz')).toEqual({ status: 200, body: { status: 'ready' } });
});

it('shows the plans at the prices of the local Polar', async () => {
  const { currency, currencies, plans, addOns } = await sandbox.adapterFor('ada').getCatalog({});

  expect({ currency, currencies }).toEqual({ currency: 'USD', currencies: ['EUR', 'JPY', 'USD'] });
  expect(plans.map(({ name, prices }) => [name, prices.map(({ money }) => money?.amount)])).toEqual([
    ['Starter', [2900, 29_000]],
    ['Professional', [7900, 79_000]],
    ['Enterprise', [19_900, 199_000]],
  ]);
  expect(addOns).toHaveLength(5);
});

it('signs people in by header and by cookie, and nobody otherwise', async () => {
  const path = '/api/billing/get-billing';

  expect(await get(path, { 'x-floe-person': 'elena' })).toMatchObject({
    body: { owner: { name: 'Alpine Works' } },
  });
  expect(await get(path, { cookie: 'theme=dark; floe_person=dmitri' })).toMatchObject({
    body: { owner: { name: 'Northwind Construction' }, permissions: ['billing:view'] },
  });
  expect(await get(path)).toMatchObject({ status: 401 });
  expect(await get(path, { 'x-floe-person': 'toString' })).toMatchObject({ status: 401 });
});

it('lives through a trial and its first charge by signed webhooks alone', async () => {
  const adapter = sandbox.adapterFor('ada');
  const input = { priceId: 'professional-month', returnPath: '/settings/billing' };
  const { url } = await adapter.startCheckout(input, { idempotencyKey: crypto.randomUUID() });
  expect(await payCheckout(url ?? '')).toBe('paid');
  await sandbox.settled();
  expect((await adapter.getBilling({})).subscription).toMatchObject({
    status: 'trialing',
    planName: 'Professional',
  });

  await sandbox.clock.advance('P14D');
  await sandbox.settled();

  expect((await adapter.getBilling({})).subscription).toMatchObject({ status: 'active' });
  const { items } = await sandbox.adapterFor('chiara').listInvoices({});
  expect(items.map(({ status, total }) => [status, total.amount])).toEqual([
    ['paid', 7900],
    ['paid', 0],
  ]);
  expect((await sandbox.adapterFor('felix').getBilling({})).subscription).toBeNull();
  expect(await sandbox.store.inbox.depth()).toMatchObject({ pending: 0, parked: 0 });
});
