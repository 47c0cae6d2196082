import { gunzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { readTables } from '../../../src/postgres/export/read-tables.ts';
import { readOwnerTables, TABLES_OF_NOBODY } from '../../../src/postgres/personal/owner-tables.ts';
import type { BillingStore } from '../../../src/server/index.ts';
import { newKey, openPayingWorld, openWorld, type World } from '../support/world.ts';

const OWNER = 'organization_northwind';
const OTHER = 'organization_alpine';

/** How whoever looks would find Northwind and its people. */
const PERSONAL = /Northwind Construction|@northwind|Ada Lovelace|Netscape\/4|203\.0\.113\.77/i;

/** Every row there is, as text, bodies of webhooks unpacked. */
async function everyRow(world: World): Promise<{ table: string; text: string }[]> {
  const { db } = world.database;
  const all: { table: string; text: string }[] = [];
  for (const { name } of await readTables(db)) {
    const { rows } = await db.execute<{ text: string }>(
      sql.raw(`select t::text as text from floe_billing.${name} t`),
    );
    all.push(...rows.map(({ text }) => ({ table: name, text })));
  }
  const { rows } = await db.execute<{ payload: Uint8Array }>(
    sql`select payload from floe_billing.webhook_inbox`,
  );
  all.push(...rows.map(({ payload }) => ({ table: 'bodies', text: gunzipSync(payload).toString() })));
  return all;
}

const tablesThatTell = async (world: World) => [
  ...new Set((await everyRow(world)).filter(({ text }) => PERSONAL.test(text)).map(({ table }) => table)),
];

const about = async (world: World, owner: string) =>
  (await everyRow(world)).filter(({ text }) => text.includes(owner)).length;

interface Export {
  externalId: string;
  exportedAt: string;
  tables: Record<string, Record<string, unknown>[]>;
}

async function exportOf(world: World, externalId = OWNER): Promise<Export> {
  const stream = await world.billing.personalData.exportOwner({ actor: 'operator-1', externalId });
  return JSON.parse(await new Response(stream).text()) as Export;
}

/** A choice, and a place it was made from. */
async function chooseMails(world: World): Promise<void> {
  const response = await world.as('ada').send('updateNotificationPreferences', {
    body: { kind: 'paused', isWanted: false },
    headers: {
      'idempotency-key': newKey(),
      'user-agent': 'Netscape/4',
      'x-forwarded-for': '203.0.113.77',
    },
  });
  expect(response.status).toBe(200);
}

const openErasable = async (wrapStore?: (store: BillingStore) => BillingStore) => {
  const world = await openPayingWorld({ wrapStore, server: { trustedProxyHeader: 'x-forwarded-for' } });
  await world.subscribe('elena', 'starter-month', { billingName: 'Alpine Works' });
  await chooseMails(world);
  await world.as('ada').query('previewChange', { priceId: 'enterprise-month' });
  await world.settle();
  return world;
};

/** Has what is to be done in an hour, or a day, done now. */
async function passTime(world: World): Promise<void> {
  await world.database.db.execute(
    sql`update floe_billing.jobs set due_at = now() where kind = 'erase_owner' and state = 'pending'`,
  );
  await world.settle();
}

it('hands over everything that is kept about an owner, and nothing about another', async () => {
  const world = await openErasable();
  const { externalId, exportedAt, tables } = await exportOf(world);

  expect({ externalId, exportedAt }).toEqual({ externalId: OWNER, exportedAt: world.emulator.clock.now() });
  for (const table of [
    ...['owners', 'customers', 'subscriptions', 'invoices', 'payment_methods', 'checkouts', 'quotes'],
    ...['checkout_intents', 'billing_audit_log', 'billing_audit_origins', 'notification_preferences'],
    ...['webhook_inbox', 'outbox', 'idempotency_keys'],
  ]) {
    expect(tables[table]?.length ?? 0, table).toBeGreaterThan(0);
  }
  expect(tables.customers?.[0]).toMatchObject({ name: 'Northwind Construction', external_id: OWNER });
  const bodies = tables.webhook_inbox?.map(({ payload }) => String(payload)) ?? [];
  expect(bodies.join()).toContain('Northwind Construction');
  expect(JSON.stringify(tables)).not.toMatch(/alpine/i);
  const { items } = await world.store.listAuditEntries(OWNER, { limit: 500, cursor: null });
  expect(tables.billing_audit_log).toHaveLength(items.length);
  expect(items[0]).toMatchObject({ action: 'owner.exported', actor: 'operator-1' });
});

it('knows of every table whether it is about somebody', async () => {
  const world = await openWorld();
  const about = (await readOwnerTables(world.database.db)).map(({ name }) => name);
  const all = (await readTables(world.database.db)).map(({ name }) => name);

  expect(all.filter((name) => !about.includes(name)).sort()).toEqual([...TABLES_OF_NOBODY].sort());
});

it('gives an owner of whom nothing is kept an empty export', async () => {
  const world = await openWorld();
  const { tables } = await exportOf(world, 'organization_nobody');

  expect(Object.keys(tables)).toEqual(['billing_audit_log']);
});

it('erases an owner here and at the provider, keeps the log, and touches nobody else', async () => {
  const world = await openErasable();
  expect((await tablesThatTell(world)).sort()).toEqual(['billing_audit_origins', 'bodies', 'customers']);
  const others = await about(world, OTHER);
  const log = await world.store.listAudit(OWNER, 1_000);
  const amounts = (await exportOf(world)).tables.invoices?.map(({ total_amount }) => total_amount);

  await world.billing.personalData.eraseOwner({ actor: 'operator-1', externalId: OWNER });
  await world.settle();
  // What the server did makes the provider tell of the deletion.
  await world.settle();
  await passTime(world);

  expect(await tablesThatTell(world)).toEqual([]);
  const deleted = world.gateway.requests.filter((request) => request.startsWith('DELETE /v1/customers/'));
  expect(deleted).toHaveLength(1);
  const kept = await world.store.listAudit(OWNER, 1_000);
  expect(kept.slice(-log.length)).toEqual(log.map((entry) => ({ ...entry, origin: null })));
  expect(kept.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['owner.erasure_asked', 'owner.erased', 'owner.erased_late']),
  );
  expect((await exportOf(world)).tables.invoices?.map(({ total_amount }) => total_amount)).toEqual(amounts);
  expect(await about(world, OTHER)).toBe(others);
  expect((await world.as('elena').query('getBilling', {})).subscription).toMatchObject({
    planId: 'starter',
  });
  expect((await world.as('ada').query('getBilling', {})).subscription).toBeNull();
});

