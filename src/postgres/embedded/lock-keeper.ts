import { utimesSync } from 'node:fs';
import { HEARTBEAT_MS, readLock, STALE_AFTER_MS } from './lock-file.ts';

/** Keeps a lock alive from inside the thread that writes to the directory. */
export interface LockKeeper {
  /**
   * Returns when this process still holds the directory.
   *
   * @throws {Error} when another process took the directory over, because this one was asleep for too long.
   */
  assertHeld(): void;
  /** Ends the heartbeat. The lock itself is given back by whoever took it. */
  stop(): void;
}

/** Starts the heartbeat of the lock at `path`. */
export function createLockKeeper({ path, token }: { path: string; token: string }): LockKeeper {
  let lastBeatAt = Date.now();

  function beat(): void {
    const owner = readLock(path)?.owner;
    if (owner?.token !== token) {
      const taker = owner ? `process ${owner.pid} on ${owner.host}` : 'another process';
      throw new Error(
        `floe-billing: the data directory was taken over by ${taker} while this process was stopped for more ` +
          `than ${STALE_AFTER_MS / 1000} s. This process has closed its database, so that no row is lost. ` +
          'Stop one of the two and start the other again.',
      );
    }
    const now = new Date();
    utimesSync(path, now, now);
    lastBeatAt = now.getTime();
  }

  // An error thrown from the timer ends the worker, which is what a lost directory asks for.
  const timer = setInterval(beat, HEARTBEAT_MS);
  return {
    // A machine that slept wakes with statements waiting: none may run before the lock was looked at.
    assertHeld: () => {
      if (Date.now() - lastBeatAt > STALE_AFTER_MS / 2) beat();
    },
    stop: () => clearInterval(timer),
  };
}
