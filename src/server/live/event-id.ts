import type { LivePosition } from '../ports/index.ts';

// Live messages are kept for a day (see the retention job); who was away for nearly as long has missed what is gone.
const RESUMABLE_SECONDS = 23 * 3600;

/** A stream's place, as the browser repeats it: the newest message told, and when that was all there was. */
export interface EventId {
  /** Of a live message; `'0'` before the first. */
  id: string;
  /** The database's clock, Unix seconds. */
  seconds: number;
}

/** The place as the `id` of an event. */
export function formatEventId({ id, seconds }: EventId): string {
  return `${id}-${seconds}`;
}

/**
 * The place after which a returning page is to be told, from its `Last-Event-ID`.
 *
 * @returns `null` when that can no longer be told one by one: everything is stale.
 */
export function readEventId(header: string, { lastGivenId, nowInSeconds }: LivePosition): EventId | null {
  const match = /^(\d{1,18})-(\d{1,12})$/.exec(header);
  if (match === null) return null;
  const [, id = '0', seconds = '0'] = match;
  // Beyond what was ever given: the page has spoken with another database, or one restored from an earlier time.
  if (BigInt(id) > BigInt(lastGivenId)) return null;
  if (nowInSeconds - Number(seconds) > RESUMABLE_SECONDS) return null;
  return { id, seconds: nowInSeconds };
}