it('goes on where it broke off: at the provider, here, and when it is asked for again', async () => {
  let failures = 1;
  const world = await openErasable((store) => ({
    ...store,
    transaction: (run) =>
      store.transaction((transaction) =>
        run({
          ...transaction,
          async eraseOwner(input) {
            const counts = await transaction.eraseOwner(input);
            failures -= 1;
            // As if the process died between the rows and the commit.
            if (failures >= 0) throw new Error('cut off');
            return counts;
          },
        }),
      ),
  }));
  let lost = 1;
  world.gateway.faultOf = (request) => {
    if (!request.startsWith('DELETE') || lost === 0) return 'none';
    lost -= 1;
    return 'answer_lost';
  };
  const ask = () => world.billing.personalData.eraseOwner({ actor: 'operator-1', externalId: OWNER });
  await ask();
  await ask();
  for (let round = 0; round < 5; round += 1) await passTime(world);

  expect({ failures, lost }).toEqual({ failures: expect.any(Number), lost: 0 });
  expect(failures).toBeLessThan(0);
  expect(await tablesThatTell(world)).toEqual([]);
  const erased = (await world.store.listAudit(OWNER, 1_000)).filter(
    ({ action }) => action === 'owner.erased',
  );
  expect(erased).toHaveLength(1);
  await ask();
  await world.settle();
  expect(await tablesThatTell(world)).toEqual([]);
});

it('leaves whoever comes back after an erasure alone', async () => {
  const world = await openErasable();
  await world.billing.personalData.eraseOwner({ actor: 'operator-1', externalId: OWNER });
  await world.settle();
  await world.subscribe('ada', 'starter-month');
  for (let round = 0; round < 3; round += 1) await passTime(world);

  expect((await world.as('ada').query('getBilling', {})).subscription).toMatchObject({ planId: 'starter' });
  expect(await world.store.findCustomerByExternalId(OWNER)).toMatchObject({ name: 'Northwind Construction' });
});

it('does nothing for nobody', async () => {
  const world = await openWorld();
  const nobody = { actor: ' ', externalId: OWNER };

  await expect(world.billing.personalData.eraseOwner(nobody)).rejects.toThrow('say who does it');
  await expect(world.billing.personalData.exportOwner(nobody)).rejects.toThrow('say who does it');
});
