import { fail } from './fail.ts';
import { run } from './run.ts';

// Ten times what `npm test` sends to every route of the emulator. FLOE_FUZZ_SEED draws other requests.

const FLOE_FUZZ = process.env.FLOE_FUZZ ?? '2000';

try {
  const args = ['run', '--project', 'node', 'test/emulator/fuzz', ...process.argv.slice(2)];
  await run('node_modules/vitest/vitest.mjs', args, { FLOE_FUZZ });
} catch (error) {
  fail(error);
}
