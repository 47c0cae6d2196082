import { expect, it } from 'vitest';
import { CLIENT_HEADER, CLIENT_VERSION, OWNER_HEADER } from '../../src/contract/index.ts';
import { BILLING_ERRORS, type BillingErrorBody } from '../../src/core/index.ts';
import { sampleCatalog } from '../../src/sandbox/sample-catalog.ts';
import { type CreateBillingServerOptions, createBillingServer } from '../../src/server/index.ts';
import { APP_URL, newKey, openWorld } from './support/world.ts';

const input = { priceId: 'starter-month', returnPath: '/' };

async function errorOf(response: Response): Promise<BillingErrorBody['error']> {
  const { error } = (await response.json()) as BillingErrorBody;
  expect(response.status).toBe(BILLING_ERRORS[error.code].status);
  return error;
}

it('answers nothing that may be cached', async () => {
  const { billing, as } = await openWorld();
  const ask = (path: string, init?: RequestInit) => billing.handler(new Request(`${APP_URL}${path}`, init));

  const responses = [
    await as('ada').send('getBilling', {}),
    await as('dmitri').send('listInvoices', {}),
    await ask('/healthz'),
    await ask('/readyz'),
    await ask('/api/billing/nothing'),
    await ask('/api/billing/webhooks/polar', { method: 'POST', body: '{}' }),
  ];
  for (const { headers } of responses) expect(headers.get('cache-control')).toBe('no-store');
});

it('says not_found where there is nothing', async () => {
  const { billing } = await openWorld();
  const ask = (path: string, method = 'GET') => billing.handler(new Request(`${APP_URL}${path}`, { method }));

  for (const response of [
    await ask('/'),
    await ask('/api/billing'),
    await ask('/api/billing/get-everything'),
    await ask('/api/billing/get-billing', 'DELETE'),
    await ask('/api/billing/start-checkout'),
    await ask('/api/billing/webhooks/polar'),
  ]) {
    expect((await errorOf(response)).code).toBe('not_found');
  }
});

it('demands a key of 8 to 200 visible characters for every command', async () => {
  const { as } = await openWorld();

  for (const headers of [{}, { 'idempotency-key': 'short' }, { 'idempotency-key': 'x'.repeat(201) }]) {
    const error = await errorOf(await as('ada').send('startCheckout', { body: input, headers }));
    expect(error).toMatchObject({ code: 'invalid_request', retryable: false });
    expect(error.message).toContain('Idempotency-Key');
  }
});

it('demands JSON by its content type, so that no form of another site can be a command', async () => {
  const { as } = await openWorld();

  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
    const response = await as('ada').send('startCheckout', {
      body: input,
      headers: { 'idempotency-key': newKey(), 'content-type': type },
    });
    expect((await errorOf(response)).code).toBe('invalid_request');
  }
  const accepted = await as('ada').send('startCheckout', {
    body: input,
    headers: { 'idempotency-key': newKey(), 'content-type': 'application/json; charset=utf-8' },
  });
  expect(accepted.status).toBe(200);
});

it('names the field that is wrong', async () => {
  const { as } = await openWorld();

  await expect(as('ada').query('listInvoices', { limit: 101 })).rejects.toMatchObject({
    code: 'invalid_request',
    field: 'limit',
  });
  await expect(as('ada').command('startCheckout', { ...input, currency: 'usd' })).rejects.toMatchObject({
    code: 'invalid_request',
    field: 'currency',
  });
});

it('refuses what the contract does not know, what is said twice, what is no JSON and what is too large', async () => {
  const { as, billing } = await openWorld();
  const post = (body: string) =>
    billing.handler(
      new Request(`${APP_URL}/api/billing/start-checkout`, {
        method: 'POST',
        headers: {
          'x-person': 'ada',
          'content-type': 'application/json',
          'idempotency-key': newKey(),
          [CLIENT_HEADER]: CLIENT_VERSION,
        },
        body,
      }),
    );

  for (const response of [
    await as('ada').send('getBilling', { search: '?ownerId=alpine' }),
    await as('ada').send('listInvoices', { search: '?limit=1&limit=2' }),
    await post('{'),
    await post('null'),
    await post(JSON.stringify({ ...input, ownerId: 'alpine' })),
    await post(JSON.stringify({ ...input, returnPath: `/${'x'.repeat(70_000)}` })),
  ]) {
    expect((await errorOf(response)).code).toBe('invalid_request');
  }
});

