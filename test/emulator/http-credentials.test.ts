import { createPolar } from '@polar-sh/sdk/2026-10';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Rig, refusal, startRig } from './support.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});

afterAll(() => rig.close());

function request(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(rig.url + path, { headers });
}

async function makeToken(input: { scopes?: string[]; expires_at?: string }): Promise<string> {
  const { json } = await rig.call('/_emulator/tokens', input);
  return (json as { token: string }).token;
}

const invalid = {
  error: 'invalid_token',
  error_description:
    'The access token provided is expired, revoked, malformed, or invalid for other reasons.',
};

it('answers 401 Unauthorized where a token is needed and there is none', async () => {
  for (const headers of [{}, { authorization: 'Basic YTpi' }, { authorization: 'Bearer' }]) {
    const response = await request('/v1/orders/', headers as Record<string, string>);
    expect([response.status, await response.json()]).toEqual([
      401,
      { error: 'Unauthorized', detail: 'Unauthorized' },
    ]);
  }
});

it('answers 401 invalid_token to a token it does not know, even where none is needed', async () => {
  for (const path of ['/v1/orders/', '/v1/checkouts/client/polar_c_nothing']) {
    const response = await request(path, { authorization: 'Bearer polar_oat_of_somebody_else' });
    expect([response.status, await response.json()]).toEqual([401, invalid]);
    expect(response.headers.get('www-authenticate')).toBe(
      `Bearer realm="polar", error="invalid_token", error_description="${invalid.error_description}"`,
    );
  }
});

it('takes the scheme in any case', async () => {
  const response = await request('/v1/orders/', { authorization: `bearer ${rig.emulator.accessToken}` });
  expect(response.status).toBe(200);
});

it('lets a token do what one of its scopes allows, and answers 403 insufficient_scope to the rest', async () => {
  const accessToken = await makeToken({ scopes: ['orders:read', 'products:write'] });
  const polar = createPolar({ accessToken, baseUrl: rig.url });
  expect((await polar.orders.list()).items).toEqual([]);
  expect((await polar.products.list()).items).toHaveLength(6);
  const response = await request('/v1/customers/', { authorization: `Bearer ${accessToken}` });
  expect([response.status, await response.json()]).toEqual([
    403,
    {
      error: 'insufficient_scope',
      error_description: 'The request requires higher privileges than provided by the access token.',
    },
  ]);
  expect(response.headers.get('www-authenticate')).toContain(
    'realm="polar", scope="customers:read customers:write", error="insufficient_scope"',
  );
});

it('refuses a token once its time has come on the emulator’s clock', async () => {
  const accessToken = await makeToken({ expires_at: '2027-01-10T10:30:00Z' });
  const polar = createPolar({ accessToken, baseUrl: rig.url });
  await polar.orders.list();
  await rig.emulator.clock.advance('PT29M');
  await polar.orders.list();
  await rig.emulator.clock.advance('PT1M');
  expect(await refusal(polar.orders.list())).toEqual({ status: 401, error: invalid });
});

it('gives no token for a scope or an instant that there is not', async () => {
  const bad = await rig.call('/_emulator/tokens', { scopes: ['orders:delete'], expires_at: 'tomorrow' });
  expect(bad).toMatchObject({
    status: 422,
    json: { detail: [{ loc: ['body', 'scopes', 0] }, { loc: ['body', 'expires_at'] }] },
  });
});

it('opens the portal to a session for one hour, and nothing else', async () => {
  const customer = await rig.polar.customers.create({ email: 'ada@example.com' });
  const { token, expires_at } = await rig.polar.customerSessions.create({ customer_id: customer.id });
  expect(token).toMatch(/^polar_mst_/);
  const accessToken = { accessToken: token };
  expect((await refusal(rig.polar.orders.list({}, accessToken))).error).toMatchObject({
    error: 'invalid_token',
    error_description: 'The subject of this access token is not valid for this endpoint.',
  });
  const portal = () => request('/v1/customer-portal/customers/me', { authorization: `Bearer ${token}` });
  expect((await portal()).status).not.toBe(401);
  await rig.emulator.clock.advanceTo(expires_at);
  expect((await portal()).status).toBe(401);
});

it('keeps the organization’s token out of the portal', async () => {
  const response = await rig.call('/v1/customer-portal/customers/me');
  expect(response).toMatchObject({ status: 401, json: { error: 'invalid_token' } });
});

it('lets anybody see the public catalogue, with or without a token', async () => {
  const path = '/v1/customer-portal/organizations/tendertrack';
  expect((await request(path)).status).not.toBe(401);
});
