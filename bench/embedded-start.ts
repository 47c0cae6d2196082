import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildScriptsIfStale } from '../scripts/build-library.ts';
import { median, printRatios } from './support/compare.ts';

// How long it takes until the embedded database answers its first query, in a process of its own: where there was none,
// and where one is kept. Beside them what it is made of: PGlite, which makes itself a new database each time.

const ROUNDS = Number(process.env.ROUNDS ?? 9);
// The exports map names what consumers get; the condition of this repository's own tools is not theirs.
const ENVIRONMENT = { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production' };

const open = (location: string) => `
  const { openDatabase, migrate } = await import('floe-billing/postgres');
  const database = await openDatabase(${location});
  await migrate(database.db);
  await database.db.execute('select count(*) from floe_billing.customers');
  const ms = performance.now() - at;
  await database.close();
  console.log(ms);`;

const bare = `
  const { PGlite } = await import('@electric-sql/pglite');
  const database = await PGlite.create();
  await database.query('select 1');
  const ms = performance.now() - at;
  await database.close();
  console.log(ms);`;

/** Runs code in a process of its own and gives what it printed. */
function timeOf(code: string): number {
  const source = `const at = performance.now(); ${code} process.exit(0);`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', source], {
    env: ENVIRONMENT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The database did not open.\n${stderr}`);
  return Number(stdout);
}

await buildScriptsIfStale();
const home = mkdtempSync(join(tmpdir(), 'floe-embedded-start-'));
const kept = JSON.stringify({ dataDir: join(home, 'kept') });
let fresh = 0;

const contenders = [
  { name: 'PGlite in memory, without our tables', run: () => timeOf(bare), times: [] as number[] },
  {
    name: 'the first start in an empty directory',
    run: () => timeOf(open(JSON.stringify({ dataDir: join(home, `fresh-${fresh++}`) }))),
    times: [] as number[],
  },
  { name: 'a later start in the same directory', run: () => timeOf(open(kept)), times: [] as number[] },
  { name: 'in memory', run: () => timeOf(open('{ memory: true }')), times: [] as number[] },
];

try {
  // The first of each reads the files from the disk for the others, and makes what is kept.
  for (const { run } of contenders) run();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { run, times } of contenders) times.push(run());
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}

printRatios(
  `Until the embedded database answers, median of ${ROUNDS}`,
  contenders.map(({ name, times }) => ({ name, value: median(times) })),
  (ms) => `${ms.toFixed(0)} ms`,
);
