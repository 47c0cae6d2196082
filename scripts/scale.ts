import { fail } from './fail.ts';
import { run } from './run.ts';

// Whether each statement of the server is served by an index when there are 100,000 subscriptions and 1,000,000 invoices.
// FLOE_SCALE chooses another number of subscriptions.

const FLOE_SCALE = process.env.FLOE_SCALE ?? '100000';

try {
  const args = ['run', '--project', 'node', 'test/server/query-plans', ...process.argv.slice(2)];
  await run('node_modules/vitest/vitest.mjs', args, { FLOE_SCALE });
} catch (error) {
  fail(error);
}
