import { BillingError, type Instant } from '../../core/index.ts';

/** A place in a list that is ordered by time and id. */
export function encodeCursor(at: Instant, id: string): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/**
 * The place a browser sends back.
 *
 * @param idPattern what ids of this list look like: whatever else comes would be an error of the database.
 * @throws {BillingError} `invalid_request` — {@link encodeCursor} does not write such a cursor.
 */
export function decodeCursor(cursor: string, idPattern: RegExp): [at: Instant, id: string] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place) && place.length === 2) {
      const [at, id]: unknown[] = place;
      if (isInstant(at) && typeof id === 'string' && idPattern.test(id)) return [at, id];
    }
  } catch {
    // Whatever the browser sent is refused below.
  }
  throw new BillingError('invalid_request', {
    message: 'This page cannot be found. Start again from the first page.',
    field: 'cursor',
  });
}

// As it is written above. `Date.parse` alone takes more than PostgreSQL does, such as years and words.
function isInstant(value: unknown): value is Instant {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z$/.test(value)) return false;
  const timeMs = Date.parse(value);
  return !Number.isNaN(timeMs) && new Date(timeMs).toISOString().slice(0, 19) === value.slice(0, 19);
}
