import { isTimeZone, TimeZone } from '../time/zone.ts';
import type { Call } from './call.ts';
import { invalidRequest } from './errors.ts';

/**
 * The name of the time zone that a query asks for, UTC where it names none.
 *
 * @throws {PolarApiError} 422 for a name that no zone has.
 */
export function zoneNameOf(call: Call): string {
  const input = call.query.get('timezone') ?? 'UTC';
  const name = input.trim();
  if (isTimeZone(name)) return name;
  const msg = 'Invalid timezone name.';
  throw invalidRequest([{ type: 'TimeZoneName', loc: ['query', 'timezone'], msg, input }]);
}

/** The time zone of {@link zoneNameOf}. */
export function timeZoneOf(call: Call): TimeZone {
  return new TimeZone(zoneNameOf(call));
}

/**
 * Refuses instants in a query that do not tell their offset from UTC.
 *
 * @throws {PolarApiError} 422.
 */
export function assertOffsets(call: Call, names: readonly string[]): void {
  const issues = names.flatMap((name) => {
    const input = call.query.get(name);
    if (input === null || /(?:Z|[+-]\d{2}:?\d{2})$/i.test(input.replace(/^\d{4}-\d{2}-\d{2}$/, '')))
      return [];
    return [{ type: 'timezone_aware', loc: ['query', name], msg: 'Input should have timezone info', input }];
  });
  if (issues.length > 0) throw invalidRequest(issues);
}
