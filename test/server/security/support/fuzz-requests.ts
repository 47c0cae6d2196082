import { CLIENT_HEADER, OWNER_HEADER } from '../../../../src/contract/index.ts';
import { garble, spoil } from '../../../emulator/fuzz/bodies.ts';
import { junkText, junkValue } from '../../../emulator/fuzz/junk.ts';
import type { Random } from '../../../emulator/fuzz/random.ts';
import { signatureOf } from '../../../polar/webhooks/sign.ts';
import { type Ids, probes, unknownIds } from './probes.ts';
import {
  ADDRESS_HEADER,
  APP_ORIGIN,
  OWN,
  type Route,
  type Sent,
  TEST_ROLES,
  toRequest,
  WHO_HEADER,
} from './stage.ts';

/** A request in parts, to be spoilt. */
export interface Draft {
  method: string;
  /** With the query. */
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | null;
}

/** Somebody who signs up and has nothing yet. */
export const NEWCOMER = 'newcomer';

/** Whose ids a fuzzed request may carry. */
export interface Known {
  own: Ids;
  foreign: Ids;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND', 'get'] as const;

const HEADERS = [
  ...['origin', 'sec-fetch-site', 'content-type', 'content-length', 'idempotency-key', 'last-event-id'],
  ...[
    'cookie',
    'authorization',
    'accept',
    'accept-encoding',
    'host',
    'referer',
    'x-forwarded-for',
    'forwarded',
  ],
  ...['x-http-method-override', 'x-original-url', 'x-user-id', 'range', 'if-none-match', 'content-encoding'],
  ...['webhook-id', 'webhook-timestamp', 'webhook-signature', 'access-control-request-method'],
  ...[CLIENT_HEADER, OWNER_HEADER, ADDRESS_HEADER, '__proto__', 'constructor'],
] as const;

const HEADER_VALUES = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e9',
    '99999999999999999999',
    '10',
    '67108864',
    'null',
    '*',
    '__proto__',
    '%00',
    '%ff',
  ],
  ...[
    'a, b',
    'a; b="',
    '"',
    "'; drop table subscriptions; --",
    '::1',
    '[::1]:80',
    '203.0.113.9',
    '999.1.1.1',
  ],
  ...[
    'fe80::1%eth0',
    'text/plain',
    'application/json',
    'application/json;charset=utf-16',
    'gzip',
    'multipart/form-data',
  ],
  ...[
    'https://evil.example',
    APP_ORIGIN,
    'cross-site',
    'Bearer x',
    'Basic !',
    'x'.repeat(20_000),
    '\u00ff\u00fe',
  ],
  ...['POST', 'bytes=0-1', 'W/"x"', 'organization_alpine', '%E0%A4%A', '1.5', '9223372036854775808'],
] as const;

const PATH_PIECES = [
  ...['/', '//', '/.', '/..', '/../../etc/passwd', '/%2e%2e/', '%2f', '%00', '%ff', '%', '%zz', '\\', ';a=b'],
  ...['/x', '/ ', '/ü', '/\u202e', '.json', '/__proto__', `/${'x'.repeat(9_000)}`, '/*', '/:id', '?', '#'],
] as const;

/** Input that may be left out. */
const OPTIONAL: Partial<Record<Route, object>> = {
  getCatalog: { currency: 'EUR' },
  listInvoices: { limit: '5', status: 'paid', search: 'Starter' },
  startCheckout: { currency: 'USD' },
  cancelSubscription: { comment: 'It was good while it lasted.' },
};

/** A request to a route as the app's own page would send it, by somebody with some role. */
export function goodDraft(random: Random, route: Route, known: Known): Draft {
  const organization = random.chance(0.8) ? OWN : NEWCOMER;
  const role = random.chance(0.7) ? 'owner' : random.pick(TEST_ROLES);
  const ids = random.pick([known.own, known.own, known.foreign, unknownIds()]);
  const sent: Sent = {
    who: random.chance(0.05) ? null : { organization, role },
    input: { ...probes[route].input(ids), ...(random.chance(0.5) ? OPTIONAL[route] : {}) },
  };
  const request = toRequest(route, sent);
  const { pathname, search } = new URL(request.url);
  return {
    method: request.method,
    path: `${pathname}${search}`,
    headers: Object.fromEntries(request.headers),
    body: request.method === 'POST' ? JSON.stringify(sent.input) : null,
  };
}

/** A delivery of nonsense that the provider has signed, or nearly. */
export function webhookDraft(random: Random, secret: string, nowInSeconds: number): Draft {
  const event = {
    type: random.pick(['subscription.updated', 'order.paid', 'customer.deleted', 'no.such', '', '__proto__']),
    timestamp: random.pick(['2027-01-01T00:00:00Z', 'never', '9999-99-99']),
    data: junkValue(random),
  };
  const text = JSON.stringify(random.chance(0.3) ? spoil(random, event) : event) ?? '';
  const garbled = random.chance(0.3) ? garble(random, text) : text;
  const body = typeof garbled === 'string' ? new TextEncoder().encode(garbled) : garbled;
  const id = `evt_${random.below(1_000_000)}`;
  return {
    method: 'POST',
    path: '/api/billing/webhooks/polar',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(nowInSeconds),
      'webhook-signature': signatureOf(new TextEncoder().encode(secret), id, nowInSeconds, body),
    },
    body,
  };
}

