import { fail } from './fail.ts';
import { run } from './run.ts';

// Ten times what `npm test` sends to every route of the emulator. FLOE_FUZZ_SEED draws other requests.

process.env.FLOE_FUZZ ??= '2000';

try {
  const files = ['test/emulator/fuzz'];
  await run('node_modules/vitest/vitest.mjs', [
    'run',
    '--project',
    'node',
    ...files,
    ...process.argv.slice(2),
  ]);
} catch (error) {
  fail(error);
}
