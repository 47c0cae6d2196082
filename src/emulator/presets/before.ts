import { fromIso, toIso } from '../time/instant.ts';
import { addInterval, dayOfMonth } from '../time/period.ts';

const DAY = 86_400_000_000;

/** Some days before an instant. */
export function daysBefore(instant: string, days: number): string {
  return toIso(fromIso(instant) - days * DAY);
}

/**
 * When a subscription by the month begins so that it renews at an instant: a month before, or two where that month has
 * no such day.
 */
export function monthBefore(instant: string): string {
  const month = addInterval(instant, 'month', -1);
  return dayOfMonth(month) === dayOfMonth(instant) ? month : addInterval(instant, 'month', -2);
}
