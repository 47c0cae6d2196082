import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryParameters } from '../../src/emulator/http/query-parameters.ts';
import { routes } from '../../src/emulator/routes/index.ts';
import { type Rig, startRig } from './support.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});

afterAll(() => rig.close());

function send(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${rig.emulator.accessToken}`, ...init.headers };
  return fetch(rig.url + path, { redirect: 'manual', ...init, headers });
}

async function issuesOf(query: string): Promise<unknown> {
  const { status, json } = await rig.call(query);
  expect(status).toBe(422);
  return (json as { detail: unknown }).detail;
}

describe('paths and methods', () => {
  it('answer 405 to a method that a known path does not take, HEAD and OPTIONS too', async () => {
    for (const method of ['PUT', 'DELETE', 'OPTIONS']) {
      const response = await send('/v1/orders/', { method });
      expect([response.status, await response.json()]).toEqual([405, { detail: 'Method Not Allowed' }]);
      expect(response.headers.get('allow')).toBe('GET');
    }
    expect((await send('/v1/orders/', { method: 'HEAD' })).status).toBe(405);
  });

  it('redirect a path to its twin with or without the last slash', async () => {
    const missing = await send('/v1/orders?limit=2', { method: 'GET' });
    expect([missing.status, missing.headers.get('location')]).toEqual([307, `${rig.url}/v1/orders/?limit=2`]);
    const surplus = await send('/v1/webhooks/endpoints/', { method: 'POST', body: '{}' });
    expect([surplus.status, surplus.headers.get('location')]).toEqual([
      307,
      `${rig.url}/v1/webhooks/endpoints`,
    ]);
  });

  it('answer 404 in the framework’s words where there is nothing', async () => {
    for (const path of ['/v1/', '/v1/invoices/', '/v1/orders//', '/v2/orders/']) {
      const response = await send(path);
      expect([response.status, await response.json()]).toEqual([404, { detail: 'Not Found' }]);
    }
  });

  it('decode what stands in for a parameter, even when it is no UTF-8', async () => {
    await rig.polar.customers.create({ email: 'slash@example.com', external_id: 'org/1 ü' });
    expect(await rig.polar.customers.getExternal('org/1 ü')).toMatchObject({ email: 'slash@example.com' });
    expect((await send('/v1/customers/external/%ff%zz')).status).toBe(404);
  });
});

describe('the version', () => {
  it('is echoed, and is 2026-10 where none is asked for', async () => {
    for (const [asked, given] of [
      ['2026-04', '2026-04'],
      ['2027-01', '2027-01'],
      ['', '2026-10'],
    ] as const) {
      const response = await send('/v1/products/', { headers: { 'polar-version': asked } });
      expect([response.status, response.headers.get('polar-version')]).toEqual([200, given]);
    }
    expect((await send('/v1/nothing')).headers.get('polar-version')).toBe('2026-10');
  });

  it('makes everything a 404 when there is none such', async () => {
    for (const version of ['2026-07', '2026-10-01', 'latest']) {
      const response = await send('/v1/products/', { headers: { 'polar-version': version } });
      expect([response.status, await response.json()]).toEqual([404, { detail: 'Not Found' }]);
      expect(response.headers.get('polar-version')).toBeNull();
    }
  });
});

describe('browsers', () => {
  const origin = 'https://shop.example';

  it('may ask from any origin with the headers that the SDK sends', async () => {
    const preflight = await send('/v1/customer-portal/orders/', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization,content-type,polar-version',
      },
    });
    expect([preflight.status, await preflight.text()]).toEqual([200, 'OK']);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH');
  });

  it('may not send other headers along', async () => {
    const headers = {
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'x-secret',
    };
    const preflight = await send('/v1/orders/', { method: 'OPTIONS', headers });
    expect([preflight.status, await preflight.text()]).toEqual([400, 'Disallowed CORS headers']);
  });

  it('see answers and refusals alike', async () => {
    for (const path of ['/v1/products/', '/v1/orders/none', '/v1/none']) {
      const response = await send(path, { headers: { origin } });
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
    }
  });
});

describe('bodies', () => {
  const create = (body: BodyInit, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    send('/v1/customers/', { method: 'POST', body, headers });

  it('that are missing or no JSON are refused as FastAPI does', async () => {
    const missing = await send('/v1/customers/', { method: 'POST' });
    expect(await missing.json()).toMatchObject({ detail: [{ type: 'missing', loc: ['body'], input: null }] });
    for (const body of ['{"email":', '{email}', '[1,]', 'nope', '{} {}', "{'a':1}"]) {
      const response = await create(body);
      expect([response.status, await response.json()]).toMatchObject([
        422,
        { error: 'RequestValidationError', detail: [{ type: 'json_invalid', msg: 'JSON decode error' }] },
      ]);
    }
  });

  it('that are not called JSON are no objects', async () => {
    const response = await create('{"email":"ada@example.com"}', { 'content-type': 'text/plain' });
    expect([response.status, await response.json()]).toMatchObject([422, { detail: [{ loc: ['body'] }] }]);
    const patch = await create('{"email":"patch@example.com"}', { 'content-type': 'application/merge+json' });
    expect(patch.status).toBe(201);
  });

  it('that are no UTF-8 or nested too deep cannot be read', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    for (const body of [new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]), deep, `{"metadata":${deep}}`]) {
      const response = await create(body);
      expect([response.status, await response.json()]).toEqual([
        400,
        { detail: 'There was an error parsing the body' },
      ]);
    }
  });

  it('that are longer than 10 MB are not taken in', async () => {
    expect((await create(`{"name":"${'x'.repeat(10 * 1024 * 1024)}"}`)).status).toBe(413);
  });

  it('may begin with a byte order mark and name a field twice: the last one counts', async () => {
    const response = await create('\uFEFF{"email":"one@example.com","email":"two@example.com"}');
    expect([response.status, await response.json()]).toMatchObject([201, { email: 'two@example.com' }]);
  });

  it('pollute nothing, and keep a key whatever its name is', async () => {
    const body =
      '{"email":"proto@example.com","__proto__":{"name":"x"},"metadata":{"__proto__":"a","constructor":"b"}}';
    const response = await create(body);
    const text = await response.text();
    expect([response.status, text]).toEqual([201, expect.stringContaining('"__proto__":"a"')]);
    expect(JSON.parse(text)).toMatchObject({ name: null });
    expect(Object.hasOwn(Object.prototype, 'name')).toBe(false);
    const found = await rig.call('/v1/customers/?metadata[toString]=x');
    expect(found).toMatchObject({ status: 200, json: { items: [] } });
  });

  it('cannot hold half a character or a number without end', async () => {
    const response = await create(
      '{"email":"half@example.com","name":"\\ud800","metadata":{"n":1e999,"big":12345678901234567890}}',
    );
    expect([response.status, await response.json()]).toMatchObject([
      422,
      {
        detail: [
          { type: 'finite_number', loc: ['body', 'metadata', 'n'] },
          { type: 'string_unicode', loc: ['body', 'name'] },
        ],
      },
    ]);
  });
});

describe('ids', () => {
  it('in a path are refused in pydantic’s words', async () => {
    const cases = {
      none: 'invalid character: expected an optional prefix of `urn:uuid:` followed by [0-9a-fA-F-], found `n` at 1',
      abc: 'invalid length: expected length 32 for simple format, found 3',
      'f10e0000-0000': 'invalid group count: expected 5, found 2',
      'f10e0000-0000-4000-8000-00000000000': 'invalid group length in group 4: expected 12, found 11',
    };
    for (const [id, error] of Object.entries(cases)) {
      expect(await issuesOf(`/v1/orders/${id}`)).toEqual([
        {
          type: 'uuid_parsing',
          loc: ['path', 'id'],
          msg: `Input should be a valid UUID, ${error}`,
          input: id,
          ctx: { error },
        },
      ]);
    }
  });

  it('may be written without hyphens and in capitals', async () => {
    const { id } = await rig.polar.customers.create({ email: 'capitals@example.com' });
    const { json } = await rig.call(`/v1/customers/${id.replaceAll('-', '').toUpperCase()}`);
    expect(json).toMatchObject({ id });
    const list = await rig.call(`/v1/orders/?customer_id=${id.toUpperCase()}`);
    expect(list.status).toBe(200);
  });
});

describe('lists', () => {
  it('take a page and a limit from 1 on, and give a hundred at most', async () => {
    expect(await issuesOf('/v1/products/?page=0&limit=ten')).toEqual([
      {
        type: 'greater_than',
        loc: ['query', 'page'],
        msg: 'Input should be greater than 0',
        input: '0',
        ctx: { gt: 0 },
      },
      {
        type: 'int_parsing',
        loc: ['query', 'limit'],
        msg: 'Input should be a valid integer, unable to parse string as an integer',
        input: 'ten',
      },
    ]);
    expect(await rig.call('/v1/products/?limit=1000000')).toMatchObject({
      status: 200,
      json: { pagination: { total_count: 6, max_page: 1 } },
    });
    expect(await rig.call('/v1/products/?page=99999999999999999999')).toMatchObject({
      status: 200,
      json: { items: [] },
    });
  });

  it('refuse filters that cannot be', async () => {
    expect(
      await issuesOf('/v1/orders/?customer_id=me&status=open&created_after=2027-02-30&sorting=mood'),
    ).toEqual([
      expect.objectContaining({ type: 'uuid_parsing', loc: ['query', 'customer_id'] }),
      expect.objectContaining({
        type: 'enum',
        loc: ['query', 'status'],
        msg: "Input should be 'draft', 'pending', 'paid', 'refunded', 'partially_refunded' or 'void'",
      }),
      expect.objectContaining({ type: 'datetime_from_date_parsing', loc: ['query', 'created_after'] }),
      expect.objectContaining({ type: 'enum', loc: ['query', 'sorting'] }),
    ]);
    expect(await issuesOf('/v1/subscriptions/?active=maybe')).toEqual([
      {
        type: 'bool_parsing',
        loc: ['query', 'active'],
        msg: 'Input should be a valid boolean, unable to interpret input',
        input: 'maybe',
      },
    ]);
  });

  it('pass over what they do not know', async () => {
    expect((await rig.call('/v1/products/?colour=blue')).status).toBe(200);
  });

  const sorted = routes.flatMap(({ operation, path }) => {
    const sorting = queryParameters[operation]?.find(({ name }) => name === 'sorting');
    return sorting === undefined || /portal|\{/.test(path)
      ? []
      : [{ operation, path, values: sorting.values ?? [] }];
  });
  it.each(sorted)(
    'of $operation are sorted by everything that Polar sorts them by',
    async ({ path, values }) => {
      for (const value of values) {
        expect(await rig.call(`${path}?sorting=${value}`), value).toMatchObject({ status: 200 });
      }
    },
  );
});
