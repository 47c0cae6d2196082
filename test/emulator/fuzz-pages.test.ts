import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { portalActions, portalPages } from '../../src/emulator/pages/portal/pages.ts';
import { junkText, MARK } from './fuzz/junk.ts';
import { createRandom, type Random } from './fuzz/random.ts';
import { createWorld, type World } from './fuzz/world.ts';

const COUNT = Number(process.env.FLOE_FUZZ ?? 200);
const SEED = process.env.FLOE_FUZZ_SEED ?? 'floe';
const timeout = Math.max(60_000, COUNT * 200);
const PORTAL = '/tendertrack/portal';

interface Form {
  method: 'GET' | 'POST';
  path: string;
  fields: readonly string[];
}

const card = ['number', 'expiry', 'cvc', 'set_default'];
const bill = ['name', 'country', 'line1', 'postal_code', 'city', 'state', 'tax_id', 'email'];
const fields = [
  ...card,
  ...bill,
  'payment_method_id',
  'setup_intent_id',
  'intent',
  'reason',
  'comment',
  'product_id',
  'quantity',
  'seat_id',
  'container_id',
  'token',
];

const forms: readonly Form[] = [
  ...portalPages.map(
    ({ path }): Form => ({ method: 'GET', path: PORTAL + path, fields: ['product_id', 'quantity', 'page'] }),
  ),
  ...portalActions.map(({ path }): Form => ({ method: 'POST', path: PORTAL + path, fields })),
  ...['/seats/claim', '/verify-email'].flatMap((path): Form[] => [
    { method: 'GET', path: PORTAL + path, fields: ['token'] },
    { method: 'POST', path: PORTAL + path, fields: ['token'] },
  ]),
  ...['invoice', 'receipt', 'invoice/state'].map(
    (path): Form => ({ method: 'GET', path: `${PORTAL}/orders/:id/${path}`, fields: [] }),
  ),
  { method: 'GET', path: '/checkout/:secret', fields: ['embed', 'embed_origin', 'theme'] },
  {
    method: 'GET',
    path: '/checkout/:secret/summary',
    fields: [...bill, 'seats', 'units', 'amount', 'discount_code'],
  },
  { method: 'GET', path: '/checkout/:secret/confirmation', fields: [] },
  {
    method: 'POST',
    path: '/checkout/:secret',
    fields: [...bill, ...card, 'seats', 'units', 'amount', 'discount_code', 'product_id', 'intent'],
  },
  { method: 'GET', path: '/documents/invoice/:id', fields: ['expires', 'signature'] },
];

let world: World;
const printed = vi.spyOn(console, 'error');

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world.close());

const collections: Readonly<Record<string, string>> = {
  payment_method_id: 'payment_methods',
  product_id: 'products',
  seat_id: 'seats',
  container_id: 'subscriptions',
  token: 'token',
};

function valueFor(random: Random, name: string): string {
  const collection = collections[name];
  return collection !== undefined && random.chance(0.6) ? world.idFor(random, collection) : junkText(random);
}

function pathFor(random: Random, path: string): string {
  return path
    .split('/')
    .map((segment, index, all) => {
      if (!segment.startsWith(':')) return segment;
      const noun = segment === ':secret' ? 'client_secret' : (all[index - 1] ?? '');
      return encodeURIComponent(random.chance(0.7) ? world.idFor(random, noun) : junkText(random));
    })
    .join('/');
}

function requestFor(random: Random, { method, path, fields: names }: Form): Request {
  const typed = new URLSearchParams(
    names.filter(() => random.chance(0.6)).map((name) => [name, valueFor(random, name)]),
  );
  const token = random.chance(0.95) ? random.pick(world.tokens.customers) : junkText(random).slice(0, 100);
  const headers = {
    cookie: `polar_customer_session=${encodeURIComponent(token)}; polar_portal_notice=${random.pick(['card_added', '__proto__', '%00'])}`,
    ...(random.chance(0.95) ? { origin: 'http://localhost' } : {}),
  };
  const url = `http://localhost${pathFor(random, path)}`;
  if (method === 'GET') return new Request(`${url}?${typed}`, { headers });
  const type = random.chance(0.95)
    ? 'application/x-www-form-urlencoded'
    : random.pick(['application/json', 'multipart/form-data; boundary=x', '']);
  return new Request(url, { method, headers: { ...headers, 'content-type': type }, body: String(typed) });
}

async function faultOf(request: Request): Promise<string | null> {
  const response = await world.emulator.handler(request);
  const text = await response.text();
  const [printedError] = printed.mock.calls[0] ?? [];
  printed.mockReset();
  if (printedError !== undefined) return String((printedError as Error).stack ?? printedError);
  if (response.status >= 500) return `answered ${response.status}: ${text.slice(0, 200)}`;
  return text.includes(MARK) || text.includes('<x-fuzz>') ? 'shows what was typed as markup' : null;
}

it.each(forms)('$method $path survives what is typed', { timeout }, async (form) => {
  const random = createRandom(`${SEED} ${form.method} ${form.path}`);
  const faults = new Set<string>();
  await world.refresh();
  for (let sent = 0; sent < COUNT; sent += 1) {
    const request = requestFor(random, form);
    const shown = `${request.url.slice(0, 300)} ${await request.clone().text()}`.slice(0, 600);
    const fault = await faultOf(request);
    if (fault !== null && faults.size < 5) faults.add(`${shown}\n→ ${fault}`);
  }
  expect([...faults].join('\n\n')).toBe('');
});
