import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';

// Each file of `bench/` is a script of its own process, so that none warms up or litters another's heap.
// Arguments choose files by a part of their name: `npm run bench -- money`.

const wanted = process.argv.slice(2);
const files = readdirSync('bench')
  .filter((name) => name.endsWith('.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort();

for (const name of files) {
  await run('--conditions=floe-source', ['--import', 'tsx', join('bench', name)]);
}
