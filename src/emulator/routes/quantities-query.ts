import type { models } from '@polar-sh/sdk/2026-10';
import type { QuantitiesQuery } from '../engine/quantities.ts';
import type { Call } from '../http/call.ts';
import { invalidRequest, unacceptable } from '../http/errors.ts';
import { oneOf, refused } from '../http/schema.ts';
import { assertOffsets, timeZoneOf } from '../http/time-zone.ts';
import { fromIso, type Micros, readInstant } from '../time/instant.ts';

const DAY: Micros = 86_400_000_000;

/** The instant before which there was no Polar. */
const earliest = fromIso('2023-01-01T00:00:00Z');

/** How many days may be asked for at most. @see Polar's `server/polar/kit/time_queries.py`, `MAX_INTERVAL_DAYS`. */
const maxDays: Readonly<Record<models.TimeInterval, number>> = {
  hour: 7,
  day: 366,
  week: 365,
  month: 1_460,
  year: 3_650,
};

const interval = oneOf(['year', 'month', 'week', 'day', 'hour']);
const func = oneOf(['count', 'sum', 'max', 'min', 'avg', 'unique']);

// The table of operations has checked that they are there, and that they are instants.
function readTime(call: Call, name: string): { text: string; at: Micros } {
  const text = call.query.get(name) ?? '';
  return { text, at: readInstant(text) ?? 0 };
}

/**
 * Reads which quantities a query asks for.
 *
 * @throws {PolarApiError} 422 for a time before there was Polar, a zone that there is not, or too many intervals.
 */
export function readQuantities(call: Call): QuantitiesQuery {
  assertOffsets(call, ['start_timestamp', 'end_timestamp']);
  const [start, end] = [readTime(call, 'start_timestamp'), readTime(call, 'end_timestamp')];
  if (start.at < earliest) {
    const ge = '2023-01-01T00:00:00';
    const msg = `Input should be greater than or equal to ${ge}`;
    const loc = ['query', 'start_timestamp'];
    throw invalidRequest([{ type: 'greater_than_equal', loc, msg, input: start.text, ctx: { ge } }]);
  }
  const zone = timeZoneOf(call);
  const asked = interval.read(call.query.get('interval'), [], []);
  const size = asked === refused ? 'day' : asked;
  if (Math.floor(end.at / DAY) - Math.floor(start.at / DAY) > maxDays[size]) {
    const msg =
      'The interval is too small for the given date range. Use a larger interval or reduce the date range.';
    throw unacceptable(['query'], msg, [start.text, end.text, size]);
  }
  const across = func.read(call.query.get('customer_aggregation_function'), [], []);
  return {
    start: start.at,
    end: end.at,
    interval: size,
    zone,
    acrossCustomers: across === refused ? null : across,
  };
}
