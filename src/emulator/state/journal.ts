import { closeSync, existsSync, ftruncateSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Changes, Collections } from './collections.ts';
import { readRowFile, toLine, VERSION, writeAll, writeRowFile } from './row-file.ts';

const HEADER = { journal: 'floe-billing emulator', version: VERSION };

/** A journal is rewritten when it is this many times what the state itself takes, and not small. */
const GROWTH = 4;
const SMALL_BYTES = 16 * 1_048_576;

/** Writes committed changes down before anyone hears of them. */
export interface Journal {
  append(changes: Changes): void;
  /** Replaces everything written so far by one set of rows. */
  rewrite(collections: Collections): void;
  /** Rewrites, where most of what was written is no longer true. @param collections the rows as they are now. */
  compact(collections: Collections): void;
  close(): void;
}

/** A journal that forgets, for an emulator without a data directory. */
export const memoryJournal: Journal = { append() {}, rewrite() {}, compact() {}, close() {} };

class FileJournal implements Journal {
  readonly #file: string;
  #descriptor: number | null = null;
  #size = 0;
  #rewrittenSize = 0;

  constructor(file: string) {
    this.#file = file;
  }

  append(changes: Changes): void {
    if (this.#descriptor === null) throw new Error('floe-billing: the emulator is closed.');
    try {
      this.#size = writeAll(this.#descriptor, toLine(changes), this.#size);
    } catch (error) {
      // A full disk may have taken half a line, and the next one must not stand behind it.
      ftruncateSync(this.#descriptor, this.#size);
      throw error;
    }
  }

  rewrite(collections: Collections): void {
    const { descriptor, size } = writeRowFile(this.#file, HEADER, collections);
    this.close();
    this.#descriptor = descriptor;
    this.#size = size;
    this.#rewrittenSize = size;
  }

  compact(collections: Collections): void {
    if (this.#size <= Math.max(SMALL_BYTES, GROWTH * this.#rewrittenSize)) return;
    try {
      this.rewrite(collections);
    } catch {
      // What was committed is safe in the journal as it is; without space for another it is tried again much later.
      this.#rewrittenSize = this.#size;
    }
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }
}

function isOurs(header: unknown): boolean {
  return JSON.stringify(header) === JSON.stringify(HEADER);
}

/**
 * Opens the journal in a directory and reads the rows back; it is compacted on the way.
 *
 * @throws {Error} when the file is damaged anywhere but in its last line.
 */
export function openJournal(directory: string): { journal: Journal; collections: Collections | null } {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'journal.jsonl');
  const journal = new FileJournal(file);
  const collections = existsSync(file) ? readRowFile(file, isOurs) : null;
  if (collections !== null) journal.rewrite(collections);
  return { collections, journal };
}
