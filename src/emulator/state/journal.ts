import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Changes, Collections } from './collections.ts';
import { emptyCollections } from './collections.ts';
import { type CollectionName, collectionNames, type Rows } from './rows.ts';

const HEADER = JSON.stringify({ journal: 'floe-billing emulator', version: 2 });

/** One change of one row as it stands in the journal: `[collection, row]`, or `[collection, null, id]` when deleted. */
type Entry = [CollectionName, unknown] | [CollectionName, null, string];

/** Writes committed changes down before anyone hears of them. */
export interface Journal {
  append(changes: Changes): void;
  /** Replaces everything written so far by one set of rows. */
  rewrite(collections: Collections): void;
  close(): void;
}

/** A journal that forgets, for an emulator without a data directory. */
export const memoryJournal: Journal = { append() {}, rewrite() {}, close() {} };

function toEntries(changes: Changes | Collections): Entry[] {
  return collectionNames.flatMap((name) =>
    [...changes[name]].map(([id, row]): Entry => (row === null ? [name, null, id] : [name, row])),
  );
}

// The journal is written by this module only and its header carries the version, so a row is what it was.
function apply<Name extends CollectionName>(
  collections: Collections,
  name: Name,
  row: unknown,
  id?: string,
): void {
  if (row === null && id !== undefined) collections[name].delete(id);
  else collections[name].set((row as { id: string }).id, row as Rows[Name]);
}

function replay(text: string, file: string): Collections {
  const collections = emptyCollections();
  const lines = text.split('\n');
  // The last element is empty when the last line is whole; otherwise a crash tore it, and nobody was told of it.
  lines.pop();
  if (lines[0] !== HEADER)
    throw new Error(
      `floe-billing: ${file} is not a journal of this emulator version. Delete it or choose another data directory.`,
    );
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    let entries: Entry[];
    try {
      entries = JSON.parse(line);
    } catch {
      throw new Error(
        `floe-billing: line ${index + 1} of ${file} is damaged. Delete the file to start afresh.`,
      );
    }
    for (const [name, row, id] of entries) apply(collections, name, row, id);
  }
  return collections;
}

/**
 * Opens the journal in a directory and reads the rows back; it is compacted on the way.
 *
 * @throws {Error} when the file is damaged anywhere but in its last line.
 */
export function openJournal(directory: string): { journal: Journal; collections: Collections | null } {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'journal.jsonl');
  const collections = existsSync(file) ? replay(readFileSync(file, 'utf8'), file) : null;
  let descriptor: number | null = null;

  function rewrite(rows: Collections): void {
    if (descriptor !== null) closeSync(descriptor);
    const next = openSync(`${file}.next`, 'w');
    writeSync(next, `${HEADER}\n`);
    for (const entry of toEntries(rows)) writeSync(next, `${JSON.stringify([entry])}\n`);
    renameSync(`${file}.next`, file);
    descriptor = next;
  }

  if (collections !== null) rewrite(collections);
  return {
    collections,
    journal: {
      rewrite,
      append(changes) {
        if (descriptor === null) throw new Error('floe-billing: the emulator is closed.');
        writeSync(descriptor, `${JSON.stringify(toEntries(changes))}\n`);
      },
      close() {
        if (descriptor !== null) closeSync(descriptor);
        descriptor = null;
      },
    },
  };
}
