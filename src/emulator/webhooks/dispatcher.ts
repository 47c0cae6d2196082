import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Engine } from '../engine/engine.ts';
import type { Changes } from '../state/collections.ts';
import type { EventRow } from '../state/rows.ts';
import { fromIso, type Micros, toIso } from '../time/instant.ts';
import { Archive } from './archive.ts';
import type { SendRequest } from './attempt.ts';
import { awaitsFirstAttempt, deliver } from './deliver.ts';
import { type AttemptKind, DeliveryQueue, type Taken } from './delivery-queue.ts';
import { recordAttempt } from './record-attempt.ts';

/** Attempts on their way at once while the clock is live. */
const MAX_ON_THE_WAY = 100;

/** The longest a timer can sleep, in milliseconds. */
const MAX_TIMER_MS = 2_147_483_647;

/**
 * Delivers events. What waits, waits on the delivery clock: the real time while the clock is live, the test clock while
 * it is frozen. Live, deliveries run beside everything else. Frozen, they are made one at a time, each at its own
 * instant, and while the clock is moved they take their turn among all else that falls due.
 */
export class Dispatcher {
  readonly #engine: Engine;
  readonly #send: SendRequest;
  readonly #archive: Archive;
  #queue = new DeliveryQueue();
  readonly #onTheWay = new Set<Taken>();
  readonly #closing = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #isWaking = false;
  #waiters: (() => void)[] = [];
  #generation = 0;

  constructor(engine: Engine, send: SendRequest) {
    this.#engine = engine;
    this.#send = send;
    this.#archive = new Archive(engine);
  }

  /** Takes up what waits in the state, at the start and after it was replaced; forgets what waited before. */
  load(): void {
    this.#generation += 1;
    this.#archive.load();
    this.#rebuild(new Set());
  }

  /** Takes up the events that a transaction made. */
  notice(changes: Changes): void {
    if (changes.webhook_events.size === 0) return;
    const fresh: EventRow[] = [];
    for (const event of changes.webhook_events.values()) {
      if (event !== null && awaitsFirstAttempt(event)) fresh.push(event);
    }
    if (fresh.length === 0) return;
    // Those that a fault takes out of order come behind the others of their change.
    const isLate = (event: EventRow) => Number(event.faults?.isReordered ?? false);
    for (const event of fresh.sort((left, right) => isLate(left) - isLate(right))) this.#enqueueFirst(event);
    this.#wake();
  }

