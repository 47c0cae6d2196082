import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const heldHere = new Set<string>();

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function readOwner(file: string): number | null {
  try {
    return Number(readFileSync(file, 'utf8')) || null;
  } catch {
    return null;
  }
}

/**
 * Takes a data directory for one emulator; what a killed one left behind is taken over.
 *
 * @returns gives the directory back.
 * @throws {Error} when a running emulator holds it: two would overwrite each other's journal.
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const file = resolve(join(directory, 'lock'));
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      heldHere.add(file);
      return () => {
        heldHere.delete(file);
        rmSync(file, { force: true });
      };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const owner = readOwner(file);
    // A process id equal to ours without a lock of ours is that of an earlier process that had the same number.
    const held = owner !== null && (owner === process.pid ? heldHere.has(file) : isRunning(owner));
    if (held) {
      throw new Error(
        `floe-billing: the data directory ${directory} is in use by another emulator (process ${owner}). Stop it, or choose another directory.`,
      );
    }
    rmSync(file, { force: true });
  }
}
