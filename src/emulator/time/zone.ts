import type { Micros } from './instant.ts';

const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}

/** Whether a name is one of the IANA database's; offsets such as `+02:00` are none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * What the clocks of a zone show at an instant, as the instant at which those of UTC show it: year, hour and the rest
 * can be read off it with the methods for UTC. To the millisecond.
 */
export function localTime(zone: string, instant: Micros): Date {
  const milliseconds = Math.floor(instant / 1000);
  const parts = new Map(
    formatOf(zone)
      .formatToParts(milliseconds)
      .map(({ type, value }) => [type, value]),
  );
  const field = (name: Intl.DateTimeFormatPartTypes) => Number(parts.get(name));
  const year = parts.get('era') === 'BC' ? 1 - field('year') : field('year');
  const local = new Date(0);
  // Date.UTC takes the years 0 to 99 for those of the last century.
  local.setUTCFullYear(year, field('month') - 1, field('day'));
  const fraction = ((milliseconds % 1000) + 1000) % 1000;
  local.setUTCHours(field('hour'), field('minute'), field('second'), fraction);
  return local;
}

/**
 * The instant at which the clocks of a zone show a local time: the first of two where they are put back, and as if they
 * had not been put forward where they skip it. Python and PostgreSQL read local times so.
 */
export function instantOf(zone: string, local: Date): Micros {
  const time = local.getTime();
  const offsetAt = (milliseconds: number) => localTime(zone, milliseconds * 1000).getTime() - milliseconds;
  const before = time - offsetAt(time - DAY);
  const after = time - offsetAt(time + DAY);
  const shows = (milliseconds: number) => milliseconds + offsetAt(milliseconds) === time;
  return (shows(before) || !shows(after) ? before : after) * 1000;
}