  /** Resolves when every event had its first attempt; frozen, when every attempt that is due was made. */
  async settled(): Promise<void> {
    while (!this.#isSettled()) await this.#change();
  }

  /** Delivers an event once more, whatever became of it; the `webhook-id` stays. */
  redeliver(eventId: string): void {
    const event = this.#engine.store.collections.webhook_events.get(eventId);
    if (event === undefined) return;
    this.#enqueueBeside(event, 'redelivery', this.#now());
    this.#wake();
  }

  /**
   * Makes the first attempt that is due by an instant of the test clock, which moves to when it is due; `null` when
   * none is. Called while a frozen clock is moved, before anything else that is due later.
   */
  deliverNext(by: Micros): Promise<void> | null {
    if (this.#engine.clock.mode === 'live' || this.#closing.signal.aborted) return null;
    if (this.#onTheWay.size > 0) return this.#change();
    const at = this.#queue.nextAt();
    const taken = at === null || at > by ? null : this.#queue.take();
    return taken === null ? null : this.#attempt(taken);
  }

  /** What is delivered next on the test clock, and when; `null` while the clock is live, which has deliveries run by themselves. */
  next(): { at: Micros; eventId: string } | null {
    return this.#engine.clock.mode === 'live' ? null : this.#queue.next();
  }

  /** Makes what waits for a retry due at once, because its date was on the other clock. */
  retimeRetries(): void {
    const now = toIso(this.#now());
    this.#engine.run((transaction) => {
      for (const event of transaction.where('webhook_events', (one) => one.next_attempt_at !== null)) {
        transaction.put('webhook_events', { ...event, next_attempt_at: now });
      }
    });
    this.#rebuild(new Set([...this.#onTheWay].map((one) => one.eventId)));
  }

  /** Goes on with what is due. */
  resume(): void {
    this.#wake();
  }

  /** Stops; attempts on their way are aborted and not recorded. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#timer);
    await this.settled();
  }

  #now(): Micros {
    return this.#engine.clock.mode === 'frozen' ? this.#engine.now() : this.#engine.wall();
  }

  #rebuild(except: ReadonlySet<string>): void {
    this.#queue = new DeliveryQueue();
    for (const event of this.#engine.store.collections.webhook_events.values()) {
      if (except.has(event.id)) continue;
      if (event.next_attempt_at !== null) this.#enqueueBeside(event, 'retry', fromIso(event.next_attempt_at));
      else if (awaitsFirstAttempt(event)) this.#enqueueFirst(event);
    }
    this.#wake();
  }

  #enqueueFirst({ id: eventId, endpoint_id: endpointId, faults }: EventRow): void {
    const queuedAt = this.#now();
    const delay = (faults?.delayMs ?? 0) * 1000;
    const isInLine = faults?.isReordered !== true || delay === 0;
    this.#queue.add({ eventId, endpointId, kind: 'first', at: queuedAt + delay, queuedAt, isInLine });
  }

  #enqueueBeside({ id: eventId, endpoint_id: endpointId }: EventRow, kind: AttemptKind, at: Micros): void {
    this.#queue.add({ eventId, endpointId, kind, at, queuedAt: at, isInLine: false });
  }

  #isSettled(): boolean {
    if (this.#onTheWay.size > 0) return false;
    if (this.#closing.signal.aborted) return true;
    if (this.#isWaking) return false;
    if (this.#engine.clock.mode === 'live') return this.#queue.untried === 0;
    const at = this.#queue.nextAt();
    return at === null || at > this.#now();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  #tell(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const resolve of waiters) resolve();
  }

  // An answer leaves before the events it caused, as it would with a queue between them.
  #wake(): void {
    if (this.#isWaking || this.#closing.signal.aborted) return;
    this.#isWaking = true;
    void nextTurn().then(() => {
      this.#isWaking = false;
      this.#work();
      this.#tell();
    });
  }

  #work(): void {
    clearTimeout(this.#timer);
    const isFrozen = this.#engine.clock.mode === 'frozen';
    // While a frozen clock is moved, whoever moves it asks for each delivery in its turn.
    if (this.#closing.signal.aborted || (isFrozen && this.#engine.isAdvancing)) return;
    while (this.#onTheWay.size < (isFrozen ? 1 : MAX_ON_THE_WAY)) {
      const at = this.#queue.nextAt();
      if (at === null) return;
      if (at > this.#now()) {
        if (!isFrozen) this.#sleepUntil(at);
        return;
      }
      const taken = this.#queue.take();
      if (taken !== null) void this.#attempt(taken).then(() => this.#work());
    }
  }

  #sleepUntil(at: Micros): void {
    const delayMs = Math.max(1, Math.ceil((at - this.#engine.wall()) / 1000));
    this.#timer = setTimeout(() => this.#work(), Math.min(delayMs, MAX_TIMER_MS));
    // The timer alone keeps no process alive; the server that listens does.
    this.#timer.unref();
  }

  async #attempt(taken: Taken): Promise<void> {
    this.#onTheWay.add(taken);
    try {
      await this.#deliver(taken);
      const event = this.#engine.store.collections.webhook_events.get(taken.eventId);
      if (taken.kind === 'first' && event?.faults?.isDuplicated === true) {
        await this.#deliver({ ...taken, kind: 'redelivery' });
      }
    } finally {
      this.#onTheWay.delete(taken);
      taken.leave();
      this.#tell();
    }
  }

  async #deliver(taken: Taken): Promise<void> {
    const generation = this.#generation;
    const isFrozen = this.#engine.clock.mode === 'frozen';
    if (isFrozen) this.#engine.reach(taken.at);
    const result = await deliver(this.#engine, taken, this.#send, this.#closing.signal);
    if (result === null || this.#closing.signal.aborted || generation !== this.#generation) return;
    const { eventId, kind } = taken;
    const retryClock = isFrozen ? taken.at : this.#engine.wall();
    const retryAt = this.#engine.run((transaction) =>
      recordAttempt(transaction, { eventId, result, isExtra: kind === 'redelivery', retryClock }),
    );
    const event = this.#engine.store.collections.webhook_events.get(eventId);
    if (retryAt !== null && event !== undefined) this.#enqueueBeside(event, 'retry', retryAt);
    this.#archive.dropDue();
  }
}
