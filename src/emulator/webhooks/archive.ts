import type { Engine } from '../engine/engine.ts';
import type { EventRow } from '../state/rows.ts';
import { fromIso, type Micros } from '../time/instant.ts';

/** @see Polar, server/polar/config.py: WEBHOOK_EVENT_RETENTION_PERIOD */
const RETENTION_MICROS: Micros = 90 * 86_400_000_000;

/** Events dropped in one go. */
const BATCH = 1000;

/**
 * Whether an event's payload is no longer kept: after 90 days of emulator time. It cannot be delivered any more.
 *
 * @param now an ISO instant.
 */
export function isArchived(event: EventRow, now: string): boolean {
  return event.payload === null || fromIso(event.created_at) < fromIso(now) - RETENTION_MICROS;
}

/** Lets go of the payloads that are archived, oldest first, so that a long run does not fill the memory. */
export class Archive {
  readonly #engine: Engine;
  #rest: Iterator<EventRow> | null = null;
  #oldest: { id: string; archivedAt: Micros } | null = null;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Begins again, after the state was replaced. */
  load(): void {
    this.#rest = null;
    this.#oldest = null;
  }

  /** Drops what is archived by now; costs next to nothing where there is nothing to drop. */
  dropDue(): void {
    const now = this.#engine.now();
    const ids: string[] = [];
    for (let oldest = this.#peek(); oldest !== null && oldest.archivedAt < now; oldest = this.#peek()) {
      ids.push(oldest.id);
      this.#oldest = null;
      if (ids.length === BATCH) break;
    }
    if (ids.length === 0) return;
    this.#engine.run((transaction) => {
      for (const id of ids) {
        const event = transaction.get('webhook_events', id);
        if (event !== undefined) transaction.put('webhook_events', { ...event, payload: null });
      }
    });
  }

  #peek(): { id: string; archivedAt: Micros } | null {
    if (this.#oldest !== null) return this.#oldest;
    this.#rest ??= this.#engine.store.collections.webhook_events.values();
    for (let next = this.#rest.next(); !next.done; next = this.#rest.next()) {
      const { id, payload, created_at } = next.value;
      if (payload === null) continue;
      this.#oldest = { id, archivedAt: fromIso(created_at) + RETENTION_MICROS };
      return this.#oldest;
    }
    // An iterator that came to its end sees nothing that is added later.
    this.#rest = null;
    return null;
  }
}
