import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { acquireDirectoryLock } from '../../../src/postgres/embedded/directory-lock.ts';
import { type BillingDatabase, openDatabase } from '../../../src/postgres/index.ts';
import { startSecondProcess } from '../support/second-process.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

// Starting databases and processes takes seconds on a machine that does much else.
vi.setConfig({ testTimeout: 60_000 });

async function open(dataDir: string) {
  const database = await openDatabase({ dataDir });
  onTestFinished(() => database.close());
  return database;
}

/** Makes a lock look as if its owner had not been heard of for `seconds`. */
function age(path: string, seconds: number): void {
  const then = new Date(Date.now() - seconds * 1000);
  utimesSync(path, then, then);
}

describe('a directory that this process holds', () => {
  let directory: string;
  let database: BillingDatabase;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'floe-test-'));
    database = await openDatabase({ dataDir: directory });
  });

  afterAll(async () => {
    await database.close();
    rmSync(directory, { recursive: true });
  });

  it('is refused to a second process, with who holds it and what to do', async () => {
    const second = startSecondProcess('hold-directory.ts', directory);

    const refusal = await second.line(/^refused/);
    expect(refusal).toContain(`${directory} is in use by process ${process.pid} on ${hostname()}`);
    expect(refusal).toMatch(/FLOE_DATA_DIR.*DATABASE_URL/);
    expect(await second.exited).toBe(1);
  });

  it('is refused to this process again', async () => {
    await expect(openDatabase({ dataDir: directory })).rejects.toThrow(`in use by process ${process.pid}`);
  });

  it('is free when the database was closed', async () => {
    expect(existsSync(join(directory, 'postgres.lock'))).toBe(true);

    await database.close();

    expect(existsSync(join(directory, 'postgres.lock'))).toBe(false);
  });
});

it('takes over at once from a process killed with -9, and finds every acknowledged row', async () => {
  const directory = temporaryDirectory();
  const victim = startSecondProcess('hold-directory.ts', directory, 'rows');
  await victim.line(/^row 50$/);
  await expect(openDatabase({ dataDir: directory })).rejects.toThrow(`in use by process ${victim.pid}`);

  victim.kill('SIGKILL');
  await victim.exited;
  const { db } = await open(directory);

  const acknowledged = victim.lines.filter((line) => line.startsWith('row ')).length;
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from row_of_another`);
  expect(acknowledged).toBeGreaterThan(50);
  expect(rows[0]?.n).toBeGreaterThanOrEqual(acknowledged);
});

it('takes over from a process not heard of for 30 s, which then closes its database', async () => {
  const directory = temporaryDirectory();
  const sleeper = startSecondProcess('hold-directory.ts', directory, 'rows');
  await sleeper.line(/^row 5$/);

  sleeper.kill('SIGSTOP');
  age(join(directory, 'postgres.lock'), 31);
  await open(directory);
  sleeper.kill('SIGCONT');

  expect(await sleeper.line(/^refused/)).toContain(`taken over by process ${process.pid}`);
  expect(await sleeper.exited).toBe(1);
});

it('gives the directory back when the process exits without closing', async () => {
  const directory = temporaryDirectory();

  expect(await startSecondProcess('hold-directory.ts', directory, 'exit').exited).toBe(0);

  expect(existsSync(join(directory, 'postgres.lock'))).toBe(false);
});

it('lets one of many win a stale lock', async () => {
  const path = join(temporaryDirectory(), 'postgres.lock');
  const dead = startSecondProcess('race-for-lock.ts', path);
  await dead.line(/^here/);
  dead.say('go');
  await dead.line(/^won/);
  dead.kill('SIGKILL');
  await dead.exited;

  const racers = Array.from({ length: 6 }, () => startSecondProcess('race-for-lock.ts', path));
  await Promise.all(racers.map((racer) => racer.line(/^here/)));
  for (const racer of racers) racer.say('go');

  const outcomes = await Promise.all(racers.map((racer) => racer.line(/^(won|lost)/)));
  expect(outcomes.filter((outcome) => outcome === 'won')).toHaveLength(1);
});

it('waits 30 s before it takes over a lock it cannot read', async () => {
  const path = join(temporaryDirectory(), 'postgres.lock');
  writeFileSync(path, '');

  await expect(acquireDirectoryLock(path, 'the directory')).rejects.toThrow(
    'a process that is just starting',
  );

  age(path, 31);
  const lock = await acquireDirectoryLock(path, 'the directory');
  lock.release();
  expect(existsSync(path)).toBe(false);
});

it('takes over from an earlier run of a container, which had this very process id', async () => {
  const path = join(temporaryDirectory(), 'postgres.lock');
  const lock = await acquireDirectoryLock(path, 'the directory');
  const earlier = readFileSync(path, 'utf8');
  lock.release();
  writeFileSync(path, earlier);

  const taken = await acquireDirectoryLock(path, 'the directory');

  expect(taken.token).not.toBe(lock.token);
  taken.release();
});

it('believes the heartbeat, not the process id, of another machine', async () => {
  const path = join(temporaryDirectory(), 'postgres.lock');
  const nobody = 2 ** 22 + 1;
  writeFileSync(
    path,
    JSON.stringify({
      token: 'far',
      pid: nobody,
      host: 'far',
      machine: 'far',
      startedAt: '2026-01-01T00:00:00Z',
    }),
  );

  await expect(acquireDirectoryLock(path, 'the directory')).rejects.toThrow(`process ${nobody} on far`);
});
