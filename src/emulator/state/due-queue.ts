import { fromIso, type Micros } from '../time/instant.ts';
import type { CollectionName, Rows } from './rows.ts';

/** Something of a row that happens by itself at an instant. */
export interface Due {
  at: Micros;
  collection: 'subscriptions' | 'orders' | 'checkouts';
  id: string;
  /** Order among what is due at one instant: earlier noticed, earlier done. */
  sequence: number;
}

/** When something next happens to a row by itself, as an ISO instant; `null` when nothing does. */
export function dueAt<Name extends CollectionName>(name: Name, row: Rows[Name] | null): string | null {
  if (row === null) return null;
  if (name === 'subscriptions') {
    const { status, current_period_end } = row as Rows['subscriptions'];
    return status === 'trialing' || status === 'active' || status === 'past_due' ? current_period_end : null;
  }
  if (name === 'orders') {
    const { status, next_payment_attempt_at } = row as Rows['orders'];
    return status === 'pending' ? next_payment_attempt_at : null;
  }
  if (name === 'checkouts') {
    const { status, expires_at } = row as Rows['checkouts'];
    return status === 'open' ? expires_at : null;
  }
  return null;
}

function isBefore(left: Due, right: Due): boolean {
  return left.at === right.at ? left.sequence < right.sequence : left.at < right.at;
}

/** A heap of what is due. Entries of rows that changed since stay in it and are skipped by the reader. */
export class DueQueue {
  readonly #heap: Due[] = [];
  #sequence = 0;

  /** Notes when a row is due next, if it is. */
  note<Name extends CollectionName>(name: Name, id: string, row: Rows[Name] | null): void {
    const instant = dueAt(name, row);
    if (instant === null) return;
    if (name !== 'subscriptions' && name !== 'orders' && name !== 'checkouts') return;
    this.#push({ at: fromIso(instant), collection: name, id, sequence: this.#sequence++ });
  }

  /** The earliest entry. */
  peek(): Due | undefined {
    return this.#heap[0];
  }

  /** Takes the earliest entry out. */
  pop(): Due | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first === undefined || last === undefined || this.#heap.length === 0) return first;
    this.#heap[0] = last;
    this.#sink();
    return first;
  }

  #push(due: Due): void {
    const heap = this.#heap;
    heap.push(due);
    let index = heap.length - 1;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex];
      if (parent === undefined || !isBefore(due, parent)) break;
      heap[index] = parent;
      heap[parentIndex] = due;
      index = parentIndex;
    }
  }

  #sink(): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      const [leftIndex, rightIndex] = [2 * index + 1, 2 * index + 2];
      const [current, left, right] = [heap[index], heap[leftIndex], heap[rightIndex]];
      if (current === undefined || left === undefined) return;
      const childIndex = right !== undefined && isBefore(right, left) ? rightIndex : leftIndex;
      const child = heap[childIndex];
      if (child === undefined || !isBefore(child, current)) return;
      heap[index] = child;
      heap[childIndex] = current;
      index = childIndex;
    }
  }
}
