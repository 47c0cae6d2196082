import { describe, expect, it } from 'vitest';
import { BILLING_ERROR_CODES } from '../../src/core/index.ts';
import { ar } from '../../src/locales/ar.ts';
import { de } from '../../src/locales/de.ts';
import { en, type Messages } from '../../src/locales/en.ts';
import { createPlural } from '../../src/locales/plural.ts';

const locales: [tag: string, messages: Messages][] = [
  ['en', en],
  ['de', de],
  ['ar', ar],
];

/** The kind of every message, by its path. */
function shapeOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, child]) => shapeOf(child, `${path}.${key}`));
}

describe.each(locales)('the catalogue %s', (_tag, messages) => {
  it('has every message of the English one, and no other', () => {
    expect(shapeOf(messages).sort()).toEqual(shapeOf(en).sort());
  });

  it.each(BILLING_ERROR_CODES)('has a sentence for %s that says what to do', (code) => {
    expect(messages.errors[code]).toMatch(/^\S.{30,}\.$/);
  });

  it('leaves no message empty', () => {
    const empty = JSON.stringify(messages).match(/:""/g);

    expect(empty).toBeNull();
  });
});

describe('createPlural', () => {
  it('chooses the form by the rules of the language', () => {
    const plural = createPlural('ar');
    const forms = { zero: 'z', one: 'o', two: 't', few: 'f', many: 'm', other: 'x' };

    expect([0, 1, 2, 3, 11, 100].map((count) => plural(count, forms))).toEqual([
      'z',
      'o',
      't',
      'f',
      'm',
      'x',
    ]);
  });

  it('writes the number as the language does', () => {
    expect(createPlural('de')(1234, { one: '# Tag', other: '# Tage' })).toBe('1.234 Tage');
  });
});
