import { Heap, type HeapItem } from '../state/heap.ts';
import type { Micros } from '../time/instant.ts';

/**
 * The longest that a first attempt waits for an earlier event of its endpoint, counted from when that was queued.
 *
 * @see Polar, server/polar/config.py: WEBHOOK_FIFO_GUARD_MAX_AGE
 */
const GUARD_MICROS: Micros = 60_000_000;

/** Why an attempt is made: for the first time, because an earlier one failed, or because somebody asked. */
export type AttemptKind = 'first' | 'retry' | 'redelivery';

/** An attempt whose turn has come. */
export interface Taken {
  eventId: string;
  kind: AttemptKind;
  /** When its turn was, on the delivery clock. */
  at: Micros;
  /** Leaves the line, once it was tried: the next one's turn may come sooner. */
  leave(): void;
}

interface Entry {
  eventId: string;
  endpointId: string;
  kind: AttemptKind;
  /** When it may go if nothing stands before it. */
  at: Micros;
  queuedAt: Micros;
  isInLine: boolean;
  sequence: number;
  previous: Entry | null;
  next: Entry | null;
  isTaken: boolean;
}

interface Turn extends HeapItem {
  entry: Entry;
}

function turnOf(entry: Entry): Micros {
  return entry.previous === null ? entry.at : Math.max(entry.at, entry.previous.queuedAt + GUARD_MICROS);
}

/**
 * The attempts that wait, by when their turn is. First attempts of an endpoint stand in line: each waits until those
 * before it were tried, but for none that has waited a minute. Retries and redeliveries stand in no line.
 *
 * @see Polar, server/polar/webhook/repository.py: count_earlier_pending
 */
export class DeliveryQueue {
  readonly #turns = new Heap<Turn>();
  readonly #lastInLine = new Map<string, Entry>();
  #sequence = 0;
  #untried = 0;

  /** How many first attempts stand in a line or are on their way. */
  get untried(): number {
    return this.#untried;
  }

  /** Puts an attempt in: at the end of its endpoint's line, or beside it. */
  add(input: {
    eventId: string;
    endpointId: string;
    kind: AttemptKind;
    at: Micros;
    queuedAt: Micros;
    isInLine: boolean;
  }): void {
    const previous = input.isInLine ? (this.#lastInLine.get(input.endpointId) ?? null) : null;
    const entry: Entry = { ...input, sequence: this.#sequence++, previous, next: null, isTaken: false };
    if (input.isInLine) {
      this.#untried += 1;
      if (previous !== null) previous.next = entry;
      this.#lastInLine.set(input.endpointId, entry);
    }
    this.#push(entry);
  }

  /** When the next turn is; `null` when nothing waits. */
  nextAt(): Micros | null {
    return this.#first()?.at ?? null;
  }

  /** Whose turn is next, and when; `null` when nothing waits. */
  next(): { at: Micros; eventId: string } | null {
    const turn = this.#first();
    return turn === null ? null : { at: turn.at, eventId: turn.entry.eventId };
  }

  /** Takes the attempt whose turn is next; it keeps its place in the line until it leaves it. */
  take(): Taken | null {
    const turn = this.#first();
    if (turn === null) return null;
    const { at, entry } = turn;
    this.#turns.pop();
    entry.isTaken = true;
    const { eventId, kind } = entry;
    return { eventId, kind, at, leave: () => this.#leave(entry) };
  }

  #leave(entry: Entry): void {
    if (!entry.isInLine) return;
    this.#untried -= 1;
    const { previous, next, endpointId } = entry;
    if (previous !== null) previous.next = next;
    if (next !== null) {
      next.previous = previous;
      if (!next.isTaken) this.#push(next);
    } else if (previous !== null) this.#lastInLine.set(endpointId, previous);
    else this.#lastInLine.delete(endpointId);
  }

  #push(entry: Entry): void {
    this.#turns.push({ at: turnOf(entry), sequence: entry.sequence, entry });
  }

  // An entry whose turn moved is in the heap twice; the place that is no longer true is skipped here.
  #first(): Turn | null {
    for (;;) {
      const turn = this.#turns.peek();
      if (turn === undefined) return null;
      if (!turn.entry.isTaken && turnOf(turn.entry) === turn.at) return turn;
      this.#turns.pop();
    }
  }
}
