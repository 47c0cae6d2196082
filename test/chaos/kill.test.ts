import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createTestDatabase } from '../support/postgres.ts';
import { type Survived, survive } from './support/survive.ts';

// Servers are killed without a warning while people buy and change plans and the provider tells of it. `npm run chaos` kills
// 200 of them on each database.

const KILLS = Number(process.env.FLOE_CHAOS_KILLS ?? 2);
const PROCESSES = KILLS > 10 ? 4 : 2;
const SEED = process.env.FLOE_CHAOS_SEED ?? 'floe';
const TIMEOUT = 180_000 + KILLS * 20_000;

function expectNothingLost(outcome: Survived): void {
  const { people, kills } = outcome;
  expect(people.length).toBeGreaterThan(0);
  expect(people.filter(({ step }) => step !== 'done')).toEqual([]);
  expect(outcome.untold).toEqual([]);
  expect(outcome.lost).toEqual([]);
  expect(outcome.unfinished).toEqual([]);
  expect(outcome.checkoutsByOwner).toEqual(people.map(() => 1));
  expect(outcome.changesByCustomer).toEqual(people.map(() => 1));

  const mails = outcome.handed.filter(({ kind }) => kind === 'mail');
  expect(mails.length).toBeGreaterThan(0);
  const cut = cutOff(mails);
  console.info(
    `${kills} kills, ${people.length} people, ${mails.length} mails, ${cut.length} of them cut off`,
  );
  // A killed server had one mail between hand-over and record at most; its key makes the same Message-ID.
  expect(new Set(cut.map(({ pid }) => pid)).size).toBe(cut.length);
  expect(cut.length).toBeLessThanOrEqual(kills);
  // Callbacks leave four at a time.
  expect(cutOff(outcome.handed).length).toBeLessThanOrEqual(4 * kills);
}

/** What had to be handed over again, by whom it was first. */
function cutOff(handed: Survived['handed']): Survived['handed'] {
  return handed.filter(
    ({ key }, index) => handed.findIndex((later, at) => at > index && later.key === key) > 0,
  );
}

it(`loses nothing and doubles nothing when processes on PostgreSQL are killed (seed ${SEED})`, {
  timeout: TIMEOUT,
}, async () => {
  const { url } = await createTestDatabase();
  expectNothingLost(
    await survive({
      processes: PROCESSES,
      location: { databaseUrl: url, maxConnections: 5 },
      kills: KILLS,
      seed: SEED,
    }),
  );
});

it(`loses nothing and doubles nothing when the process with the embedded database is killed (seed ${SEED})`, {
  timeout: TIMEOUT,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'floe-chaos-db-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  expectNothingLost(await survive({ processes: 1, location: { dataDir: folder }, kills: KILLS, seed: SEED }));
});
