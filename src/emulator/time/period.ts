import type { models } from '@polar-sh/sdk/2026-10';
import { fromIso, toIso } from './instant.ts';

type Interval = models.RecurringInterval | models.TrialInterval;

const DAY = 86_400_000_000;

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

/**
 * Adds calendar time as Python's relativedelta does: a day that the month lacks becomes its last.
 *
 * @param anchorDay the day of the month to return to where the month has it; the instant's own when absent.
 */
export function addInterval(instant: string, interval: Interval, count: number, anchorDay?: number): string {
  const micros = fromIso(instant);
  if (interval === 'day') return toIso(micros + count * DAY);
  if (interval === 'week') return toIso(micros + count * 7 * DAY);
  const date = new Date(Math.floor(micros / 86_400_000_000) * 86_400_000);
  const timeOfDay = micros - date.getTime() * 1000;
  const months = date.getUTCMonth() + count * (interval === 'year' ? 12 : 1);
  const year = date.getUTCFullYear() + Math.floor(months / 12);
  const month = ((months % 12) + 12) % 12;
  const day = Math.min(anchorDay ?? date.getUTCDate(), daysInMonth(year, month));
  return toIso(Date.UTC(year, month, day) * 1000 + timeOfDay);
}

/** The end of the period that starts at `start`, on the anchor day or the month's last day before it. */
export function nextPeriodEnd(
  start: string,
  interval: models.RecurringInterval,
  count: number,
  anchorDay: number,
): string {
  return addInterval(start, interval, count, anchorDay);
}

/** The UTC day of the month of an instant. */
export function dayOfMonth(instant: string): number {
  return new Date(fromIso(instant) / 1000).getUTCDate();
}
