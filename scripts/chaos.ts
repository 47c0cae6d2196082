import { fail } from './fail.ts';
import { run } from './run.ts';

// 100,000 random deliveries to four servers, and 200 servers killed on each database. Each run draws others; the seed is in
// the names of the tests, and FLOE_CHAOS_SEED draws them again.

const FLOE_CHAOS = process.env.FLOE_CHAOS ?? '100000';
const FLOE_CHAOS_KILLS = process.env.FLOE_CHAOS_KILLS ?? '200';
const FLOE_CHAOS_SEED = process.env.FLOE_CHAOS_SEED ?? String(Date.now());

try {
  const args = ['run', '--project', 'node', 'test/chaos', ...process.argv.slice(2)];
  await run('node_modules/vitest/vitest.mjs', args, { FLOE_CHAOS, FLOE_CHAOS_KILLS, FLOE_CHAOS_SEED });
} catch (error) {
  fail(error);
}
