import { type Money, minorUnitFactor, toDecimalString } from './money.ts';

/** How {@link formatMoney} writes an amount. */
export interface FormatMoneyOptions {
  /** Drops the decimals of a whole amount (`$29` instead of `$29.00`). @default false */
  trimZeros?: boolean | undefined;
  /** Writes a plus before positive amounts. @default false */
  showSign?: boolean | undefined;
}

// Building a formatter costs more than using it a hundred times; a page of invoices shares a handful.
const formatters = new Map<string, Intl.NumberFormat>();

function formatterFor(
  locale: string,
  currency: string,
  digits: number,
  showSign: boolean,
): Intl.NumberFormat {
  const key = `${locale}|${currency}|${digits}|${showSign}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: showSign ? 'exceptZero' : 'auto',
    });
    formatters.set(key, formatter);
  }
  return formatter;
}

/**
 * Writes an amount for a person, with the provider's number of decimals and never `Intl`'s own.
 * A currency with an unknown divisor is written as its code and the raw minor units, undivided.
 */
export function formatMoney(value: Money, locale: string, options: FormatMoneyOptions = {}): string {
  const factor = minorUnitFactor(value.currency);
  const decimal = toDecimalString(value);
  if (factor === null || decimal === null) return `${value.currency} ${value.amount}`;
  const isWhole = value.amount % factor === 0;
  const digits = factor === 1 || (options.trimZeros === true && isWhole) ? 0 : 2;
  return formatterFor(locale, value.currency, digits, options.showSign === true).format(decimal);
}
