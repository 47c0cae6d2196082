import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { listenToAll, type Rig, startRig, subscribe } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const issueOf = (json: unknown) => (json as { detail: unknown[] }).detail[0];

describe('who may call', () => {
  const post = (headers: Record<string, string>, body = '{"changePreview":false}') =>
    fetch(`${rig.url}/_emulator/settings`, { method: 'POST', headers, body });
  const json = { 'content-type': 'application/json' };

  it.each(['http://localhost:5173', 'http://127.0.0.1:3000', 'https://localhost', 'http://[::1]:8080'])(
    'pages of %s may, and can read the answer',
    async (origin) => {
      const response = await post({ ...json, origin });
      expect(response.status).toBe(200);
      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    },
  );

  it.each(['https://polar.sh', 'http://localhost.evil.example', 'http://evil.example:4010', 'null'])(
    'pages of %s may not, and change nothing',
    async (origin) => {
      const response = await post({ ...json, origin });
      expect(response.status).toBe(403);
      expect(response.headers.get('access-control-allow-origin')).toBe(null);
      expect(await response.json()).toEqual({
        error: 'ForeignOrigin',
        detail: `Pages of ${origin} may not call the emulator's control API.`,
      });
      expect((await rig.call('/_emulator/settings')).json).toMatchObject({ changePreview: true });
    },
  );

  it('pages of elsewhere may not read the state either', async () => {
    const response = await fetch(`${rig.url}/_emulator/state`, { headers: { origin: 'https://polar.sh' } });
    expect(response.status).toBe(403);
  });

  it('pages of the address that the emulator is told it has may', async () => {
    const one = await startRig({ publicUrl: 'https://polar.test' });
    const response = await fetch(`${one.url}/_emulator/clock`, { headers: { origin: 'https://polar.test' } });
    expect(response.status).toBe(200);
    await one.close();
  });

  it('a preflight is answered before the request', async () => {
    const ask = (origin: string) =>
      fetch(`${rig.url}/_emulator/settings`, { method: 'OPTIONS', headers: { origin } });
    const own = await ask('http://localhost:5173');
    expect(own.status).toBe(204);
    expect(own.headers.get('access-control-allow-methods')).toBe('DELETE, GET, POST, OPTIONS');
    expect((await ask('https://polar.sh')).status).toBe(403);
  });

  it('a body that does not call itself JSON is refused, as a form elsewhere could send it', async () => {
    expect((await post({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post({ 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await rig.call('/_emulator/settings')).json).toMatchObject({ changePreview: true });
  });
});

describe('the state', () => {
  it('is shown by the collection and the page', async () => {
    for (const email of ['ada@example.com', 'bob@example.com', 'cyd@example.com']) {
      await rig.polar.customers.create({ email });
    }
    expect((await rig.call('/_emulator/state?collection=customers&page=2&limit=2')).json).toMatchObject({
      items: [{ email: 'cyd@example.com' }],
      pagination: { total_count: 3, max_page: 2 },
    });
  });

  it('is searched by what its rows say', async () => {
    await rig.polar.customers.create({ email: 'ada@example.com', name: 'Ada Lovelace' });
    await rig.polar.customers.create({ email: 'bob@example.com' });
    expect((await rig.call('/_emulator/state?collection=customers&query=LOVELACE')).json).toMatchObject({
      items: [{ email: 'ada@example.com' }],
      pagination: { total_count: 1, max_page: 1 },
    });
  });

  it.each([
    ['collection=people', ['query', 'collection'], 'enum'],
    ['collection=orders&page=0', ['query', 'page'], 'greater_than_equal'],
    ['collection=orders&page=two', ['query', 'page'], 'int_type'],
    ['collection=orders&limit=1001', ['query', 'limit'], 'less_than_equal'],
  ])('refuses ?%s', async (query, loc, type) => {
    const { status, json } = await rig.call(`/_emulator/state?${query}`);
    expect(status).toBe(422);
    expect(issueOf(json)).toMatchObject({ loc, type });
  });
});

describe('the settings', () => {
  it('are changed one at a time', async () => {
    const { json } = await rig.call('/_emulator/settings', { refuseEmbedding: true, invoiceDelayMs: 0 });
    expect(json).toMatchObject({
      changePreview: true,
      refuseEmbedding: true,
      invoiceDelayMs: 0,
      rateLimit: 'off',
      faults: { drop: null },
    });
    expect((await rig.call('/_emulator/settings')).json).toEqual(json);
  });

  it.each([
    [{ refuseEmbedding: 'yes' }, ['body', 'refuseEmbedding'], 'bool_type'],
    [{ rateLimit: 'none' }, ['body', 'rateLimit'], 'enum'],
    [{ invoiceDelayMs: -1 }, ['body', 'invoiceDelayMs'], 'greater_than_equal'],
    [{ fault: {} }, ['body', 'fault'], 'extra_forbidden'],
    [{ faults: { drop: { times: 0 } } }, ['body', 'faults', 'drop', 'times'], 'greater_than_equal'],
  ])('refuse %j', async (body, loc, type) => {
    const { status, json } = await rig.call('/_emulator/settings', body);
    expect(status).toBe(422);
    expect(issueOf(json)).toMatchObject({ loc, type });
  });
});

describe('deliveries', () => {
  async function change(name: string) {
    await rig.polar.products.update(seedProductIds.starter.month, { name });
    await rig.emulator.settled();
  }

  it('are shown with body, headers and attempts, and filtered by type and endpoint', async () => {
    const endpoint = await listenToAll(rig.polar);
    await rig.polar.customers.create({ email: 'ada@example.com' });
    await change('Solo');
    const { json } = await rig.call('/_emulator/deliveries?type=product.updated');
    expect(json).toMatchObject({
      items: [
        {
          type: 'product.updated',
          endpoint_id: endpoint.id,
          succeeded: true,
          attempts: 1,
          payload: rig.received.at(-1)?.body,
          deliveries: [
            {
              succeeded: true,
              http_code: 202,
              url: 'http://localhost:9/hook',
              headers: rig.received.at(-1)?.headers,
            },
          ],
        },
      ],
    });
    const other = await rig.call('/_emulator/deliveries?endpoint_id=nobody');
    expect(other.json).toEqual({ items: [] });
  });

  it('are shown one by one, and made once more under the same id', async () => {
    await listenToAll(rig.polar);
    await change('Solo');
    const id = rig.received[0]?.id;
    expect((await rig.call(`/_emulator/deliveries/${id}`)).json).toMatchObject({ id, attempts: 1 });
    expect(await rig.call(`/_emulator/deliveries/${id}/redeliver`, '')).toEqual({
      status: 202,
      json: { id },
    });
    await rig.emulator.settled();
    expect(rig.received.map((one) => one.id)).toEqual([id, id]);
    const { json } = await rig.call(`/_emulator/deliveries/${id}`);
    expect((json as { deliveries: unknown[] }).deliveries).toHaveLength(2);
  });

  it('go to an endpoint again that was disabled and is enabled', async () => {
    const { id } = await listenToAll(rig.polar);
    await rig.polar.webhooks.updateWebhookEndpoint(id, { enabled: false });
    await change('Solo');
    expect(rig.received).toEqual([]);
    expect((await rig.call(`/_emulator/endpoints/${id}/enable`, '')).json).toMatchObject({
      id,
      enabled: true,
    });
    await change('Duo');
    expect(await rig.takeTypes()).toEqual(['product.updated']);
  });

  it.each([
    ['/_emulator/deliveries/nothing', undefined],
    ['/_emulator/deliveries/nothing/redeliver', ''],
    ['/_emulator/endpoints/nothing/enable', ''],
    ['/_emulator/customers/nothing/payment-method', { number: '4242424242424242' }],
    ['/_emulator/nothing', undefined],
  ])('%s is a 404', async (path, body) => {
    expect((await rig.call(path, body)).status).toBe(404);
  });
});

describe('the log of requests', () => {
  const items = async (query = '') =>
    ((await rig.call(`/_emulator/requests${query}`)).json as { items: Record<string, unknown>[] }).items;

  it('has the newest first, with bodies, status and whose token it was', async () => {
    await rig.polar.customers.create({ email: 'ada@example.com' });
    await rig.polar.customers.get('f10e0000-0000-4000-8000-000000000009').catch(() => undefined);
    expect(await items()).toEqual([
      {
        id: 2,
        at: '2027-01-10T10:00:00Z',
        durationMs: expect.any(Number),
        method: 'GET',
        path: '/v1/customers/f10e0000-0000-4000-8000-000000000009',
        caller: 'Local development',
        status: 404,
        requestBody: null,
        responseBody: '{"error":"ResourceNotFound","detail":"Not found"}',
      },
      expect.objectContaining({
        id: 1,
        method: 'POST',
        path: '/v1/customers/',
        status: 201,
        requestBody: '{"email":"ada@example.com"}',
        responseBody: expect.stringContaining('"email":"ada@example.com"'),
      }),
    ]);
  });

  it('is filtered by path and by status or its hundred', async () => {
    await rig.polar.customers.list();
    await rig.polar.products.list();
    await rig.polar.products.get('f10e0000-0000-4000-8000-000000000009').catch(() => undefined);
    const paths = async (query: string) =>
      (await items(query)).map(({ path }) => String(path).replace(/\?.*/, ''));
    const missing = '/v1/products/f10e0000-0000-4000-8000-000000000009';
    expect(await paths('?path=PRODUCTS')).toEqual([missing, '/v1/products/']);
    expect(await paths('?status=404')).toEqual([missing]);
    expect(await paths('?status=4xx')).toEqual([missing]);
    expect(await paths('?status=2xx&path=customers')).toEqual(['/v1/customers/']);
    expect(await paths('?limit=1&page=3')).toEqual(['/v1/customers/']);
  });

  it('keeps no secret, neither of headers nor of bodies', async () => {
    await listenToAll(rig.polar);
    const { customer_id } = await subscribe(rig.polar);
    const { token } = await rig.polar.customerSessions.create({ customer_id });
    await fetch(`${rig.url}/v1/customer-portal/customers/me?customer_session_token=${token}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const text = JSON.stringify(await items());
    expect(text).toContain('"caller":"member session of ada@example.com"');
    expect(text).toContain('customer_session_token=polar_mst_…');
    expect(text).not.toContain(token);
    expect(text).not.toContain(rig.emulator.accessToken);
    expect(text).not.toMatch(/whsec_[A-Za-z0-9]/);
  });

  it('names a token that nobody has, and no caller where there is none', async () => {
    await fetch(`${rig.url}/v1/customers/`, { headers: { authorization: 'Bearer polar_oat_wrong' } });
    await fetch(`${rig.url}/v1/customers/`);
    expect((await items()).map(({ caller, status }) => [caller, status])).toEqual([
      [null, 401],
      ['unknown token', 401],
    ]);
  });

  it('leaves the control API out, and the forms of hosted pages, which hold card numbers', async () => {
    const checkout = await rig.polar.checkouts.create({ products: [seedProductIds.starter.month] });
    await fetch(`${rig.url}/checkout/${checkout.client_secret}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'number=4242424242424242',
    });
    await rig.call('/_emulator/clock');
    const [page, api, ...rest] = await items();
    expect(page).toMatchObject({ path: `/checkout/${checkout.client_secret}`, requestBody: null });
    expect(api).toMatchObject({ path: '/v1/checkouts/' });
    expect(rest).toEqual([]);
  });

  it('forgets the oldest', async () => {
    for (let count = 0; count < 1_001; count += 1) await fetch(`${rig.url}/v1/nothing?${count}`);
    const all = await items('?limit=1000');
    expect(all[0]).toMatchObject({ id: 1_001 });
    expect(all.length).toBeLessThan(1_000);
  });
});
