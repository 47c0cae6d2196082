import type { Operation } from '../../../src/emulator/http/operations.ts';
import { queryParameters } from '../../../src/emulator/http/query-parameters.ts';
import { bodySchema } from '../response-schemas.ts';
import { garble, makeValue, spoil } from './bodies.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** A request as it is sent. */
export interface FuzzRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | null;
}

const badSegments = [
  'nope',
  '0',
  'null',
  '%00',
  '%ff%fe',
  '%zz',
  '%2e%2e',
  '%F0%9F%92%A5',
  'x'.repeat(3_000),
  '__proto__',
  'constructor',
  'ffffffff-ffff-4fff-8fff-ffffffffffff',
  'ffffffff-ffff-4fff-8fff-fffffffffff',
];

const badValues = [
  ...badSegments,
  '',
  '-1',
  '1e9',
  '99999999999999999999',
  'true',
  'maybe',
  '-__proto__',
  'toString',
  '2027-02-30',
  '2027-13-01T00:00:00Z',
  '0000-00-00',
];

function pathFor(random: Random, world: World, { path }: Operation): string {
  return path
    .split('/')
    .map((segment, index, all) => {
      if (!segment.startsWith('{')) return segment;
      if (random.chance(0.25)) return random.pick(badSegments);
      const name = segment.slice(1, -1);
      const before = all[index - 1] ?? '';
      const noun = before === 'endpoints' || before === 'events' ? `webhook_${before}` : before;
      return encodeURIComponent(world.idFor(random, name === 'id' ? noun : name));
    })
    .join('/');
}

function queryFor(random: Random, world: World, { name }: Operation): string {
  const query = new URLSearchParams();
  for (const parameter of queryParameters[name] ?? []) {
    const isBad = random.chance(0.1);
    if (!isBad && parameter.isRequired !== true && random.chance(0.8)) continue;
    const good = {
      uuid: () => world.idFor(random, parameter.name),
      enum: () => random.pick(parameter.values ?? []),
      boolean: () => random.pick(['true', 'false', '1', 'no']),
      integer: () => random.pick(['1', '2', '100']),
      instant: () => '2027-01-10T10:00:00Z',
      date: () => '2027-01-10',
      metadata: () => 'x',
      text: () => world.idFor(random, parameter.name),
    }[parameter.kind];
    const key =
      parameter.kind === 'metadata' ? `metadata[${random.pick(['plan', '__proto__', ''])}]` : parameter.name;
    query.append(key, isBad ? random.pick(badValues) : good());
  }
  if (random.chance(0.05)) query.append(random.pick(['__proto__', 'unknown', '']), random.pick(badValues));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

function tokenFor(random: Random, { tokens }: World, { credential }: Operation): string | null {
  const right = credential === 'customer' ? random.pick(tokens.customers) : tokens.merchant;
  if (random.chance(0.9)) return `Bearer ${right}`;
  return random.pick([
    null,
    'Bearer',
    'Bearer nope',
    `Basic ${right}`,
    `Bearer ${right}x`,
    `Bearer ${'x'.repeat(5_000)}`,
    `Bearer ${tokens.expired}`,
    `Bearer ${tokens.limited}`,
    `Bearer ${random.pick(tokens.customers)}`,
    `Bearer ${tokens.merchant}`,
  ]);
}

function bodyFor(random: Random, world: World, operation: Operation): FuzzRequest['body'] {
  if (operation.method === 'GET' || operation.method === 'DELETE') return null;
  const schema = bodySchema(operation.name) ?? {};
  const valid = makeValue(random, schema, '', (name) => world.idFor(random, name));
  const spoilt = random.chance(0.1)
    ? valid
    : spoil(random, random.chance(0.2) ? spoil(random, valid) : valid);
  const text = JSON.stringify(spoilt) ?? '';
  return random.chance(0.1) ? garble(random, text) : text;
}

/** Makes a request to an operation that is nearly always wrong in something. */
export function makeRequest(random: Random, world: World, operation: Operation): FuzzRequest {
  const token = tokenFor(random, world, operation);
  const body = bodyFor(random, world, operation);
  const type = random.chance(0.97) ? 'application/json' : random.pick(['text/plain', 'application/xml', '']);
  return {
    method: operation.method,
    url: `http://localhost${pathFor(random, world, operation)}${queryFor(random, world, operation)}`,
    headers: {
      'content-type': type,
      ...(token === null ? {} : { authorization: token }),
      ...(random.chance(0.97)
        ? {}
        : { 'polar-version': random.pick(['2020-01', '2026-10', 'x', '2026-04']) }),
    },
    body,
  };
}
