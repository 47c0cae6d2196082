import type { Random } from './random.ts';

/** What stands in what is sent and must never come back as markup. */
export const MARK = '<x-fuzz>"\'';

const texts = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  '99999999999999999999',
  'true',
  'null',
  '__proto__',
  'constructor',
  '\u0000',
  '%00',
  '%ff',
  '../../etc',
  'ffffffff-ffff-4fff-8fff-ffffffffffff',
  '4242424242424242',
  '4000002760003184',
  '4000000000000002',
  '12/33',
  '123',
  'DE',
  'US',
  'on',
  'approve',
  'too_expensive',
  'Ünïcödé 🎈',
  'x'.repeat(5_000),
  MARK,
];

/** A text that somebody could type, or should not. */
export function junkText(random: Random): string {
  return random.pick(texts);
}

/** A value of JSON that means nothing. */
export function junkValue(random: Random, depth = 0): unknown {
  switch (random.below(depth > 3 ? 5 : 7)) {
    case 0:
      return null;
    case 1:
      return random.pick([0, -1, 1.5, 1e21, 2_147_483_648, Number.MAX_SAFE_INTEGER]);
    case 2:
      return random.chance(0.5);
    case 3:
    case 4:
      return junkText(random);
    case 5:
      return Array.from({ length: random.below(3) }, () => junkValue(random, depth + 1));
    default:
      return Object.fromEntries([
        [random.pick(['name', 'id', '__proto__', '']), junkValue(random, depth + 1)],
      ]);
  }
}
