import { fromIso, toIso } from './instant.ts';
import { addInterval } from './period.ts';

const PATTERN = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/**
 * Adds an ISO 8601 duration (`P1M`, `P2W`, `PT36H`) to an instant: years and months by the calendar, the rest exactly.
 *
 * @returns `null` when the text is not a duration.
 */
export function addDuration(instant: string, duration: string): string | null {
  const match = PATTERN.exec(duration);
  if (match === null || duration === 'P' || duration.endsWith('T')) return null;
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const byCalendar = addInterval(instant, 'month', (years ?? 0) * 12 + (months ?? 0));
  const exactSeconds =
    ((weeks ?? 0) * 7 + (days ?? 0)) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  return toIso(fromIso(byCalendar) + exactSeconds * 1_000_000);
}
