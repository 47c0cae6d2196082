import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { acquireDirectoryLock, type DirectoryLock } from '../../../src/postgres/embedded/directory-lock.ts';
import { createLockKeeper, type LockKeeper } from '../../../src/postgres/embedded/lock-keeper.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

let lock: DirectoryLock;
let keeper: LockKeeper;

beforeEach(async () => {
  lock = await acquireDirectoryLock(join(temporaryDirectory(), 'postgres.lock'), 'the directory');
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
  keeper = createLockKeeper(lock);
});

afterEach(() => {
  keeper.stop();
  vi.useRealTimers();
  lock.release();
});

function takeOver(): void {
  writeFileSync(lock.path, readFileSync(lock.path, 'utf8').replace(lock.token, 'of another'));
}

it('says every 5 s that its process is alive', () => {
  const before = statSync(lock.path).mtimeMs;

  vi.advanceTimersByTime(5_000);

  expect(statSync(lock.path).mtimeMs).toBeGreaterThanOrEqual(before + 4_900);
});

it('ends the thread when the directory was taken over', () => {
  takeOver();

  expect(() => vi.advanceTimersByTime(5_000)).toThrow(/taken over by process \d+ on/);
});

it('lets no statement through when it slept and the directory was taken over', () => {
  takeOver();
  // Time passed, and no timer ran: a machine that was suspended.
  vi.setSystemTime(Date.now() + 40_000);

  expect(() => keeper.assertHeld()).toThrow(/taken over by process \d+ on/);
});

it('goes on when it slept and nobody came', () => {
  vi.setSystemTime(Date.now() + 40_000);

  keeper.assertHeld();

  expect(statSync(lock.path).mtimeMs).toBeCloseTo(Date.now(), -2);
});

it('notices a lock that somebody removed', () => {
  lock.release();

  expect(() => vi.advanceTimersByTime(5_000)).toThrow('taken over by another process');
});
