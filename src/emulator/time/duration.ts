import { fromIso, toIso } from './instant.ts';
import { addInterval } from './period.ts';

// Whoever adds a thousand years means "very far"; more would leave the calendar of ISO 8601.
const MOST_MONTHS = 12_000;
const MOST_SECONDS = 1000 * 366 * 86_400;

const PATTERN = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/**
 * Adds an ISO 8601 duration (`P1M`, `P2W`, `PT36H`) to an instant: years and months by the calendar, the rest exactly.
 * What is longer than a thousand years counts as that.
 *
 * @returns `null` when the text is not a duration.
 */
export function addDuration(instant: string, duration: string): string | null {
  const match = PATTERN.exec(duration);
  if (match === null || duration === 'P' || duration.endsWith('T')) return null;
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const calendarMonths = Math.min((years ?? 0) * 12 + (months ?? 0), MOST_MONTHS);
  const byCalendar = addInterval(instant, 'month', calendarMonths);
  const exactSeconds =
    ((weeks ?? 0) * 7 + (days ?? 0)) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  return toIso(fromIso(byCalendar) + Math.min(exactSeconds, MOST_SECONDS) * 1_000_000);
}
