import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { garble } from './fuzz/bodies.ts';
import { junkText, junkValue } from './fuzz/junk.ts';
import { createRandom, type Random } from './fuzz/random.ts';
import { createWorld, type World } from './fuzz/world.ts';

const COUNT = Number(process.env.FLOE_FUZZ ?? 200);
const SEED = process.env.FLOE_FUZZ_SEED ?? 'floe';
const timeout = Math.max(60_000, COUNT * 200);
const FOLDER = 'src/emulator/control';

interface ControlRoute {
  method: string;
  path: string;
}

// The control API has no table of its operations: its source is one.
const routes: ControlRoute[] = readdirSync(FOLDER).flatMap((file) =>
  [
    ...readFileSync(`${FOLDER}/${file}`, 'utf8').matchAll(
      /app\.(get|post|put|delete)\('(\/_emulator[^']*)'/g,
    ),
  ].map(([, method = '', path = '']) => ({ method: method.toUpperCase(), path })),
);

/** The names of fields that any of them reads. */
const fields = [
  ...new Set(
    readdirSync(FOLDER).flatMap((file) =>
      [
        ...readFileSync(`${FOLDER}/${file}`, 'utf8').matchAll(
          /^\s+([a-zA-Z_]+): (?:optional|maybe|text|object|oneOf|integer|flag)\(/gm,
        ),
      ].map(([, name = '']) => name),
    ),
  ),
];

let world: World;
const printed = vi.spyOn(console, 'error');

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world.close());

function pathFor(random: Random, path: string): string {
  return path
    .split('/')
    .map((segment, index, all) => {
      if (!segment.startsWith(':')) return segment;
      const noun = (all[index - 1] ?? '').replace('endpoints', 'webhook_endpoints');
      return encodeURIComponent(random.chance(0.6) ? world.idFor(random, noun) : junkText(random));
    })
    .join('/');
}

function bodyFor(random: Random): string | Uint8Array<ArrayBuffer> {
  const names = Array.from({ length: random.below(4) }, () => random.pick(fields));
  // Centuries of renewals are no fault, but they take their time.
  const value = (name: string) =>
    name === 'advance' || name === 'to'
      ? random.pick(['P0D', 'P1X', '', 'yesterday', -1, {}])
      : junkValue(random);
  const body = Object.fromEntries(names.map((name) => [name, value(name)]));
  const text = JSON.stringify(random.chance(0.9) ? body : junkValue(random));
  return random.chance(0.1) ? garble(random, text) : text;
}

function requestFor(random: Random, { method, path }: ControlRoute): Request {
  const query = random.chance(0.3)
    ? `?${new URLSearchParams([[random.pick(['page', 'limit', 'query', 'collection', 'id', 'wait', '']), junkText(random)]])}`
    : '';
  const hasBody = method !== 'GET' && method !== 'DELETE';
  return new Request(`http://localhost${pathFor(random, path)}${query}`, {
    method,
    headers: {
      'content-type': random.chance(0.9) ? 'application/json' : random.pick(['text/plain', '']),
      ...(random.chance(0.05) ? { origin: 'https://elsewhere.example' } : {}),
    },
    ...(hasBody ? { body: bodyFor(random) } : {}),
  });
}

async function faultOf(request: Request): Promise<string | null> {
  const before = world.written();
  const response = await world.emulator.handler(request);
  const { status } = response;
  const text = await response.text();
  const [printedError] = printed.mock.calls[0] ?? [];
  printed.mockReset();
  if (printedError !== undefined) return String((printedError as Error).stack ?? printedError);
  if (status >= 500) return `answered ${status}: ${text.slice(0, 200)}`;
  if (status < 400) return null;
  const keys = Object.keys(JSON.parse(text)).sort().join();
  if (keys !== 'detail,error' && keys !== 'detail') return `answered ${status} with { ${keys} }`;
  return world.written() === before ? null : `answered ${status}, but something was written`;
}

it('knows the control API', () => {
  expect(routes).toContainEqual({ method: 'POST', path: '/_emulator/clock' });
  expect(routes.length).toBeGreaterThan(15);
  expect(fields).toContain('advance');
});

// A reset is no bad request, and would leave nothing to send the others to.
it.each(routes.filter(({ path }) => path !== '/_emulator/reset'))(
  '$method $path survives bad requests',
  { timeout },
  async (route) => {
    const random = createRandom(`${SEED} ${route.method} ${route.path}`);
    const faults = new Set<string>();
    for (let sent = 0; sent < COUNT; sent += 1) {
      const request = requestFor(random, route);
      const shown = `${request.url} ${await request.clone().text()}`.slice(0, 500);
      const fault = await faultOf(request);
      if (fault !== null && faults.size < 5) faults.add(`${shown}\n→ ${fault}`);
    }
    expect([...faults].join('\n\n')).toBe('');
  },
);