it('refuses a page that still shows another owner, in every operation and the stream', async () => {
  const { as, billing } = await openWorld();
  const shown = (await as('ada').send('getBilling', {})).headers.get(OWNER_HEADER) ?? '';
  const headers = { [OWNER_HEADER]: shown };

  expect((await as('ada').send('getBilling', { headers })).status).toBe(200);
  expect((await errorOf(await as('elena').send('getBilling', { headers }))).code).toBe('conflict');
  const checkout = { body: { priceId: 'starter-month', returnPath: '/' }, headers };
  const refused = await as('elena').send('startCheckout', checkout);
  expect((await errorOf(refused)).code).toBe('conflict');
  // An answer that is refused may not teach the page its new owner.
  expect(refused.headers.get(OWNER_HEADER)).toBeNull();
  const stream = new Request(`${APP_URL}/api/billing/events`, {
    headers: { ...headers, 'x-person': 'elena' },
  });
  expect((await errorOf(await billing.handler(stream))).code).toBe('conflict');
});

it('lives below another base path', async () => {
  const { billing } = await openWorld({ server: { basePath: '/pay/' } });
  const ask = (path: string) =>
    billing.handler(new Request(`${APP_URL}${path}`, { headers: { 'x-person': 'ada' } }));

  expect((await ask('/pay/get-billing')).status).toBe(200);
  expect((await ask('/api/billing/get-billing')).status).toBe(404);
});

it('lives at the root when it has a host of its own', async () => {
  const { billing } = await openWorld({ server: { basePath: '' } });
  const headers = { 'x-person': 'ada' };

  expect((await billing.handler(new Request(`${APP_URL}/get-billing`, { headers }))).status).toBe(200);
});

it('refuses an app without an absolute address', () => {
  expect(() =>
    createBillingServer({ ...({} as CreateBillingServerOptions), catalog: sampleCatalog, appUrl: '/app' }),
  ).toThrow('appUrl "/app" is not an absolute http or https address');
});

it('tells the process from the database', async () => {
  let isDown = false;
  const { billing } = await openWorld({
    wrapStore: (store) => ({
      ...store,
      ping: () => (isDown ? Promise.reject(new Error('gone')) : store.ping()),
    }),
  });
  const status = async (path: string) => (await billing.handler(new Request(`${APP_URL}${path}`))).status;
  expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 200]);
  isDown = true;

  expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503]);
});

it('gives the provider the address of the person as the trusted proxy saw it', async () => {
  const { as, polar } = await openWorld({ server: { trustedProxyHeader: 'x-forwarded-for' } });
  const response = await as('ada').send('startCheckout', {
    body: input,
    headers: { 'idempotency-key': newKey(), 'x-forwarded-for': '198.51.100.1, 203.0.113.9' },
  });
  const { id } = (await response.json()) as { id: string };

  expect((await polar.checkouts.get(id)).customer_ip_address).toBe('203.0.113.9');
});

it('believes no address without a trusted proxy', async () => {
  const { as, polar } = await openWorld();
  const response = await as('ada').send('startCheckout', {
    body: input,
    headers: { 'idempotency-key': newKey(), 'x-forwarded-for': '203.0.113.9' },
  });
  const { id } = (await response.json()) as { id: string };

  expect((await polar.checkouts.get(id)).customer_ip_address).not.toBe('203.0.113.9');
});

it('pages through invoices newest first, and finds them by plan name, number and status', async () => {
  const world = await openWorld();
  await world.subscribe('ada', 'starter-month');
  for (let month = 0; month < 4; month++) await world.advance('P1M');
  const ada = world.as('ada');
  const all = (await ada.query('listInvoices', {})).items;
  expect(all).toHaveLength(5);

  const first = await ada.query('listInvoices', { limit: 2 });
  const second = await ada.query('listInvoices', { limit: 2, cursor: first.nextCursor ?? '' });
  const third = await ada.query('listInvoices', { limit: 2, cursor: second.nextCursor ?? '' });
  expect([...first.items, ...second.items, ...third.items]).toEqual(all);
  expect(third.nextCursor).toBeNull();

  expect((await ada.query('listInvoices', { search: 'STARTER' })).items).toHaveLength(5);
  expect((await ada.query('listInvoices', { search: 'Enterprise' })).items).toEqual([]);
  expect((await ada.query('listInvoices', { search: all[0]?.number ?? '' })).items).toContainEqual(all[0]);
  expect((await ada.query('listInvoices', { status: 'pending' })).items).toEqual([]);
});
