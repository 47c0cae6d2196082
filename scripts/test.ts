import { existsSync } from 'node:fs';
import { buildDemoIfStale } from './build-demo.ts';
import { ensureChromium } from './install-chromium.ts';
import { run } from './run.ts';

const ALL = ['node', 'dom', 'stories', 'e2e'];

const given = process.argv.slice(2);
const projects = given.some((argument) => argument.startsWith('--project')) ? [] : ALL;

try {
  ensureChromium();
  // The end-to-end tests start the demo, which runs the built package as a customer would.
  if (existsSync('demo/main.ts')) await buildDemoIfStale();
  await run('node_modules/vitest/vitest.mjs', [
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    ...given,
  ]);
} catch (error) {
  // A stack of this script would only hide what went wrong in the program it ran.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
