import { expect, it } from 'vitest';
import { getFormatters, money } from '../../src/core/index.ts';

const english = getFormatters('en-US', 'America/New_York');

it("writes dates in the account's time zone", () => {
  expect(english.formatDate('2026-11-24T03:00:00Z')).toBe('November 23, 2026');
  expect(getFormatters('en-US', 'Asia/Tokyo').formatDate('2026-11-24T03:00:00Z')).toBe('November 24, 2026');
  expect(english.formatShortDate('2026-11-24T03:00:00Z')).toBe('Nov 23, 2026');
  expect(english.formatDateTime('2026-11-24T03:00:00Z')).toMatch(/November 23, 2026.*10:00\sPM EST/);
});

it("writes amounts and numbers in the viewer's locale", () => {
  const german = getFormatters('de-DE', 'Europe/Berlin');

  expect(german.formatMoney(money(123456, 'EUR'))).toBe('1.234,56\u00A0€');
  expect(german.formatNumber(12345)).toBe('12.345');
  expect(german.formatPercent(16)).toBe('16\u00A0%');
  expect(english.formatMoney(money(2900, 'USD'), { trimZeros: true })).toBe('$29');
});

it.each([
  ['2026-11-23T23:00:00Z', 'today'],
  ['2026-11-24T05:00:00Z', 'tomorrow'],
  ['2026-11-26T04:59:59Z', 'in 2 days'],
  ['2026-11-26T05:00:00Z', 'in 3 days'],
  ['2026-11-22T12:00:00Z', 'yesterday'],
  ['2027-01-01T12:00:00Z', 'in 39 days'],
])('counts calendar days from asOf, not from the clock of the machine: %s is %s', (at, expected) => {
  expect(english.formatRelativeDays(at, '2026-11-23T15:00:00Z')).toBe(expected);
});

it('is made once for a locale and a time zone', () => {
  expect(getFormatters('en-US', 'America/New_York')).toBe(english);
});
