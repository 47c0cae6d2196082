import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Collections } from '../state/collections.ts';
import type { Due } from '../state/due-queue.ts';
import type { ClockRow } from '../state/rows.ts';
import type { Store } from '../state/store.ts';
import type { Transaction } from '../state/transaction.ts';
import { type Micros, toIso } from '../time/instant.ts';
import type { WallClock } from '../time/wall-clock.ts';
import { emit } from '../webhooks/emit.ts';
import { toCustomerState } from '../wire/customer.ts';
import { runDue } from './due.ts';

/** The longest a timer can sleep, in milliseconds. */
const MAX_TIMER_MS = 2_147_483_647;

/** Due events handled before others get a turn. */
const BATCH = 100;

/** Runs requests and due events against the state, each in its own transaction and at its own instant. */
export class Engine {
  readonly store: Store;
  /**
   * Asked, while a frozen clock is moved, for a delivery that is due by an instant, before anything that is due later;
   * `null` when there is none.
   */
  deliverNext: (by: Micros) => Promise<void> | null = () => null;
  readonly #wall: WallClock;
  #timer: NodeJS.Timeout | undefined;
  #advancing: Promise<void> = Promise.resolve();
  #isAdvancing = false;
  #isClosed = false;
  /** Counts the states there were: whatever was under way in an earlier one comes to nothing. */
  #generation = 0;

  constructor(store: Store, wall: WallClock) {
    this.store = store;
    this.#wall = wall;
  }

  /** The clock's row. */
  get clock(): ClockRow {
    const clock = this.store.collections.clock.get('clock');
    if (clock === undefined) throw new Error('floe-billing: the emulator has no clock.');
    return clock;
  }

  /** The emulator's time. */
  now(): Micros {
    const { mode, offset, frozenAt } = this.clock;
    return mode === 'frozen' ? frozenAt : this.#wall.now() + offset;
  }

  /** The real time. */
  wall(): Micros {
    return this.#wall.now();
  }

  /** Runs one request: what fell due before it happens first, then the work, whole or not at all. */
  run<T>(work: (transaction: Transaction) => T): T {
    if (!this.#isAdvancing && this.clock.mode === 'live') this.catchUp();
    const result = this.#transact(this.now(), work);
    this.#schedule();
    return result;
  }

  /** Runs work and throws its changes away. */
  rehearse<T>(work: (transaction: Transaction) => T): T {
    return this.store.rehearse(this.now(), work);
  }

  /** Does everything that is due by now. */
  catchUp(): void {
    const now = this.now();
    for (let due = this.#dueBy(now); due !== null; due = this.#dueBy(now)) {
      const current = due;
      this.#transact(current.at, (transaction) => runDue(transaction, current));
    }
    this.#schedule();
  }

  /**
   * Moves the clock forward; everything due on the way happens in order, each at its own instant.
   * Calls queue behind one another.
   */
  advance(target: (now: Micros) => Micros): Promise<Micros> {
    const generation = this.#generation;
    const done = this.#advancing.then(() => this.#advanceTo(target(this.now()), generation));
    this.#advancing = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  /** Whether the clock is being moved. */
  get isAdvancing(): boolean {
    return this.#isAdvancing;
  }

  /** Moves a frozen clock on to an instant on the way to where it is being moved. */
  reach(instant: Micros): void {
    if (instant > this.now()) this.#transact(instant, (transaction) => this.#moveClock(transaction, instant));
  }

  /** Lets the clock run from where it stands, or stops it there. */
  setMode(mode: ClockRow['mode']): void {
    const now = this.now();
    this.store.transact(now, (transaction) => {
      const clock = transaction.need('clock', 'clock');
      transaction.put('clock', { ...clock, mode, offset: this.#offsetOf(mode, now), frozenAt: now });
    });
    this.#schedule();
  }

  /** Puts another state in the place of the present one, at once; a clock that is being moved stops. See {@link start}. */
  replace(collections: Collections): void {
    this.#generation += 1;
    this.store.replace(collections);
    this.#schedule();
  }

  /** Starts the timer that wakes for what is due next while the clock runs. */
  start(): void {
    if (this.clock.mode === 'live') this.catchUp();
  }

  /** Stops the timer. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  async #advanceTo(target: Micros, generation: number): Promise<Micros> {
    const isOver = () => this.#isClosed || generation !== this.#generation;
    this.#isAdvancing = true;
    try {
      for (let count = 1; !isOver(); count += 1) {
        const due = this.#dueBy(target);
        const delivery = this.deliverNext(due === null ? target : due.at - 1);
        if (delivery !== null) {
          // Whoever is told may call back and change what is due next.
          await delivery;
          continue;
        }
        if (due === null) break;
        this.#transact(due.at, (transaction) => {
          runDue(transaction, due);
          this.#moveClock(transaction, due.at);
        });
        if (count % BATCH === 0) await nextTurn();
      }
      // A clock that was stopped on its way has not come further than what was done.
      if (!isOver()) this.#transact(target, (transaction) => this.#moveClock(transaction, target));
    } finally {
      this.#isAdvancing = false;
      this.#schedule();
    }
    return target;
  }

  #moveClock(transaction: Transaction, to: Micros): void {
    const clock = transaction.need('clock', 'clock');
    transaction.put('clock', { ...clock, frozenAt: to, offset: this.#offsetOf(clock.mode, to) });
  }

  // A clock that stands is no distance from the real time, which differs from run to run.
  #offsetOf(mode: ClockRow['mode'], now: Micros): Micros {
    return mode === 'frozen' ? 0 : now - this.#wall.now();
  }

  #dueBy(limit: Micros): Due | null {
    const due = this.store.nextDue();
    return due === undefined || due.at > limit ? null : due;
  }

  #transact<T>(now: Micros, work: (transaction: Transaction) => T): T {
    return this.store.transact(now, (transaction) => {
      const result = work(transaction);
      for (const id of transaction.touchedCustomers) {
        const customer = transaction.get('customers', id);
        if (customer === undefined) continue;
        emit(transaction, 'customer.state_changed', () => toCustomerState(transaction, customer));
      }
      return result;
    });
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#isClosed || this.#isAdvancing || this.clock.mode === 'frozen') return;
    const due = this.store.nextDue();
    if (due === undefined) return;
    const delayMs = Math.max(1, Math.ceil((due.at - this.now()) / 1000));
    this.#timer = setTimeout(() => this.catchUp(), Math.min(delayMs, MAX_TIMER_MS));
    // The timer alone keeps no process alive; the server that listens does.
    this.#timer.unref();
  }

  /** The emulator's time as an ISO instant. */
  nowIso(): string {
    return toIso(this.now());
  }
}
