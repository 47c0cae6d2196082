import { type Micros, readInstant } from './instant.ts';

const QUARTER_HOUR: Micros = 900_000_000;
const DAY: Micros = 86_400_000_000;

/** Whether there is a time zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    return /^[a-z]/i.test(name) && new Intl.DateTimeFormat('en-US', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** Clocks of one time zone. A local time is kept as the instant at which UTC's clocks show it. */
export class TimeZone {
  readonly #format: Intl.DateTimeFormat;
  // Zones change their offset at quarters of an hour only.
  readonly #offsets = new Map<number, Micros>();

  constructor(name: string) {
    this.#format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: name,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
  }

  #offset(instant: Micros): Micros {
    const quarter = Math.floor(instant / QUARTER_HOUR);
    const known = this.#offsets.get(quarter);
    if (known !== undefined) return known;
    const start = quarter * QUARTER_HOUR;
    const shown = readInstant(this.#format.format(start / 1000)) ?? start;
    this.#offsets.set(quarter, shown - start);
    return shown - start;
  }

  /** What the zone's clocks show at an instant. */
  toLocal(instant: Micros): Micros {
    return instant + this.#offset(instant);
  }

  /**
   * When the zone's clocks show a time: the first of two instants where they are put back, and as if they had not been
   * put forward where they skip it. Python and PostgreSQL read local times so.
   */
  toInstant(local: Micros): Micros {
    const before = local - this.#offset(local - DAY);
    const after = local - this.#offset(local + DAY);
    return this.toLocal(before) === local || this.toLocal(after) !== local ? before : after;
  }
}
