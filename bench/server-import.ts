import { spawnSync } from 'node:child_process';
import { buildScriptsIfStale } from '../scripts/build-library.ts';
import { median, printRatios } from './support/compare.ts';

// What a server costs before its first request: its entry points as built, each imported by a process of its own. Beside
// them a Node that imports nothing and one that imports the official SDK, which any server for Polar does.

const ROUNDS = Number(process.env.ROUNDS ?? 15);
// The exports map names what consumers get; the condition of this repository's own tools is not theirs.
const ENVIRONMENT = { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production' };

const contenders: Readonly<Record<string, readonly string[]>> = {
  'Node, importing nothing': [],
  'the SDK, @polar-sh/sdk/2026-10': ['@polar-sh/sdk/2026-10'],
  'floe-billing/server': ['floe-billing/server'],
  'floe-billing/polar': ['floe-billing/polar'],
  'floe-billing/postgres': ['floe-billing/postgres'],
  'all three: what a server imports': ['floe-billing/server', 'floe-billing/polar', 'floe-billing/postgres'],
};

interface Start {
  processMs: number;
  importMs: number;
}

/** Starts a process that imports modules and ends. */
function start(modules: readonly string[]): Start {
  const imports = modules.map((name) => `await import(${JSON.stringify(name)});`).join('');
  const code = `const at = performance.now(); ${imports} console.log(performance.now() - at); process.exit(0);`;
  const startedAtMs = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    env: ENVIRONMENT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The import of ${modules.join(', ')} failed.\n${stderr}`);
  return { processMs: performance.now() - startedAtMs, importMs: Number(stdout) };
}

await buildScriptsIfStale();
const measured = Object.entries(contenders).map(([name, modules]) => ({
  name,
  modules,
  starts: [] as Start[],
}));
// The first of each reads the files from the disk for the others.
for (const { modules } of measured) start(modules);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const { modules, starts } of measured) starts.push(start(modules));
}

const show = (ms: number) => `${ms.toFixed(0)} ms`;
const rowsOf = (part: keyof Start) =>
  measured.map(({ name, starts }) => ({ name, value: median(starts.map((one) => one[part])) }));
printRatios(`A process from its start to its end, median of ${ROUNDS}`, rowsOf('processMs'), show);
printRatios('The import alone, beside the SDK’s', rowsOf('importMs').slice(1), show);