/** A request to a path without parameters. */
export function plainDraft(path: string): Draft {
  return { method: 'GET', path, headers: {}, body: null };
}

function spoilQuery(random: Random, path: string): string {
  const [pathname = '', search = ''] = path.split('?', 2);
  const params = new URLSearchParams(search);
  const names = [
    ...params.keys(),
    'cursor',
    'limit',
    'status',
    'search',
    'currency',
    'checkoutId',
    'externalId',
  ];
  const name = random.chance(0.8) ? random.pick(names) : junkText(random);
  const value = random.pick([
    ...[
      junkText(random),
      junkText(random),
      '0',
      '101',
      '1.5',
      'NaN',
      'paid',
      '[]',
      '{}',
      "' or 1=1 --",
      '%',
      '_',
    ],
    Buffer.from(JSON.stringify([junkValue(random), junkValue(random)])).toString('base64url'),
  ]);
  if (random.chance(0.2)) params.append(name, value);
  else params.set(name, value);
  const raw = random.chance(0.1)
    ? random.pick(['%', '%ff', '&&==&', '=x', '%00', '+', '[]=1', '\ud800'])
    : '';
  return `${pathname}?${params}${raw}`;
}

function spoilBody(random: Random, body: Draft['body']): Draft['body'] {
  if (body === null || typeof body !== 'string') return random.chance(0.5) ? junkText(random) : body;
  if (random.chance(0.05)) return JSON.stringify(junkValue(random));
  if (random.chance(0.02)) return `"${'x'.repeat(random.pick([64 * 1024, 2 * 1024 * 1024]))}"`;
  // What was spoilt before may be no JSON any more.
  if (!isJson(body)) return garble(random, body);
  const text = JSON.stringify(spoil(random, JSON.parse(body))) ?? '';
  return random.chance(0.2) ? garble(random, text) : text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Spoils a request in one place. */
export function spoilDraft(random: Random, draft: Draft): Draft {
  const { method, path, headers, body } = draft;
  switch (random.below(10)) {
    case 0:
      return { ...draft, method: random.pick(METHODS) };
    case 1: {
      const piece = random.pick(PATH_PIECES);
      const at = random.chance(0.6) ? path.length : random.below(path.length + 1);
      return { ...draft, path: `${path.slice(0, at)}${piece}${path.slice(at)}` };
    }
    case 2:
    case 3: {
      const value = random.chance(0.3) ? junkText(random) : random.pick(HEADER_VALUES);
      return { ...draft, headers: { ...headers, [random.pick(HEADERS)]: value } };
    }
    case 4: {
      const names = Object.keys(headers);
      const { [names.length === 0 ? '' : random.pick(names)]: _, ...others } = headers;
      return { ...draft, headers: others };
    }
    default:
      return method === 'GET'
        ? { ...draft, path: spoilQuery(random, path) }
        : { ...draft, body: spoilBody(random, body) };
  }
}

/** The request, as a server gets it; `null` for one that cannot be sent over HTTP at all. */
export function toFuzzRequest(random: Random, { method, path, headers, body }: Draft): Request | null {
  const takesBody = !/^(get|head)$/i.test(method);
  try {
    return new Request(`${APP_ORIGIN}${path.startsWith('/') ? '' : '/'}${path}`, {
      method,
      headers: Object.entries(headers),
      ...(takesBody && body !== null ? { body: random.chance(0.1) ? inPieces(random, body) : body } : {}),
      duplex: 'half',
    } as RequestInit);
  } catch {
    return null;
  }
}

// A body that arrives piece by piece, and whose sender may go away in the middle.
function inPieces(random: Random, body: string | Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const breaksOff = random.chance(0.3);
  let offset = 0;
  return new ReadableStream({
    pull(controller) {
      if (offset >= bytes.length) return controller.close();
      if (breaksOff && offset > bytes.length / 2) return controller.error(new Error('The sender went away.'));
      const end = offset + 1 + random.below(bytes.length);
      controller.enqueue(bytes.slice(offset, end));
      offset = end;
    },
  });
}

/** A request in a line, for whoever has to mend what it broke. */
export function showDraft({ method, path, headers, body }: Draft): string {
  const shown = Object.entries(headers).map(([name, value]) => `${name}: ${value.slice(0, 80)}`);
  const text = body === null || typeof body === 'string' ? body : new TextDecoder().decode(body);
  return `${method} ${path.slice(0, 300)}\n${shown.join('\n')}\n${text?.slice(0, 600) ?? ''}`;
}

/** The header by which the tests' host knows people is left as it was: it stands for a session that cannot be forged. */
export function keepSession(spoilt: Draft, { headers }: Draft): Draft {
  const { [WHO_HEADER]: _, ...others } = spoilt.headers;
  const who = headers[WHO_HEADER];
  return { ...spoilt, headers: who === undefined ? others : { ...others, [WHO_HEADER]: who } };
}
