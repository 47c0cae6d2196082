import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './options.ts';

/** Kept data that only this process touches. */
export interface DataDirClaim {
  release(): void;
}

/**
 * Claims the folder of the kept data for this process, and empties it first when asked: never under a demo that runs.
 *
 * @throws {UsageError} when another demo uses it.
 */
export function claimDataDir(dataDir: string, { reset }: { reset: boolean }): DataDirClaim {
  const file = join(dataDir, 'demo.pid');
  const owner = runningOwner(file);
  if (owner !== null) {
    throw new UsageError(
      `The data in ${dataDir} is in use by another demo (process ${owner}). Stop that one, or choose another folder with FLOE_DATA_DIR.`,
    );
  }
  rmSync(reset ? dataDir : file, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, String(process.pid));
  return { release: () => rmSync(file, { force: true }) };
}

/** The process that claimed the folder and still runs; `null` when there is none. */
function runningOwner(file: string): number | null {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    // The number of this process in it is that of an earlier one, as after a container's restart.
    if (!Number.isInteger(owner) || owner <= 0 || owner === process.pid) return null;
    // Signal 0 only asks whether there is such a process.
    process.kill(owner, 0);
    return owner;
  } catch (error) {
    const isOthers = error instanceof Error && 'code' in error && error.code === 'EPERM';
    return isOthers ? Number(readFileSync(file, 'utf8')) : null;
  }
}
