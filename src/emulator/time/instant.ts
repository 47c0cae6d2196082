/** Microseconds since the Unix epoch, always an integer (safe until the year 2255). */
export type Micros = number;

const PATTERN = /^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,9}))?(Z|z|[+-]\d{2}:?\d{2})?$/;

/** Writes an instant as Polar does: microseconds when there are any, none otherwise, always UTC. */
export function toIso(instant: Micros): string {
  const micros = ((instant % 1_000_000) + 1_000_000) % 1_000_000;
  const seconds = new Date((instant - micros) / 1000).toISOString().slice(0, 19);
  return micros === 0 ? `${seconds}Z` : `${seconds}.${String(micros).padStart(6, '0')}Z`;
}

/** Reads an ISO 8601 instant to the microsecond; one without an offset is UTC. `null` when it is not one. */
export function readInstant(text: string): Micros | null {
  const match = PATTERN.exec(text);
  if (match === null) return /^\d{4}-\d{2}-\d{2}$/.test(text) ? readInstant(`${text}T00:00:00Z`) : null;
  const [, seconds = '', fraction = '', zone = 'Z'] = match;
  if (!isDay(seconds.slice(0, 10)) || seconds.slice(11, 13) === '24') return null;
  const milliseconds = Date.parse(`${seconds.replace(' ', 'T')}${zone.toUpperCase()}`);
  if (Number.isNaN(milliseconds)) return null;
  return milliseconds * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}

// Date.parse takes 30 February for 2 March.
function isDay(text: string): boolean {
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().slice(0, 10) === text;
}

/**
 * Reads an instant that this emulator wrote itself.
 *
 * @throws {Error} when it is not an instant: the state is damaged.
 */
export function fromIso(text: string): Micros {
  const instant = readInstant(text);
  if (instant === null) throw new Error(`floe-billing: "${text}" is not an ISO 8601 instant.`);
  return instant;
}

/** Orders two ISO instants; their text does not sort, since Polar leaves out a zero fraction. */
export function compareInstants(left: string, right: string): number {
  return fromIso(left) - fromIso(right);
}
