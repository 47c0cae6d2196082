import { describe, expect, it, onTestFinished } from 'vitest';
import { createPostgresStore, openDatabase } from '../../src/postgres/index.ts';
import { createSandbox, payCheckout } from '../../src/sandbox/index.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { emptyFolder, runFloe } from './support/floe.ts';

const OWNER = 'organization_northwind';

// Each case starts processes from source, which takes seconds on a busy machine.
describe('floe-billing export', { timeout: 180_000 }, () => {
  it('moves a life to PostgreSQL, where it is the same, but not under a running server', async () => {
    const dataDir = emptyFolder();
    const { url } = await createTestDatabase();
    const move = () => runFloe(['export', '--data-dir', dataDir], { env: { DATABASE_URL: url } });
    const sandbox = await createSandbox({ dataDir });
    let before: unknown;
    try {
      const input = { priceId: 'starter-month', returnPath: '/billing' };
      const checkout = await sandbox
        .adapterFor('ada')
        .startCheckout(input, { idempotencyKey: 'intent-of-ada' });
      await payCheckout(checkout.url ?? '');
      await sandbox.settled();
      await sandbox.clock.advance('P14D');
      await sandbox.settled();
      before = await sandbox.store.getBillingState(OWNER);
      const refused = await move();
      expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('is in use by process') });
    } finally {
      await sandbox.close();
    }

    const moved = await move();
    expect(moved).toMatchObject({ code: 0, stderr: '' });
    expect(moved.stdout).toMatch(/\n {2}subscriptions +1 rows {2}\d+\.\d+\n/);
    expect(moved.stdout).toMatch(
      /\n\d+ rows of \d+ tables are there; every count and checksum is the same\.\n/,
    );
    const database = await openDatabase({ databaseUrl: url });
    onTestFinished(() => database.close());
    expect(await createPostgresStore(database).getBillingState(OWNER)).toEqual(before);

    expect(await move()).toMatchObject({ code: 1, stderr: expect.stringContaining('holds rows already') });
  });

  it('refuses what makes no sense, and repeats no address', async () => {
    const cwd = emptyFolder();
    const refuse = (args: string[]) =>
      runFloe(['export', ...args], { cwd, env: { DATABASE_URL: undefined } });
    const [none, wrong, empty] = await Promise.all([
      refuse([]),
      refuse(['--to', 'mysql://root:hunter2@db']),
      refuse(['--to', 'postgres://floe:hunter2@127.0.0.1:9/billing']),
    ]);
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('Name the PostgreSQL with --to') });
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).not.toContain('hunter2');
    expect(empty).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no embedded database in .floe.'),
    });
  });
});
