import { sql } from 'drizzle-orm';
import { expect, onTestFinished, vi } from 'vitest';
import { createPolarProvider } from '../../../src/polar/index.ts';
import { type BillingDatabase, createPostgresStore, openDatabase } from '../../../src/postgres/index.ts';
import { sampleCatalog } from '../../../src/sandbox/sample-catalog.ts';
import { type BillingServer, createBillingServer } from '../../../src/server/index.ts';
import { migratedTemplate } from '../../postgres/support/migrated-template.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { type HeldPolar, WEBHOOK_URL } from './live-randomly.ts';

/** Servers that share one database, as processes behind a load balancer do. */
export interface Servers {
  all: readonly BillingServer[];
  database: BillingDatabase;
  /** How often the host was told of each change, by its key. */
  told: ReadonlyMap<string, number>;
  /** Resolves when nothing waits, neither to be applied nor to leave. */
  settle(patienceMs: number): Promise<void>;
}

/** Starts servers on a new database. They end with the test. */
export async function openServers(count: number, { emulator, baseUrl, secret }: HeldPolar): Promise<Servers> {
  const { url } = await createTestDatabase({ template: migratedTemplate });
  const told = new Map<string, number>();

  async function open() {
    const database = await openDatabase({ databaseUrl: url, maxConnections: 6 });
    const billing = createBillingServer({
      store: createPostgresStore(database),
      provider: createPolarProvider({ accessToken: emulator.accessToken, webhookSecrets: [secret], baseUrl }),
      authenticate: () => null,
      catalog: sampleCatalog,
      appUrl: 'http://app.test',
      webhookUrl: WEBHOOK_URL,
      clock: emulator.clock,
      schedule: { reconcileEveryHours: null },
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
      onEvent: ({ key }) => {
        told.set(key, (told.get(key) ?? 0) + 1);
      },
    });
    onTestFinished(async () => {
      await billing.close();
      await database.close();
    });
    await billing.start();
    return { billing, database };
  }

  const first = await open();
  const others = await Promise.all(Array.from({ length: count - 1 }, open));
  const all = [first, ...others].map(({ billing }) => billing);
  const { database } = first;
  // What failed waits for its next attempt, which any of the servers makes.
  const unfinished = async () => {
    for (const billing of all) await billing.settled();
    const { rows } = await database.db.execute(sql`
      select key, attempts, last_error from floe_billing.webhook_inbox where state = 'pending'
      union all select key, attempts, last_error from floe_billing.outbox where state = 'pending'`);
    return rows;
  };
  return {
    all,
    database,
    told,
    settle: (patienceMs) =>
      vi.waitFor(async () => expect(await unfinished()).toEqual([]), { timeout: patienceMs, interval: 200 }),
  };
}
