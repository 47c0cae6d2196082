import type { Instant } from '../../core/index.ts';

/** A day of this year, a month or a year: what `useFormatters` does not write. */
export type ShortDateForm = 'day' | 'month' | 'year';

const FORMS: Record<ShortDateForm, Intl.DateTimeFormatOptions> = {
  day: { month: 'long', day: 'numeric' },
  month: { year: 'numeric', month: '2-digit' },
  year: { year: 'numeric' },
};

// Building a formatter costs more than using it a hundred times.
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Writes `21 December`, `04/2028` or `2028` for an instant in a time zone. */
export function formatDatePart(at: Instant, form: ShortDateForm, locale: string, timeZone: string): string {
  const key = `${locale}|${timeZone}|${form}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(locale, { ...FORMS[form], timeZone });
    formatters.set(key, formatter);
  }
  return formatter.format(new Date(at));
}
