import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMoney,
  formatMoney,
  isSameMoney,
  minorUnitFactor,
  money,
  negateMoney,
  toDecimalString,
  ZERO_DECIMAL_CURRENCIES,
} from '../../src/core/index.ts';

describe('minorUnitFactor', () => {
  it('counts whole units in exactly the fifteen currencies of the provider', () => {
    expect(ZERO_DECIMAL_CURRENCIES.map(minorUnitFactor)).toEqual(Array(15).fill(1));
  });

  // Intl gives these no decimals, and three to KWD; Polar divides each it has by 100.
  it.each(['HUF', 'IDR', 'ISK', 'UGX', 'COP', 'USD', 'EUR'])('divides %s by 100', (currency) => {
    expect(minorUnitFactor(currency)).toBe(100);
  });

  it.each(['KWD', 'BHD', 'XXX', 'usd'])('does not know %s', (currency) => {
    expect(minorUnitFactor(currency)).toBeNull();
  });
});

describe('money', () => {
  it.each([0.5, Number.NaN, 2 ** 53])('refuses %s minor units', (amount) => {
    expect(() => money(amount, 'USD')).toThrow(RangeError);
  });

  it('refuses to add two currencies', () => {
    expect(() => addMoney(money(1, 'USD'), money(1, 'EUR'))).toThrow('cannot add USD and EUR');
  });

  it('never holds a negative zero', () => {
    expect(Object.is(negateMoney(money(0, 'USD')).amount, 0)).toBe(true);
  });

  it('undoes an addition by adding the negated amount', () => {
    const amounts = fc.integer({ min: -(10 ** 12), max: 10 ** 12 });
    fc.assert(
      fc.property(amounts, amounts, (left, right) => {
        const sum = addMoney(money(left, 'USD'), money(right, 'USD'));
        return isSameMoney(addMoney(sum, negateMoney(money(right, 'USD'))), money(left, 'USD'));
      }),
    );
  });
});

describe('toDecimalString', () => {
  it.each([
    [1205, 'USD', '12.05'],
    [-5, 'USD', '-0.05'],
    [0, 'EUR', '0.00'],
    [4400, 'JPY', '4400'],
    [Number.MAX_SAFE_INTEGER, 'USD', '90071992547409.91'],
  ])('writes %i %s as %s', (amount, currency, decimal) => {
    expect(toDecimalString({ amount, currency })).toBe(decimal);
  });
});

describe('formatMoney', () => {
  it.each([
    [{ amount: 4210, currency: 'USD' }, 'en-US', '$42.10'],
    [{ amount: 4400, currency: 'JPY' }, 'en-US', '¥4,400'],
    [{ amount: 2900, currency: 'EUR' }, 'de-DE', '29,00 €'],
    [{ amount: 150000, currency: 'HUF' }, 'en-US', 'HUF 1,500.00'],
    [{ amount: -790, currency: 'USD' }, 'en-US', '-$7.90'],
  ])('writes %o for %s', (value, locale, text) => {
    expect(formatMoney(value, locale).replaceAll('\u00a0', ' ')).toBe(text);
  });

  it('drops the decimals of whole amounts on request', () => {
    expect(formatMoney(money(2900, 'USD'), 'en-US', { trimZeros: true })).toBe('$29');
    expect(formatMoney(money(2950, 'USD'), 'en-US', { trimZeros: true })).toBe('$29.50');
  });

  it('shows a currency it cannot divide as raw minor units', () => {
    expect(formatMoney({ amount: 12345, currency: 'KWD' }, 'en-US')).toBe('KWD 12345');
  });
});
