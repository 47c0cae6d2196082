import type { Instant, Interval } from '../../core/index.ts';

/** An instant as microseconds since 1970, the resolution the provider keeps. */
export function toMicroseconds(instant: Instant): bigint {
  const fraction = /\.(\d+)/.exec(instant)?.[1] ?? '';
  const beyondMilliseconds = fraction.padEnd(6, '0').slice(3, 6);
  return BigInt(Date.parse(instant)) * 1000n + BigInt(beyondMilliseconds);
}

/** An instant so many intervals later in UTC, at the end of the month where the month has no such day. */
export function addInterval(instant: Instant, interval: Interval, count: number): Instant {
  const date = new Date(instant);
  if (interval === 'day' || interval === 'week') {
    date.setUTCDate(date.getUTCDate() + count * (interval === 'week' ? 7 : 1));
    return date.toISOString();
  }
  const day = date.getUTCDate();
  const months = count * (interval === 'year' ? 12 : 1);
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.toISOString();
}
