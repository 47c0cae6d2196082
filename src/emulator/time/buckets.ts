import type { models } from '@polar-sh/sdk/2026-10';
import type { Micros } from './instant.ts';
import { instantOf, localTime } from './zone.ts';

const HOUR: Micros = 3_600_000_000;

/** The first moment of the interval that a local time lies in; weeks begin on Monday. @see PostgreSQL's `date_trunc` */
function startOf(interval: models.TimeInterval, local: Date): Date {
  const start = new Date(local);
  start.setUTCMinutes(0, 0, 0);
  if (interval === 'hour') return start;
  start.setUTCHours(0);
  if (interval === 'week') start.setUTCDate(start.getUTCDate() - ((start.getUTCDay() + 6) % 7));
  if (interval === 'month') start.setUTCDate(1);
  if (interval === 'year') start.setUTCMonth(0, 1);
  return start;
}

function next(interval: Exclude<models.TimeInterval, 'hour'>, local: Date): Date {
  const later = new Date(local);
  if (interval === 'day') later.setUTCDate(later.getUTCDate() + 1);
  if (interval === 'week') later.setUTCDate(later.getUTCDate() + 7);
  if (interval === 'month') later.setUTCMonth(later.getUTCMonth() + 1);
  if (interval === 'year') later.setUTCFullYear(later.getUTCFullYear() + 1);
  return later;
}

/** A stretch of time cut into hours, days, weeks, months or years by the clocks and the calendar of a zone. */
export class Buckets {
  readonly interval: models.TimeInterval;
  readonly zone: string;
  /** When each bucket begins, and, last, when the last one ends. */
  readonly #bounds: readonly Micros[];

  /** Every bucket that has a part of the stretch; the first begins with its interval, not with the stretch. */
  constructor(interval: models.TimeInterval, zone: string, from: Micros, to: Micros) {
    this.interval = interval;
    this.zone = zone;
    const bounds: Micros[] = [];
    let local = startOf(interval, localTime(zone, from));
    let bound = instantOf(zone, local);
    while (bound <= to) {
      bounds.push(bound);
      if (interval === 'hour') {
        // An hour is an hour, also when the clocks are put back.
        bound += HOUR;
        continue;
      }
      local = next(interval, local);
      bound = instantOf(zone, local);
    }
    bounds.push(bound);
    this.#bounds = bounds;
  }

  /** When each bucket begins. */
  get starts(): readonly Micros[] {
    return this.#bounds.slice(0, -1);
  }

  /** When the interval begins that an instant lies in, inside of the stretch or not. */
  startOf(instant: Micros): Micros {
    return instantOf(this.zone, startOf(this.interval, localTime(this.zone, instant)));
  }

  /** The number of the bucket that an instant lies in: below zero before the first, their count after the last. */
  indexOf(instant: Micros): number {
    let [low, high] = [0, this.#bounds.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#bounds[middle] ?? 0) <= instant) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
