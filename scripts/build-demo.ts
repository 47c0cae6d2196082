import { existsSync } from 'node:fs';
import { buildScriptsIfStale } from './build-library.ts';
import { buildIfStale } from './freshness.ts';
import { PRODUCTION, run } from './run.ts';

const CONFIG = 'demo/web/vite.config.ts';

/** Builds what the demo runs, the library and the demo's own web app, where their sources changed. */
export async function buildDemoIfStale(): Promise<void> {
  await buildScriptsIfStale();
  if (!existsSync(CONFIG)) return;

  const target = {
    name: 'demo',
    inputs: ['demo', 'src', 'package.json', 'package-lock.json', 'vite.config.ts'],
    output: 'demo/web/dist/index.html',
  };
  await buildIfStale(target, async () => {
    console.log('Building the demo …');
    await run(
      'node_modules/vite/bin/vite.js',
      ['build', 'demo/web', '--config', CONFIG, '--logLevel', 'warn'],
      PRODUCTION,
    );
  });
}
