import type { InvoiceQueue } from './documents/invoice-queue.ts';
import type { Engine } from './engine/engine.ts';
import { describeDelivery, describeDue, type Upcoming } from './engine/upcoming.ts';
import { unacceptable } from './http/errors.ts';
import type { Collections } from './state/collections.ts';
import { addDuration } from './time/duration.ts';
import { fromIso, type Micros, readInstant, toIso } from './time/instant.ts';
import type { Dispatcher } from './webhooks/dispatcher.ts';

/** What the control API drives: everything that goes beyond a transaction. */
export interface EmulatorCore {
  engine: Engine;
  /** What happens next by itself on the emulator's clock; `null` when nothing does. */
  next(): Upcoming | null;
  /** Rejects with a 422 when the duration is none. */
  advance(isoDuration: string): Promise<void>;
  /** Rejects with a 422 when the instant is none, or in the past. */
  advanceTo(instant: string): Promise<void>;
  /** Moves the clock on to what happens next. Rejects with a 422 when nothing does. */
  advanceToNext(): Promise<void>;
  setMode(mode: 'live' | 'frozen'): Promise<void>;
  /** Delivers an event once more, after what is due; the `webhook-id` stays. Archived events are not delivered. */
  redeliver(eventId: string): void;
  settled(): Promise<void>;
  /** Takes up what waits in the state. */
  start(): void;
  /** Puts another state in the place of the present one, whole and at once, and goes on from there. */
  replace(collections: Collections): void;
  /** The state that this emulator begins with. @param now when to begin, on a clock that stands. */
  newState(now?: string): Collections;
  /** Begins again with the seed. */
  reset(): Promise<void>;
}

/** As far as the clock goes: microseconds stay exact until 2255, and what begins on the last day has an end too. */
const LATEST = '2250-01-01T00:00:00Z';

function assertNotTooFar(target: Micros, field: string, given: string): Micros {
  if (target <= fromIso(LATEST)) return target;
  throw unacceptable(['body', field], `The clock goes no further than ${LATEST}.`, given);
}

function readTarget(instant: string, now: Micros): Micros {
  const target = readInstant(instant);
  if (target === null) throw unacceptable(['body', 'to'], 'Give an ISO 8601 instant.', instant);
  if (target >= now) return assertNotTooFar(target, 'to', instant);
  throw unacceptable(['body', 'to'], `The clock only moves forward; it is ${toIso(now)}.`, instant);
}

function addTo(now: Micros, isoDuration: string): Micros {
  const target = addDuration(toIso(now), isoDuration);
  if (target !== null) return assertNotTooFar(fromIso(target), 'advance', isoDuration);
  const msg = 'Give an ISO 8601 duration such as P1D, P1W or P1M.';
  throw unacceptable(['body', 'advance'], msg, isoDuration);
}

/** Joins the engine and the queues beside it. */
export function createCore(
  engine: Engine,
  dispatcher: Dispatcher,
  invoices: InvoiceQueue,
  newState: EmulatorCore['newState'],
): EmulatorCore {
  async function moveTo(target: (now: Micros) => Micros): Promise<void> {
    await engine.advance(target).finally(() => dispatcher.resume());
    await dispatcher.settled();
  }

  function next(): Upcoming | null {
    const due = engine.store.nextDue() ?? null;
    const delivery = dispatcher.next();
    // What is delivered by now is on its way already.
    const isDelivery =
      delivery !== null && delivery.at > engine.now() && (due === null || delivery.at < due.at);
    return engine.rehearse((transaction) => {
      if (isDelivery) return describeDelivery(transaction, delivery.at, delivery.eventId);
      return due === null ? null : describeDue(transaction, due);
    });
  }

  function start(): void {
    // What waits is queued before anything new happens, or the new would be queued twice.
    dispatcher.load();
    invoices.start();
    engine.start();
  }

  function replace(collections: Collections): void {
    engine.replace(collections);
    start();
  }

  return {
    engine,
    next,
    start,
    replace,
    newState,
    advance: (isoDuration) => moveTo((now) => addTo(now, isoDuration)),
    advanceTo: (instant) => moveTo((now) => readTarget(instant, now)),
    advanceToNext: () =>
      moveTo((now) => {
        const upcoming = next();
        if (upcoming !== null) return Math.max(now, fromIso(upcoming.at));
        throw unacceptable(['body', 'next'], 'Nothing will happen by itself.', true);
      }),
    async setMode(mode) {
      const isChange = engine.clock.mode !== mode;
      engine.setMode(mode);
      if (isChange) dispatcher.retimeRetries();
    },
    redeliver: (eventId) => dispatcher.redeliver(eventId),
    async settled() {
      await invoices.settled();
      await dispatcher.settled();
    },
    async reset() {
      replace(newState());
    },
  };
}
