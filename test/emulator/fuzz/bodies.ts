import { type JsonSchema, resolveSchema } from '../response-schemas.ts';
import type { Random } from './random.ts';

/** Gives an id for a field. */
export type IdFor = (name: string) => string;

const MAX_DEPTH = 6;

function textFor(random: Random, name: string, idFor: IdFor): string {
  if (/(^|_)ids?$|^products$|^benefits$/.test(name)) return idFor(name);
  if (/email/.test(name)) return `user${random.below(1_000)}@example.com`;
  if (/url|origin/.test(name)) return 'https://shop.example/back?id={CHECKOUT_ID}';
  if (/_(at|end|start)$|timestamp/.test(name)) {
    return random.pick(['2027-01-20T00:00:00Z', '2027-03-01T12:30:00.5+02:00', '2027-02-28', 'now']);
  }
  if (/currency/.test(name)) return random.pick(['usd', 'eur', 'jpy']);
  if (/locale/.test(name)) return random.pick(['en', 'de', 'fr-CA']);
  if (/confirmation_token/.test(name)) return random.pick(['ctoken_visa', 'ctoken_visa_declined']);
  if (/unit_amount/.test(name)) return random.pick(['1', '0.5', '12.25']);
  if (/ip_address/.test(name)) return '203.0.113.7';
  return random.pick(['a', 'Thing', 'thing-1', 'Ünïcödé 🎈']);
}

/** Makes a value of a schema: one that the types allow, which the API may still refuse. */
export function makeValue(random: Random, given: JsonSchema, name: string, idFor: IdFor, depth = 0): unknown {
  const schema = resolveSchema(given);
  const inner = (one: JsonSchema, as = name) => makeValue(random, one, as, idFor, depth + 1);
  if (schema.anyOf !== undefined) return inner(random.pick(schema.anyOf));
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return random.pick(schema.enum);
  const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type;
  switch (type) {
    case 'string':
      return textFor(random, name, idFor);
    case 'number':
    case 'integer':
      return random.pick([0, 1, 2, 3, 10, 100, 1_000, 5_000]);
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    case 'array': {
      const items = Array.isArray(schema.items) ? schema.items : [schema.items ?? {}];
      const length = depth > MAX_DEPTH ? 0 : random.pick([1, 1, 2, 0]);
      return Array.from({ length }, () => inner(random.pick(items)));
    }
    case 'object': {
      const { properties = {}, required = [], additionalProperties } = schema;
      const often = depth > MAX_DEPTH ? 0 : random.pick([0, 0.1, 0.3]);
      const named = Object.entries(properties)
        .filter(([key]) => required.includes(key) || random.chance(often))
        .map(([key, one]) => [key, inner(one, key)]);
      const extra = typeof additionalProperties === 'object' && random.chance(0.5);
      return Object.fromEntries([
        ...named,
        ...(extra ? [[random.pick(['key', idFor(name)]), inner(additionalProperties)]] : []),
      ]);
    }
    default:
      return random.pick(['text', 1, true, null]);
  }
}

/** Values that are wrong nearly everywhere, and a few that are wrong in a way that is easily missed. */
const oddities: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  1e300,
  2 ** 53,
  -(2 ** 31) - 1,
  99_999_999,
  100_000_000,
  '',
  ' ',
  '0',
  'null',
  'nope',
  'x'.repeat(20_000),
  '\u0000',
  '\ud800',
  '💥‮',
  "'; drop table orders; --",
  '9999-12-31T23:59:59Z',
  '0001-01-01T00:00:00Z',
  '2027-02-30T25:61:61Z',
  '-0.0',
  '1e400',
  'Infinity',
  'ffffffff-ffff-4fff-8fff-ffffffffffff',
  'http://',
  'javascript:alert(1)',
  'a@b',
  [],
  {},
  [[]],
  [null],
  { id: null },
  { constructor: { prototype: { polluted: true } } },
  { toString: 1, valueOf: null },
];

const names = ['__proto__', 'constructor', 'hasOwnProperty', 'extra', 'id', 'metadata', 'seats', ''];

type Parent = Record<string, unknown> | unknown[];

function isParent(value: unknown): value is Parent {
  return typeof value === 'object' && value !== null;
}

function parentsIn(value: unknown): Parent[] {
  if (!isParent(value)) return [];
  return [value, ...Object.values(value).flatMap(parentsIn)];
}

/** Spoils a body in one place: a value, a field too few, a field too many. */
export function spoil(random: Random, body: unknown): unknown {
  const copy: unknown = structuredClone(body);
  const parents = parentsIn(copy);
  if (parents.length === 0 || random.chance(0.05)) return random.pick(oddities);
  const parent = random.pick(parents);
  const keys = Object.keys(parent);
  const key = keys.length === 0 || random.chance(0.2) ? random.pick(names) : random.pick(keys);
  if (random.chance(0.2)) Reflect.deleteProperty(parent, key);
  else {
    const value = structuredClone(random.pick(oddities));
    Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return copy;
}

/** Spoils the text of a body. */
export function garble(random: Random, text: string): string | Uint8Array<ArrayBuffer> {
  const cut = random.below(text.length + 1);
  switch (random.below(8)) {
    case 0:
      return text.slice(0, cut);
    case 1:
      return `${text}${text}`;
    case 2:
      return `${text.slice(0, cut)}\u0000${text.slice(cut)}`;
    case 3:
      return `${'['.repeat(5_000)}${text}`;
    case 4:
      return new Uint8Array([...new TextEncoder().encode(text.slice(0, cut)), 0xff, 0xfe]);
    case 5:
      return `\uFEFF${text}`;
    case 6:
      return text.replace(/\d+/, '1e999');
    default:
      return random.pick([
        'null',
        '[]',
        '""',
        '0',
        'true',
        'NaN',
        '{"a":1,"a":2}',
        '',
        ' ',
        '{"__proto__":{}}',
      ]);
  }
}
