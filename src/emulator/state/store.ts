import type { Micros } from '../time/instant.ts';
import { fromIso } from '../time/instant.ts';
import { type Changes, type Collections, emptyCollections } from './collections.ts';
import { type Due, DueQueue, dueAt } from './due-queue.ts';
import { Indexes } from './indexes.ts';
import type { Journal } from './journal.ts';
import { type CollectionName, collectionNames } from './rows.ts';
import { Transaction } from './transaction.ts';

function emptyChanges(): Changes {
  return emptyCollections();
}

/** The state: rows in memory, changed by transactions that are journaled whole or not at all. */
export class Store {
  #collections: Collections;
  #due = new DueQueue();
  #indexes = new Indexes();
  readonly #journal: Journal;
  /** Where the emulator is reached: links in answers start with it. */
  publicUrl: string;
  /** Called with what a transaction changed, after it was journaled. */
  onCommit: (changes: Changes) => void = () => {};

  constructor(collections: Collections, journal: Journal, publicUrl: string) {
    this.#collections = collections;
    this.#journal = journal;
    this.publicUrl = publicUrl;
    this.#noteAll();
  }

  /** All rows, to read only. */
  get collections(): Collections {
    return this.#collections;
  }

  /**
   * Runs work that must not wait for anything: it sees and leaves a whole state.
   *
   * @throws whatever the work throws, with nothing changed.
   */
  transact<T>(now: Micros, work: (transaction: Transaction) => T): T {
    const changes = emptyChanges();
    const transaction = new Transaction(this.#collections, this.#indexes, changes, now, this.publicUrl);
    const result = work(transaction);
    if (collectionNames.every((name) => changes[name].size === 0)) return result;
    this.#journal.append(changes);
    for (const name of collectionNames) this.#merge(name, changes);
    this.#journal.compact(this.#collections);
    this.onCommit(changes);
    return result;
  }

  /** Runs work on a copy: what it returns is kept, what it changes is not. */
  rehearse<T>(now: Micros, work: (transaction: Transaction) => T): T {
    return work(new Transaction(this.#collections, this.#indexes, emptyChanges(), now, this.publicUrl));
  }

  /** What is due next, at whatever instant; `undefined` when nothing ever is. */
  nextDue(): Due | undefined {
    for (;;) {
      const due = this.#due.peek();
      if (due === undefined) return undefined;
      const instant = dueAt(due.collection, this.#collections[due.collection].get(due.id) ?? null);
      if (instant !== null && fromIso(instant) === due.at) return due;
      this.#due.pop();
    }
  }

  /** Replaces the whole state. */
  replace(collections: Collections): void {
    this.#journal.rewrite(collections);
    this.#collections = collections;
    this.#due = new DueQueue();
    this.#indexes = new Indexes();
    this.#noteAll();
  }

  #merge<Name extends CollectionName>(name: Name, changes: Changes): void {
    for (const [id, row] of changes[name]) {
      this.#indexes.move(name, id, this.#collections[name].get(id) ?? null, row);
      if (row === null) this.#collections[name].delete(id);
      else this.#collections[name].set(id, row);
      this.#due.note(name, id, row);
    }
  }

  #noteAll(): void {
    for (const name of collectionNames) {
      for (const [id, row] of this.#collections[name]) {
        this.#due.note(name, id, row);
        this.#indexes.move(name, id, null, row);
      }
    }
  }
}
