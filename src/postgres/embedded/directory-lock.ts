import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { type FoundLock, type LockOwner, readLock, STALE_AFTER_MS } from './lock-file.ts';

/** A lock held by this process. */
export interface DirectoryLock {
  readonly path: string;
  readonly token: string;
  /** Gives the lock back. Harmless when it is no longer ours. */
  release(): void;
}

// A takeover is a few file operations; a guard older than this belongs to a process that died in between.
const GUARD_STALE_AFTER_MS = 10_000;

const held = new Map<string, string>();
let releasesOnExit = false;

/**
 * Takes the lock at `path` for this process, taking over one whose owner is gone: its process has ended on
 * this machine, or its heartbeat is older than 30 s.
 *
 * @throws {Error} when another process holds it. The message says which one and what to do.
 */
export async function acquireDirectoryLock(path: string, directory: string): Promise<DirectoryLock> {
  const owner: LockOwner = {
    token: randomUUID(),
    pid: process.pid,
    host: hostname(),
    machine: describeMachine(),
    startedAt: new Date().toISOString(),
  };

  while (!create(path, owner)) {
    const found = readLock(path);
    if (found === null) continue;
    if (!isStale(found)) throw new Error(describeHolder(directory, found));
    await removeStaleLock(path);
  }

  held.set(path, owner.token);
  releaseOnExit();
  return { path, token: owner.token, release: () => release(path, owner.token) };
}

function create(path: string, content: unknown): boolean {
  try {
    writeFileSync(path, JSON.stringify(content), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isStale({ owner, heartbeatAgeMs }: FoundLock): boolean {
  if (heartbeatAgeMs > STALE_AFTER_MS) return true;
  if (owner === null || owner.machine !== describeMachine()) return false;
  // A container that starts again has the same first process id as the run that died.
  if (owner.pid === process.pid) return ![...held.values()].includes(owner.token);
  return !isAlive(owner.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Two processes may find the same stale lock at once, and the slower one must not delete the faster one's new
 * lock: whoever makes the guard file may look again and delete.
 */
async function removeStaleLock(path: string): Promise<void> {
  const guard = `${path}.takeover`;
  if (!create(guard, process.pid)) {
    if (ageMs(guard) > GUARD_STALE_AFTER_MS) rmSync(guard, { force: true });
    await delay(20);
    return;
  }
  try {
    const found = readLock(path);
    if (found !== null && isStale(found)) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

function ageMs(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function release(path: string, token: string): void {
  if (held.get(path) !== token) return;
  held.delete(path);
  if (readLock(path)?.owner?.token === token) rmSync(path, { force: true });
}

function releaseOnExit(): void {
  if (releasesOnExit) return;
  releasesOnExit = true;
  process.on('exit', () => {
    for (const [path, token] of held) release(path, token);
  });
}

// Process ids repeat after a restart of the machine and between containers, where host names may repeat too.
function describeMachine(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

function describeHolder(directory: string, { owner, heartbeatAgeMs }: FoundLock): string {
  const age = Math.max(0, Math.round(heartbeatAgeMs / 1000));
  const who =
    owner === null
      ? 'a process that is just starting'
      : `process ${owner.pid} on ${owner.host}, started ${owner.startedAt}, last seen ${age} s ago`;
  return (
    `floe-billing: the data directory ${directory} is in use by ${who}. Two processes on one embedded database ` +
    'silently lose rows, so this one does not open it. Stop that process, choose another data directory ' +
    '(FLOE_DATA_DIR), or set DATABASE_URL to a PostgreSQL server, which any number of processes may share. ' +
    `If that process is gone, the directory is free ${Math.max(1, STALE_AFTER_MS / 1000 - age)} s from now.`
  );
}
