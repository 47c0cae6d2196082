import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { Changes, Collections } from './collections.ts';
import { emptyCollections } from './collections.ts';
import { type CollectionName, collectionNames, type Rows } from './rows.ts';

/** What the first line of every file says, so that rows of another shape are never read as ours. */
export const VERSION = 3;

/** One change of one row as it stands in a file: `[collection, row]`, or `[collection, null, id]` when deleted. */
type Entry = [CollectionName, unknown] | [CollectionName, null, string];

const CHUNK = 1_048_576;
const NEWLINE = 10;

function toEntries(changes: Changes | Collections): Entry[] {
  return collectionNames.flatMap((name) =>
    [...changes[name]].map(([id, row]): Entry => (row === null ? [name, null, id] : [name, row])),
  );
}

// These files are written by this module only and their header carries the version, so a row is what it was.
function apply<Name extends CollectionName>(
  collections: Collections,
  name: Name,
  row: unknown,
  id?: string,
): void {
  if (row === null && id !== undefined) collections[name].delete(id);
  else collections[name].set((row as { id: string }).id, row as Rows[Name]);
}

/** One line that holds a whole transaction: either all of it is read back, or none. */
export function toLine(changes: Changes): string {
  return `${JSON.stringify(toEntries(changes))}\n`;
}

/** Writes all of a text from a position on, however many writes the system makes of it; gives the position after it. */
export function writeAll(descriptor: number, text: string, position: number): number {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(descriptor, bytes, written, bytes.length - written, position + written);
  }
  return position + bytes.length;
}

/**
 * Writes rows to a file under a first line, and puts it in the place of the one that was there: whoever reads the file
 * meets the old one or the new one, never half of one, and so does whoever comes after a crash.
 *
 * @returns the file, open at its end, and its size in bytes.
 */
export function writeRowFile(
  file: string,
  header: unknown,
  rows: Collections,
): { descriptor: number; size: number } {
  const next = `${file}.next`;
  const descriptor = openSync(next, 'w');
  try {
    let size = writeAll(descriptor, `${JSON.stringify(header)}\n`, 0);
    let chunk = '';
    for (const entry of toEntries(rows)) {
      chunk += `${JSON.stringify([entry])}\n`;
      if (chunk.length < CHUNK) continue;
      size = writeAll(descriptor, chunk, size);
      chunk = '';
    }
    size = writeAll(descriptor, chunk, size);
    fsyncSync(descriptor);
    renameSync(next, file);
    return { descriptor, size };
  } catch (error) {
    closeSync(descriptor);
    rmSync(next, { force: true });
    throw error;
  }
}

/** The whole lines of a file, one at a time: all of a long run would not fit into one string. */
export function* readLines(file: string): Generator<string> {
  const descriptor = openSync(file, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK);
    let pending: Buffer[] = [];
    for (let count = readSync(descriptor, chunk); count > 0; count = readSync(descriptor, chunk)) {
      let start = 0;
      for (let end = chunk.indexOf(NEWLINE); end !== -1 && end < count; end = chunk.indexOf(NEWLINE, start)) {
        yield Buffer.concat([...pending, chunk.subarray(start, end)]).toString();
        pending = [];
        start = end + 1;
      }
      pending.push(Buffer.from(chunk.subarray(start, count)));
    }
    // What is left over has no end: a crash tore it, and nobody was told of it.
  } finally {
    closeSync(descriptor);
  }
}

function parse(line: string, file: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`floe-billing: line ${number} of ${file} is damaged. Delete the file to start afresh.`);
  }
}

/** The first line of a file of rows, parsed; `null` where there is none, or something else stands there. */
export function readHeader(file: string): unknown {
  for (const line of readLines(file)) {
    try {
      return JSON.parse(line);
    } catch {
      return null;
    }
  }
  return null;
}

/**
 * Reads the rows of a file that {@link writeRowFile} wrote and transactions were added to.
 *
 * @param isOurs whether the first line is one that the caller knows.
 * @throws {Error} when it is not, or when the file is damaged anywhere but in its last line.
 */
export function readRowFile(file: string, isOurs: (header: unknown) => boolean): Collections {
  if (!isOurs(readHeader(file))) {
    throw new Error(
      `floe-billing: ${file} was not written by this emulator version. Delete it or choose another data directory.`,
    );
  }
  const collections = emptyCollections();
  let number = 0;
  for (const line of readLines(file)) {
    number += 1;
    if (number === 1) continue;
    // As `toEntries` wrote it; see `apply`.
    const entries = parse(line, file, number) as Entry[];
    for (const [name, row, id] of entries) apply(collections, name, row, id);
  }
  return collections;
}
