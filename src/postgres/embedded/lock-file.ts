import { readFileSync, statSync } from 'node:fs';

/** How often the owner of a data directory says that it is alive. */
export const HEARTBEAT_MS = 5_000;

/** After this long without a heartbeat the owner counts as gone. */
export const STALE_AFTER_MS = 30_000;

/** Who holds a data directory. */
export interface LockOwner {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  /** Names one run of one machine (or container), within which process ids mean something. */
  readonly machine: string;
  readonly startedAt: string;
}

/** A lock as found on disk; `owner` is `null` while it is being written, or when it is not readable. */
export interface FoundLock {
  readonly owner: LockOwner | null;
  readonly heartbeatAgeMs: number;
}

function isOwner(value: unknown): value is LockOwner {
  if (typeof value !== 'object' || value === null) return false;
  const { token, pid, host, machine, startedAt } = value as Record<string, unknown>;
  return (
    [token, host, machine, startedAt].every((field) => typeof field === 'string') && Number.isInteger(pid)
  );
}

function parseOwner(text: string): LockOwner | null {
  try {
    const value: unknown = JSON.parse(text);
    return isOwner(value) ? value : null;
  } catch {
    return null;
  }
}

/** Reads the lock at `path`; `null` when there is none. The file's modification time is the heartbeat. */
export function readLock(path: string): FoundLock | null {
  try {
    const owner = parseOwner(readFileSync(path, 'utf8'));
    return { owner, heartbeatAgeMs: Date.now() - statSync(path).mtimeMs };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
