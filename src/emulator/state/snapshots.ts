import { closeSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Collections, emptyCollections } from './collections.ts';
import { readHeader, readRowFile, VERSION, writeRowFile } from './row-file.ts';
import { type CollectionName, collectionNames } from './rows.ts';

/** What is known of a snapshot without reading its rows. */
export interface Snapshot {
  name: string;
  /** The emulator's time when it was saved. */
  now: string;
  mode: 'live' | 'frozen';
  /** How many rows it has. */
  rows: number;
}

/** Whole states under names. Upper and lower case are one name: not every disk can tell them apart. */
export interface SnapshotShelf {
  /** All of them, by name. */
  list(): Snapshot[];
  /** Keeps a state; one of the same name gives way. */
  save(snapshot: Omit<Snapshot, 'rows'>, collections: Collections): Snapshot;
  /**
   * The rows of one, and when it was saved; `null` when there is none.
   *
   * @throws {Error} when its file is damaged.
   */
  read(name: string): { snapshot: Snapshot; collections: Collections } | null;
  /** Whether there was one to delete. */
  delete(name: string): boolean;
}

/** The names that are also good for a file on any disk. */
export const snapshotName = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}$/;

function byName(left: Snapshot, right: Snapshot): number {
  const [a, b] = [left.name.toLowerCase(), right.name.toLowerCase()];
  return a < b ? -1 : Number(a > b);
}

function countRows(collections: Collections): number {
  return collectionNames.reduce((sum, name) => sum + collections[name].size, 0);
}

/** The same rows in maps of their own. Rows are never changed, only replaced, so they can be shared. */
function copyOf(collections: Collections): Collections {
  const copy = emptyCollections();
  const take = <Name extends CollectionName>(name: Name) => {
    for (const [id, row] of collections[name]) copy[name].set(id, row);
  };
  for (const name of collectionNames) take(name);
  return copy;
}

/** Snapshots that last as long as the process. */
export function createMemoryShelf(): SnapshotShelf {
  const kept = new Map<string, { snapshot: Snapshot; collections: Collections }>();
  return {
    list: () => [...kept.values()].map(({ snapshot }) => snapshot).sort(byName),
    save(given, collections) {
      const snapshot = { ...given, rows: countRows(collections) };
      kept.set(given.name.toLowerCase(), { snapshot, collections: copyOf(collections) });
      return snapshot;
    },
    read(name) {
      const found = kept.get(name.toLowerCase());
      return found === undefined ? null : { ...found, collections: copyOf(found.collections) };
    },
    delete: (name) => kept.delete(name.toLowerCase()),
  };
}

const MARK = { snapshot: 'floe-billing emulator', version: VERSION };

function readSnapshot(header: unknown): Snapshot | null {
  if (typeof header !== 'object' || header === null) return null;
  const { snapshot, version, ...rest } = header as Record<string, unknown>;
  if (snapshot !== MARK.snapshot || version !== MARK.version) return null;
  // With the mark and the version before it, this is what `save` wrote.
  return rest as unknown as Snapshot;
}

/** Snapshots as files in a directory, each whole or not there at all. */
export function createFileShelf(directory: string): SnapshotShelf {
  const fileOf = (name: string) => join(directory, `${name.toLowerCase()}.jsonl`);
  return {
    list() {
      if (!existsSync(directory)) return [];
      const files = readdirSync(directory).filter((one) => one.endsWith('.jsonl'));
      // One of another version is not ours to offer, nor to delete.
      const known = files.map((one) => readSnapshot(readHeader(join(directory, one))));
      return known.filter((one) => one !== null).sort(byName);
    },
    save(given, collections) {
      const snapshot = { ...given, rows: countRows(collections) };
      mkdirSync(directory, { recursive: true });
      closeSync(writeRowFile(fileOf(given.name), { ...MARK, ...snapshot }, collections).descriptor);
      return snapshot;
    },
    read(name) {
      const file = fileOf(name);
      if (!existsSync(file)) return null;
      const snapshot = readSnapshot(readHeader(file));
      if (snapshot === null) return null;
      return { snapshot, collections: readRowFile(file, (header) => readSnapshot(header) !== null) };
    },
    delete(name) {
      const file = fileOf(name);
      const wasThere = existsSync(file);
      rmSync(file, { force: true });
      return wasThere;
    },
  };
}
