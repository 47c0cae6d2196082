import { isTimeZone } from '../time/zone.ts';
import type { Call } from './call.ts';
import { invalidRequest } from './errors.ts';

/**
 * The time zone that a query names, UTC where it names none.
 *
 * @throws {PolarApiError} 422 for a name that no zone has.
 */
export function timeZoneOf(call: Call): string {
  const input = call.query.get('timezone') ?? 'UTC';
  const name = input.trim();
  if (isTimeZone(name)) return name;
  const msg = 'Invalid timezone name.';
  throw invalidRequest([{ type: 'TimeZoneName', loc: ['query', 'timezone'], msg, input }]);
}
