import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BillingDatabase, createPostgresStore, openDatabase } from '../../src/postgres/index.ts';
import type { BillingStore } from '../../src/server/ports/index.ts';
import { apply, customer, invoice, OWNER, subscription } from '../../src/testing/billing-store/fixtures.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { migratedTemplate } from './support/migrated-template.ts';

// Every query must be served by an index: what it reads may not grow with what others have, or with the past.

let testDatabase: TestDatabase;
let database: BillingDatabase;
let store: BillingStore;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ template: migratedTemplate, scope: 'caller' });
  // One connection, because a connection's statistics are its own until it flushes them.
  database = await openDatabase({ databaseUrl: testDatabase.url, maxConnections: 1 });
  store = createPostgresStore(database);
  await fill();
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** Three thousand owners, one of whom has three thousand invoices, and two thousand pieces of work done. */
async function fill(): Promise<void> {
  const { db } = database;
  await apply(store, 'event', { kind: 'customer', record: customer() });
  await apply(store, 'event', { kind: 'subscription', record: subscription({ checkoutId: 'chk_1' }) });
  await apply(store, 'event', { kind: 'invoice', record: invoice() });
  await copies('owners', 3000, { external_id: sql`'owner_' || n` });
  await copies('customers', 3000, { id: sql`'cus_x' || n`, external_id: sql`'owner_' || n` });
  await copies('subscriptions', 3000, {
    id: sql`'sub_x' || n`,
    customer_id: sql`'cus_x' || n`,
    checkout_id: sql`'chk_x' || n`,
  });
  await copies('invoices', 3000, {
    id: sql`'inv_x' || n`,
    created_at: sql`created_at + n * interval '1 hour'`,
  });
  await db.execute(sql`
    insert into floe_billing.webhook_inbox (key, payload, state, finished_at)
    select 'done_' || n, '', 'done', now() from generate_series(1, 2000) n`);
  await db.execute(sql`
    insert into floe_billing.billing_audit_log (external_id, actor, action, details, at)
    select 'owner_' || n % 300, 'system', 'x', '{}', now() from generate_series(1, 3000) n`);
  await store.recordDeliveries([{ deliveryId: 'waiting', body: new Uint8Array() }]);
  await db.execute(sql`analyze`);
}

/** Copies a table's one row `count` times, with some columns changed; `n` counts the copies. */
async function copies(
  table: string,
  count: number,
  changes: Record<string, ReturnType<typeof sql>>,
): Promise<void> {
  const name = sql`floe_billing.${sql.identifier(table)}`;
  const changed = sql.join(
    Object.entries(changes).map(([column, value]) => sql`${column}::text, ${value}`),
    sql`, `,
  );
  await database.db.execute(sql`
    insert into ${name}
    select copy.* from (select * from ${name} limit 1) original, generate_series(1, ${count}::int) n,
      jsonb_populate_record(null::${name}, to_jsonb(original) || jsonb_build_object(${changed})) copy`);
}

async function rowsRead(): Promise<number> {
  await database.db.execute(sql`select pg_stat_force_next_flush()`);
  const { rows } = await database.db.execute<{ n: number }>(sql`
    select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as n
    from pg_stat_user_tables where schemaname = 'floe_billing'`);
  return rows[0]?.n ?? 0;
}

const page = { limit: 10, cursor: null, status: null, search: null, searchProductIds: [] };

it.each<[string, () => Promise<unknown>]>([
  ['getBillingState', () => store.getBillingState(OWNER)],
  ['listInvoices', () => store.listInvoices(OWNER, page)],
  ['findInvoice', () => store.findInvoice(OWNER, 'inv_1')],
  ['findCustomerByExternalId', () => store.findCustomerByExternalId(OWNER)],
  ['findSubscriptionByCheckout', () => store.findSubscriptionByCheckout('chk_1')],
  ['listAudit', () => store.listAudit('owner_7', 10)],
  ['inbox.claim', () => store.inbox.claim(10, 60)],
  ['inbox.nextDueAt', () => store.inbox.nextDueAt()],
  ['inbox.listParked', () => store.inbox.listParked({ limit: 10, cursor: null })],
])('%s reads no more than it answers', async (_, read) => {
  const before = await rowsRead();

  expect(await read()).toBeDefined();

  expect((await rowsRead()) - before).toBeLessThan(40);
});

it('listInvoices reads a later page at the cost of the first', async () => {
  const { nextCursor } = await store.listInvoices(OWNER, { ...page, limit: 2500 });
  const before = await rowsRead();

  const { items } = await store.listInvoices(OWNER, { ...page, cursor: nextCursor });

  expect(items).toHaveLength(10);
  expect((await rowsRead()) - before).toBeLessThan(40);
});
