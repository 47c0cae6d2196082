import { existsSync } from 'node:fs';
import { buildDemoIfStale } from './build-demo.ts';
import { fail } from './fail.ts';
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
  fail(error);
}
