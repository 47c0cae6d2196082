import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CLIENT_HEADER,
  OPERATION_NAMES,
  OWNER_HEADER,
  operationMethod,
  operationPath,
} from '../../../src/contract/index.ts';
import { createBillingServer } from '../../../src/server/index.ts';
import { APP_ORIGIN, OWN, openStage, type Send, type Stage, toRequest } from './support/stage.ts';

const ADMIN_ORIGIN = 'https://admin.example:8443';

let stage: Stage;
/** A server that allows one more origin, and the warnings it wrote. */
let handler: (request: Request) => Promise<Response>;
let send: Send;
const warnings: Record<string, unknown>[] = [];

beforeAll(async () => {
  stage = await openStage();
  const server = createBillingServer({
    ...stage.options(),
    allowedOrigins: [ADMIN_ORIGIN],
    logger: { info: () => undefined, warn: (fields) => warnings.push(fields), error: () => undefined },
  });
  await server.start();
  handler = server.handler;
  send = (route, sent) => handler(toRequest(route, sent));
  return () => server.close();
}, 120_000);

afterAll(() => stage.close());

const who = { organization: OWN, role: 'owner' } as const;

async function statusOf(headers: Record<string, string | null>, route: 'getBilling' | 'startCheckout') {
  const input = route === 'getBilling' ? {} : { priceId: 'starter-month', returnPath: '/' };
  return (await send(route, { who, headers, input })).status;
}

// Northwind has a plan, so what comes through to the checkout is answered `already_subscribed`.
const COMES_THROUGH = { getBilling: 200, startCheckout: 409 } as const;

describe.each(['getBilling', 'startCheckout'] as const)('%s', (route) => {
  it.each([
    'https://evil.example',
    'https://app.example.evil.example',
    'https://evil-app.example',
    'https://sub.app.example',
    'http://app.example',
    'https://app.example:444',
    'https://app.example.',
    'https://app.example/',
    'https://app.example@evil.example',
    'HTTPS://APP.EXAMPLE',
    'https://аpp.example',
    'https://admin.example',
    'null',
    '*',
    '',
    'file://',
    `${APP_ORIGIN}, https://evil.example`,
  ])('is not answered to a page of %j', async (origin) => {
    // The encoded form is what a browser sends for a name that is not ASCII.
    const sent = URL.canParse(origin) && /[^\0-\x7f]/.test(origin) ? new URL(origin).origin : origin;
    for (const site of [null, 'same-origin', 'same-site', 'cross-site']) {
      expect(await statusOf({ origin: sent, 'sec-fetch-site': site }, route), String(site)).toBe(403);
    }
  });

  it.each(['cross-site', 'same-site', 'elsewhere', 'SAME-ORIGIN', 'same-origin, cross-site', ''])(
    'is not answered to a page that names no origin and is %j by the browser’s word',
    async (site) => {
      expect(await statusOf({ origin: null, 'sec-fetch-site': site }, route)).toBe(403);
    },
  );

  it.each([
    ['the app', { origin: APP_ORIGIN, 'sec-fetch-site': 'same-origin' }],
    ['the app on another host than the server', { origin: APP_ORIGIN, 'sec-fetch-site': 'same-site' }],
    ['an older browser', { origin: APP_ORIGIN, 'sec-fetch-site': null }],
    ['a listed origin', { origin: ADMIN_ORIGIN, 'sec-fetch-site': 'cross-site' }],
    ['a program that is no browser', { origin: null, 'sec-fetch-site': null }],
  ])('is answered to %s', async (_name, headers) => {
    expect(await statusOf(headers, route)).toBe(COMES_THROUGH[route]);
  });
});

it('takes no command without the client header, from whomever', async () => {
  for (const headers of [
    { origin: null, 'sec-fetch-site': null },
    { origin: APP_ORIGIN },
    { origin: ADMIN_ORIGIN, 'sec-fetch-site': 'cross-site' },
  ]) {
    expect(await statusOf({ ...headers, [CLIENT_HEADER]: null }, 'startCheckout')).toBe(403);
    expect(await statusOf({ ...headers, [CLIENT_HEADER]: '' }, 'startCheckout')).toBe(403);
    expect(await statusOf({ ...headers, [CLIENT_HEADER]: null }, 'getBilling')).toBe(200);
  }
});

it('opens no stream to a page of another site', async () => {
  const status = async (headers: Record<string, string | null>) => {
    const response = await send('events', { who, headers });
    await response.body?.cancel();
    return response.status;
  };

  expect(await status({ origin: 'https://evil.example' })).toBe(403);
  expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await status({})).toBe(200);
});

it('tells the operator once in a while, and names what could be listed', async () => {
  await statusOf({ origin: 'https://evil.example' }, 'getBilling');

  expect(warnings.length).toBe(1);
  expect(warnings[0]).toMatchObject({ trusted: [APP_ORIGIN, ADMIN_ORIGIN] });
});

