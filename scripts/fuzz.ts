import { fail } from './fail.ts';
import { run } from './run.ts';

// Ten times and more what `npm test` sends to every route of the emulator and of the server, and 100,000 signed webhooks
// with one bit turned. FLOE_FUZZ_SEED draws other requests.

const FLOE_FUZZ = process.env.FLOE_FUZZ ?? '2000';

try {
  const files = ['test/emulator/fuzz', 'test/server/security/fuzz'];
  const args = ['run', '--project', 'node', ...files, ...process.argv.slice(2)];
  await run('node_modules/vitest/vitest.mjs', args, { FLOE_FUZZ });
} catch (error) {
  fail(error);
}
