import { fromIso, type Micros, toIso } from '../time/instant.ts';
import { Heap } from './heap.ts';
import type { CollectionName, Rows } from './rows.ts';

/** Something of a row that happens by itself at an instant. */
export interface Due {
  at: Micros;
  collection: 'subscriptions' | 'orders' | 'checkouts';
  id: string;
  /** Order among what is due at one instant: earlier noticed, earlier done. */
  sequence: number;
}

const HOUR: Micros = 3_600_000_000;

/** Polar looks every full hour for orders whose next attempt is due (`order/tasks.py`, `0 * * * *`). */
function nextFullHour(instant: string): string {
  return toIso(Math.ceil(fromIso(instant) / HOUR) * HOUR);
}

function earliest(first: string, others: readonly (string | null)[]): string {
  let found = first;
  for (const other of others) if (other !== null && fromIso(other) < fromIso(found)) found = other;
  return found;
}

/** When something next happens to a row by itself, as an ISO instant; `null` when nothing does. */
export function dueAt<Name extends CollectionName>(name: Name, row: Rows[Name] | null): string | null {
  if (row === null) return null;
  if (name === 'subscriptions') {
    const subscription = row as Rows['subscriptions'];
    const { status } = subscription;
    if (status === 'paused') return subscription.resumes_at;
    if (status !== 'trialing' && status !== 'active' && status !== 'past_due') return null;
    const { benefits_end_at, current_meter_period_end } = subscription;
    return earliest(subscription.current_period_end, [benefits_end_at, current_meter_period_end]);
  }
  if (name === 'orders') {
    const { status, next_payment_attempt_at } = row as Rows['orders'];
    return status === 'pending' && next_payment_attempt_at !== null
      ? nextFullHour(next_payment_attempt_at)
      : null;
  }
  if (name === 'checkouts') {
    const { status, expires_at } = row as Rows['checkouts'];
    return status === 'open' ? expires_at : null;
  }
  return null;
}

/** A heap of what is due. Entries of rows that changed since stay in it and are skipped by the reader. */
export class DueQueue {
  readonly #heap = new Heap<Due>();
  #sequence = 0;

  /** Notes when a row is due next, if it is. */
  note<Name extends CollectionName>(name: Name, id: string, row: Rows[Name] | null): void {
    const instant = dueAt(name, row);
    if (instant === null) return;
    if (name !== 'subscriptions' && name !== 'orders' && name !== 'checkouts') return;
    this.#heap.push({ at: fromIso(instant), collection: name, id, sequence: this.#sequence++ });
  }

  /** The earliest entry. */
  peek(): Due | undefined {
    return this.#heap.peek();
  }

  /** Takes the earliest entry out. */
  pop(): Due | undefined {
    return this.#heap.pop();
  }
}
