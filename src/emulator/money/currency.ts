/**
 * Currencies that Polar counts in whole units; every other is counted in hundredths.
 *
 * @see Polar's `server/polar/kit/currency.py`, `_ZERO_DECIMAL_CURRENCIES`, as of 2026-08-22.
 */
export const zeroDecimalCurrencies: readonly string[] = [
  'bif',
  'clp',
  'djf',
  'gnf',
  'jpy',
  'kmf',
  'krw',
  'mga',
  'pyg',
  'rwf',
  'vnd',
  'vuv',
  'xaf',
  'xof',
  'xpf',
];

/** The smallest amount that is charged, in minor units: what is due below it goes to the balance. */
export const MINIMUM_CHARGE = 50;

/** Writes minor units for people, by Polar's own divisor: `$79.00`, `¥12,000`. */
export function formatMoney(amount: number, currency: string): string {
  const digits = zeroDecimalCurrencies.includes(currency) ? 0 : 2;
  const divisor = digits === 0 ? 1 : 100;
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
    .format(amount / divisor)
    .replaceAll('\u00a0', ' ');
}
