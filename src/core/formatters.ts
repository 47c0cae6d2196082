import { type FormatMoneyOptions, formatMoney } from './format-money.ts';
import type { Instant } from './instant.ts';
import type { Money } from './money.ts';

/** Writes facts for the viewer: in their locale, and in the account's time zone. */
export interface BillingFormatters {
  locale: string;
  timeZone: string;
  formatMoney: (money: Money, options?: FormatMoneyOptions) => string;
  /** Such as `November 23, 2026`. */
  formatDate: (at: Instant) => string;
  /** Such as `Nov 23, 2026`, for tables. */
  formatShortDate: (at: Instant) => string;
  /** Such as `November 23, 2026 at 10:00 AM UTC`. */
  formatDateTime: (at: Instant) => string;
  /** Such as `in 3 days` or `tomorrow`: calendar days of the account's time zone from `asOf` to `at`. */
  formatRelativeDays: (at: Instant, asOf: Instant) => string;
  formatNumber: (value: number) => string;
  /** Such as `16%`, from whole percent. */
  formatPercent: (percent: number) => string;
}

const DAY_IN_MS = 86_400_000;

// Building an `Intl` formatter costs more than using it a hundred times.
const cache = new Map<string, BillingFormatters>();

/** The formatters of a locale and a time zone; the same object each time. */
export function getFormatters(locale: string, timeZone: string): BillingFormatters {
  const key = `${locale}|${timeZone}`;
  const formatters = cache.get(key) ?? createFormatters(locale, timeZone);
  cache.set(key, formatters);
  return formatters;
}

function createFormatters(locale: string, timeZone: string): BillingFormatters {
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
  const shortDate = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const dateTime = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const calendarDay = createCalendarDay(timeZone);

  return {
    locale,
    timeZone,
    formatMoney: (money, options) => formatMoney(money, locale, options),
    formatDate: (at) => date.format(new Date(at)),
    formatShortDate: (at) => shortDate.format(new Date(at)),
    formatDateTime: (at) => dateTime.format(new Date(at)),
    formatRelativeDays: (at, asOf) => relative.format(calendarDay(at) - calendarDay(asOf), 'day'),
    formatNumber: (value) => number.format(value),
    formatPercent: (value) => percent.format(value / 100),
  };
}

/** Numbers the days of a time zone's calendar, so that the distance agrees with the dates shown beside it. */
function createCalendarDay(timeZone: string): (at: Instant) => number {
  const parts = new Intl.DateTimeFormat('en-US', {
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone,
  });
  return (at) => {
    const [month = 1, day = 1, year = 1970] = parts.format(new Date(at)).split('/').map(Number);
    return Date.UTC(year, month - 1, day) / DAY_IN_MS;
  };
}
