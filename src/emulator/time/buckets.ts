import type { models } from '@polar-sh/sdk/2026-10';
import type { Micros } from './instant.ts';
import type { TimeZone } from './zone.ts';

const HOUR: Micros = 3_600_000_000;

/** The first moment of the interval that a local time lies in; weeks begin on Monday. @see PostgreSQL's `date_trunc` */
function startOf(interval: models.TimeInterval, local: Micros): Micros {
  const start = new Date(Math.floor(local / 1000));
  start.setUTCMinutes(0, 0, 0);
  if (interval !== 'hour') start.setUTCHours(0);
  if (interval === 'week') start.setUTCDate(start.getUTCDate() - ((start.getUTCDay() + 6) % 7));
  if (interval === 'month') start.setUTCDate(1);
  if (interval === 'year') start.setUTCMonth(0, 1);
  return start.getTime() * 1000;
}

function next(interval: Exclude<models.TimeInterval, 'hour'>, local: Micros): Micros {
  const later = new Date(local / 1000);
  if (interval === 'day') later.setUTCDate(later.getUTCDate() + 1);
  if (interval === 'week') later.setUTCDate(later.getUTCDate() + 7);
  if (interval === 'month') later.setUTCMonth(later.getUTCMonth() + 1);
  if (interval === 'year') later.setUTCFullYear(later.getUTCFullYear() + 1);
  return later.getTime() * 1000;
}

/** A stretch of time cut into hours, days, weeks, months or years by the clocks and the calendar of a zone. */
export class Buckets {
  readonly interval: models.TimeInterval;
  readonly zone: TimeZone;
  /** When each bucket begins, and, last, when the last one ends. */
  readonly #bounds: readonly Micros[];

  /** Every bucket that has a part of the stretch; the first begins with its interval, not with the stretch. */
  constructor(interval: models.TimeInterval, zone: TimeZone, from: Micros, to: Micros) {
    this.interval = interval;
    this.zone = zone;
    const bounds: Micros[] = [];
    let local = startOf(interval, zone.toLocal(from));
    let bound = zone.toInstant(local);
    while (bound <= to) {
      bounds.push(bound);
      if (interval === 'hour') {
        // An hour is an hour, also when the clocks are put back.
        bound += HOUR;
        continue;
      }
      local = next(interval, local);
      bound = zone.toInstant(local);
    }
    bounds.push(bound);
    this.#bounds = bounds;
  }

  /** When each bucket begins. */
  get starts(): readonly Micros[] {
    return this.#bounds.slice(0, -1);
  }

  /** When a bucket ends and the next one begins. */
  endOf(index: number): Micros {
    return this.#bounds[index + 1] ?? this.#bounds.at(-1) ?? 0;
  }

  /** When the interval begins that an instant lies in, inside of the stretch or not. */
  startOf(instant: Micros): Micros {
    return this.zone.toInstant(startOf(this.interval, this.zone.toLocal(instant)));
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
