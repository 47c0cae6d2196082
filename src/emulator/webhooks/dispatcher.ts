import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../engine/engine.ts';
import type { Changes } from '../state/collections.ts';
import type { EventRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { fromIso, type Micros, toIso } from '../time/instant.ts';
import { attemptDelivery, type SendRequest } from './attempt.ts';
import { recordAttempt } from './record-attempt.ts';

function awaitsFirstAttempt(event: EventRow): boolean {
  return event.attempts === 0 && event.succeeded === null && !event.skipped && !event.dropped;
}

function awaitsRetry(event: EventRow): boolean {
  return event.next_attempt_at !== null && event.succeeded === null && !event.skipped;
}

/**
 * Delivers events: first attempts one after the other for each endpoint, later ones when they are due, on wall time
 * while the clock is live and on the test clock while it is frozen.
 */
export class Dispatcher {
  readonly #engine: Engine;
  readonly #send: SendRequest;
  readonly #queues = new Map<string, string[]>();
  readonly #workers = new Map<string, Promise<void>>();
  readonly #closing = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #redeliveries = 0;

  constructor(engine: Engine, send: SendRequest) {
    this.#engine = engine;
    this.#send = send;
  }

  /** Takes up what waited when the emulator stopped. */
  start(): void {
    for (const event of this.#events()) if (awaitsFirstAttempt(event)) this.#enqueue(event);
    this.#schedule();
  }

  /** Takes up the events that a transaction made. */
  notice(changes: Changes): void {
    for (const event of changes.webhook_events.values()) {
      if (event !== null && awaitsFirstAttempt(event)) this.#enqueue(event);
    }
  }

  /** Resolves when every event has had its first attempt. */
  async settled(): Promise<void> {
    while (this.#workers.size > 0) await Promise.all(this.#workers.values());
  }

  /** Delivers an event once more, whatever became of it; the `webhook-id` stays. */
  redeliver(eventId: string): void {
    // Asked for twice it is done twice, so each has a name of its own.
    this.#redeliveries += 1;
    this.#track(`redeliver ${this.#redeliveries}`, () => this.#attempt(eventId));
  }

  /** Makes every retry that is due by an instant of the test clock, in order. */
  async retryDue(by: Micros): Promise<void> {
    for (;;) {
      const next = this.#nextRetry();
      if (next === null || next.at > by || this.#closing.signal.aborted) return;
      await this.#attempt(next.id, next.at);
    }
  }

  /** Makes what waits for a retry due at once, because its date was on the other clock. */
  retimeRetries(now: Micros): void {
    this.#engine.run((transaction) => {
      for (const event of transaction.where('webhook_events', awaitsRetry)) {
        transaction.put('webhook_events', { ...event, next_attempt_at: toIso(now) });
      }
    });
    this.#schedule();
  }

  /** Forgets what is queued. */
  clear(): void {
    this.#queues.clear();
  }

  /** Stops; attempts on their way are aborted and not recorded. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#timer);
    await this.settled();
  }

  #events(): IterableIterator<EventRow> {
    return this.#engine.store.collections.webhook_events.values();
  }

  #enqueue(event: EventRow): void {
    const queue = this.#queues.get(event.endpoint_id) ?? [];
    this.#queues.set(event.endpoint_id, queue);
    queue.push(event.id);
    this.#work(event.endpoint_id);
  }

  // Begins again when something was queued between the last look at the queue and the end of the work.
  #work(endpointId: string): void {
    if (this.#workers.has(endpointId)) return;
    const done = this.#drain(endpointId).finally(() => {
      this.#workers.delete(endpointId);
      const isWaiting = (this.#queues.get(endpointId)?.length ?? 0) > 0;
      if (isWaiting && !this.#closing.signal.aborted) this.#work(endpointId);
    });
    this.#workers.set(endpointId, done);
  }

  #track(name: string, work: () => Promise<void>): void {
    const done = work().finally(() => this.#workers.delete(name));
    this.#workers.set(name, done);
  }

  async #drain(endpointId: string): Promise<void> {
    // An answer leaves before the events it caused, as it would with a queue between them.
    await sleep(0);
    for (;;) {
      const id = this.#queues.get(endpointId)?.shift();
      if (id === undefined || this.#closing.signal.aborted) return;
      await this.#delay();
      // Its endpoint may have been switched off, or the state reset, while it waited.
      const event = this.#engine.store.collections.webhook_events.get(id);
      if (event === undefined || !awaitsFirstAttempt(event)) continue;
      await this.#attempt(id);
      if (this.#settings().duplicateDeliveries) await this.#attempt(id);
    }
  }

  #settings() {
    return this.#engine.rehearse((transaction) => transaction.need('settings', 'settings'));
  }

  async #delay(): Promise<void> {
    const { delayDeliveriesMs } = this.#settings();
    if (delayDeliveriesMs === 0) return;
    await sleep(delayDeliveriesMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
  }

  async #attempt(eventId: string, at: Micros | null = null): Promise<void> {
    const { webhook_events, webhook_endpoints } = this.#engine.store.collections;
    const event = webhook_events.get(eventId);
    const endpoint = event === undefined ? undefined : webhook_endpoints.get(event.endpoint_id);
    if (event === undefined || endpoint === undefined || this.#closing.signal.aborted) return;
    const result = await attemptDelivery({
      event,
      endpoint,
      wallSeconds: Math.floor(this.#engine.wall() / 1_000_000),
      send: this.#send,
      signal: this.#closing.signal,
    });
    if (this.#closing.signal.aborted) return;
    this.#engine.run((transaction: Transaction) =>
      recordAttempt(transaction, eventId, result, at ?? this.#retryClock()),
    );
    this.#schedule();
  }

  #retryClock(): Micros {
    return this.#engine.clock.mode === 'frozen' ? this.#engine.now() : this.#engine.wall();
  }

  #nextRetry(): { id: string; at: Micros } | null {
    let next: { id: string; at: Micros } | null = null;
    for (const event of this.#events()) {
      if (!awaitsRetry(event) || event.next_attempt_at === null) continue;
      const at = fromIso(event.next_attempt_at);
      if (next === null || at < next.at) next = { id: event.id, at };
    }
    return next;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#closing.signal.aborted || this.#engine.clock.mode === 'frozen') return;
    const next = this.#nextRetry();
    if (next === null) return;
    const delayMs = Math.max(0, Math.ceil((next.at - this.#engine.wall()) / 1000));
    this.#timer = setTimeout(() => {
      this.#track(`retry ${next.id}`, () => this.#attempt(next.id));
    }, delayMs);
    this.#timer.unref();
  }
}
