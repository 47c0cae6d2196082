import { type Micros, toIso } from '../time/instant.ts';
import type { Changes, Collections } from './collections.ts';
import { type IndexedName, Indexes, type IndexName, indexValue } from './indexes.ts';
import { drawBytes, toUuid } from './random.ts';
import type { CollectionName, Rows } from './rows.ts';

/** Changed rows of a collection up to which a lookup goes through all of them. */
const FEW = 32;

/** One request or one due event: reads the state with its own changes on top; nothing is seen before it commits. */
export class Transaction {
  readonly #base: Collections;
  readonly #indexes: Indexes;
  readonly #changes: Changes;
  readonly #now: Micros;
  /** Lookups of the changed rows, of collections of which many were changed. */
  readonly #changed = new Indexes();
  readonly #indexed = new Set<CollectionName>();
  /** Customers whose state changed: each is told once, last of all. */
  readonly touchedCustomers = new Set<string>();

  /** Where the emulator is reached, without a slash at the end. */
  readonly publicUrl: string;

  constructor(base: Collections, indexes: Indexes, changes: Changes, now: Micros, publicUrl: string) {
    this.#base = base;
    this.#indexes = indexes;
    this.#changes = changes;
    this.#now = now;
    this.publicUrl = publicUrl;
  }

  /** The emulator's time, the same from the transaction's start to its end. */
  get now(): string {
    return toIso(this.#now);
  }

  /** A row, or `undefined` when there is none. */
  get<Name extends CollectionName>(name: Name, id: string): Rows[Name] | undefined {
    const changed = this.#changes[name].get(id);
    if (changed !== undefined) return changed ?? undefined;
    return this.#base[name].get(id);
  }

  /**
   * A row that another row refers to.
   *
   * @throws {Error} when it is missing: the state contradicts itself.
   */
  need<Name extends CollectionName>(name: Name, id: string): Rows[Name] {
    const row = this.get(name, id);
    if (row === undefined) throw new Error(`floe-billing: the emulator has no row ${id} in ${name}.`);
    return row;
  }

  /** Every row of a collection in order of creation. */
  *all<Name extends CollectionName>(name: Name): Generator<Rows[Name]> {
    const changes = this.#changes[name];
    for (const [id, row] of this.#base[name]) {
      const changed = changes.get(id);
      if (changed === undefined) yield row;
      else if (changed !== null) yield changed;
    }
    for (const [id, row] of changes) if (row !== null && !this.#base[name].has(id)) yield row;
  }

  /** The rows that satisfy a condition, in order of creation. */
  where<Name extends CollectionName>(name: Name, condition: (row: Rows[Name]) => boolean): Rows[Name][] {
    const found: Rows[Name][] = [];
    for (const row of this.all(name)) if (condition(row)) found.push(row);
    return found;
  }

  /** The rows that an index finds under a value, in order of creation, at a cost that grows with their number only. */
  by<Name extends IndexedName>(name: Name, index: IndexName<Name>, value: string): Rows[Name][] {
    return [...this.#found(name, index, value)];
  }

  /** The first row that an index finds under a value, if there is one. */
  firstBy<Name extends IndexedName>(
    name: Name,
    index: IndexName<Name>,
    value: string,
  ): Rows[Name] | undefined {
    return this.#found(name, index, value).next().value ?? undefined;
  }

  *#found<Name extends IndexedName>(
    name: Name,
    index: IndexName<Name>,
    value: string,
  ): Generator<Rows[Name]> {
    const changes = this.#changes[name];
    const ids = this.#indexes.ids(name, index, value);
    for (const id of ids) {
      const row = this.get(name, id);
      if (row !== undefined && (!changes.has(id) || indexValue(name, index, row) === value)) yield row;
    }
    for (const id of changes.size > FEW ? this.#changedIds(name, index, value) : changes.keys()) {
      const row = changes.get(id) ?? null;
      if (row !== null && !ids.has(id) && indexValue(name, index, row) === value) yield row;
    }
  }

  // A batch of many rows must not be gone through for each of them.
  #changedIds<Name extends IndexedName>(
    name: Name,
    index: IndexName<Name>,
    value: string,
  ): ReadonlySet<string> {
    if (!this.#indexed.has(name)) {
      this.#indexed.add(name);
      for (const [id, row] of this.#changes[name]) this.#changed.move(name, id, null, row);
    }
    return this.#changed.ids(name, index, value);
  }

  #change<Name extends CollectionName>(name: Name, id: string, row: Rows[Name] | null): void {
    const changes = this.#changes[name];
    if (this.#indexed.has(name)) this.#changed.move(name, id, changes.get(id) ?? null, row);
    changes.set(id, row);
  }

  /** Writes a row and gives it back. */
  put<Name extends CollectionName>(name: Name, row: Rows[Name]): Rows[Name] {
    this.#change(name, row.id, row);
    return row;
  }

  /** Deletes a row. */
  delete(name: CollectionName, id: string): void {
    this.#change(name, id, null);
  }

  /** An instant for `created_at` and `modified_at`: now, and later than every one given before. */
  stamp(): string {
    const clock = this.need('clock', 'clock');
    const lastStamp = Math.max(this.#now, clock.lastStamp + 1);
    this.put('clock', { ...clock, lastStamp });
    return toIso(lastStamp);
  }

  /** 32 bytes drawn from the seed. */
  bytes(): Buffer {
    const random = this.need('random', 'random');
    this.put('random', { ...random, drawn: random.drawn + 1 });
    return drawBytes(random);
  }

  /** A new id. */
  newId(): string {
    return toUuid(this.bytes());
  }

  /** A new opaque token of letters and digits. */
  newToken(prefix: string): string {
    return `${prefix}${this.bytes().toString('hex').slice(0, 40)}`;
  }
}
