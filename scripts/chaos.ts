import { fail } from './fail.ts';
import { run } from './run.ts';

// 100,000 random deliveries to four servers, and 200 servers killed on each database. FLOE_CHAOS_SEED draws the same again.

const FLOE_CHAOS = process.env.FLOE_CHAOS ?? '100000';
const FLOE_CHAOS_KILLS = process.env.FLOE_CHAOS_KILLS ?? '200';

try {
  const args = ['run', '--project', 'node', 'test/chaos', ...process.argv.slice(2)];
  await run('node_modules/vitest/vitest.mjs', args, { FLOE_CHAOS, FLOE_CHAOS_KILLS });
} catch (error) {
  fail(error);
}