describe('a preflight', () => {
  const preflight = (origin: string | null, path: string, method: string) =>
    handler(
      new Request(`${APP_ORIGIN}/api/billing${path}`, {
        method: 'OPTIONS',
        headers: {
          ...(origin === null ? {} : { origin }),
          'access-control-request-method': method,
          'access-control-request-headers': 'x-evil, content-type, floe-client',
        },
      }),
    );
  const grants = ({ headers }: Response) =>
    Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));

  it('of a listed origin is answered with what the route takes, and nothing more', async () => {
    for (const name of OPERATION_NAMES) {
      const response = await preflight(ADMIN_ORIGIN, operationPath(name), operationMethod(name));

      expect(response.status, name).toBe(204);
      expect(grants(response), name).toEqual({
        'access-control-allow-origin': ADMIN_ORIGIN,
        'access-control-allow-credentials': 'true',
        'access-control-allow-methods': operationMethod(name),
        'access-control-allow-headers':
          'authorization, content-type, idempotency-key, last-event-id, floe-client, floe-owner',
        'access-control-expose-headers': 'floe-owner, retry-after',
        'access-control-max-age': '600',
      });
      expect(response.headers.get('vary')).toContain('Origin');
    }
  });

  it.each([
    'https://evil.example',
    `${ADMIN_ORIGIN}.evil.example`,
    'https://admin.example',
    'null',
    '*',
    APP_ORIGIN,
  ])('of %s is granted nothing', async (origin) => {
    const response = await preflight(origin, '/start-checkout', 'POST');

    expect(response.status).toBe(404);
    expect(grants(response)).toEqual({});
    expect(JSON.stringify([...response.headers])).not.toContain('evil');
  });

  it('for another method than the route’s is granted nothing', async () => {
    for (const method of ['DELETE', 'PUT', 'GET', 'post']) {
      expect((await preflight(ADMIN_ORIGIN, '/start-checkout', method)).status, method).toBe(404);
    }
  });

  it('is granted nowhere else', async () => {
    for (const path of ['/webhooks/polar', '', '/nothing']) {
      const response = await preflight(ADMIN_ORIGIN, path, 'POST');
      expect(response.status, path).toBe(404);
      expect(response.headers.get('access-control-allow-methods'), path).toBeNull();
    }
  });
});

describe('an answer', () => {
  it('can be read by a page of a listed origin, a refusal too', async () => {
    const headers = { origin: ADMIN_ORIGIN, 'sec-fetch-site': 'cross-site' };

    for (const response of [
      await send('getBilling', { who, headers }),
      await send('getBilling', { who: null, headers }),
      await send('getBilling', { who, headers, input: { evil: 'yes' } }),
    ]) {
      expect(response.headers.get('access-control-allow-origin')).toBe(ADMIN_ORIGIN);
      expect(response.headers.get('access-control-allow-credentials')).toBe('true');
    }
  });

  it('never repeats an origin that is not listed', async () => {
    for (const origin of ['https://evil.example', APP_ORIGIN, 'null']) {
      const { headers } = await send('getBilling', { who, headers: { origin } });

      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  it('is kept by nobody, shown as no page, and tells no other site where it was', async () => {
    const ask = (path: string, init?: RequestInit) => handler(new Request(`${APP_ORIGIN}${path}`, init));
    const stream = await send('events', { who });
    await stream.body?.cancel();

    for (const response of [
      await send('getBilling', { who }),
      await send('listInvoices', { who: null }),
      await send('startCheckout', { who, input: { priceId: 'x', returnPath: '//evil' } }),
      stream,
      await ask('/api/billing/get-billing', { method: 'HEAD' }),
      await ask('/healthz'),
      await ask('/readyz'),
      await ask('/nothing'),
      await ask('/api/billing/webhooks/polar', { method: 'POST', body: '{}' }),
    ]) {
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'cache-control': 'no-store',
        vary: 'Cookie, Authorization, Origin',
        'content-security-policy':
          "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
      expect(response.headers.get('content-type') ?? 'application/json').toMatch(
        /^application\/json|^text\/event-stream/,
      );
    }
  });

  it('names its owner to nobody who was refused', async () => {
    const response = await send('getBilling', { who, headers: { origin: 'https://evil.example' } });

    expect(response.headers.get(OWNER_HEADER)).toBeNull();
  });
});

it.each([
  '*',
  'https://*.example',
  'null',
  'app.example',
  'https://app.example/',
  'https://app.example/path',
  'https://APP.example',
  'https://app.example:443',
  'https://user@app.example',
  'javascript:alert(1)',
  '',
])('does not start with %j as an allowed origin', (origin) => {
  expect(() => createBillingServer({ ...stage.options(), allowedOrigins: [origin] })).toThrow(
    `allowedOrigins holds "${origin}", which is no origin`,
  );
});
