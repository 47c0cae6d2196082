import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import {
  createPostgresStore,
  type EncryptionKey,
  openDatabase,
  reencryptRows,
} from '../../src/postgres/index.ts';
import {
  apply,
  customer,
  moment,
  OWNER,
  seat,
  subscription,
} from '../../src/testing/billing-store/fixtures.ts';

const key = (id: string): EncryptionKey => ({ id, key: randomBytes(32).toString('base64') });
const NAME = 'Markword Construction';
const BODY = new TextEncoder().encode(JSON.stringify({ name: NAME }));
const DELIVERY = { deliveryId: 'evt_1', body: BODY };

async function openHouse() {
  const database = await openDatabase({ memory: true });
  onTestFinished(() => database.close());
  const open = (...keys: EncryptionKey[]) =>
    createPostgresStore(database, keys.length === 0 ? {} : { encryption: { keys } });
  return { database, open };
}

type House = Awaited<ReturnType<typeof openHouse>>;

async function fill(store: ReturnType<House['open']>): Promise<void> {
  await store.migrate();
  const record = customer({ name: NAME, email: 'markword@somewhere.example', billingName: NAME });
  await apply(store, 'event', { kind: 'customer', record });
  await store.recordDeliveries([DELIVERY]);
  const entry = { externalId: OWNER, actor: 'user_1', action: 'acted', subjectId: null, details: {} };
  await store.transaction((transaction) =>
    transaction.appendAudit({ ...entry, at: moment() }, { address: '192.0.2.77', agent: 'Markword/1' }),
  );
}

/** What somebody finds who has the database and no key. */
async function readRaw({ database: { db } }: House): Promise<string> {
  const { rows } = await db.execute(sql`
    select row_to_json(c)::text as text from floe_billing.customers c
    union all select row_to_json(o)::text from floe_billing.billing_audit_origins o
    union all select encode(payload, 'escape') from floe_billing.webhook_inbox`);
  return JSON.stringify(rows);
}

async function readAll(store: ReturnType<House['open']>) {
  const known = await store.findCustomerByExternalId(OWNER);
  const [entry] = await store.listAudit(OWNER, 10);
  return [known?.name, known?.email, known?.billingName, entry?.origin?.address, entry?.origin?.agent];
}

const ALL = [NAME, 'markword@somewhere.example', NAME, '192.0.2.77', 'Markword/1'];

it('keeps nothing personal readable, and reads it with the key', async () => {
  const house = await openHouse();
  const store = house.open(key('a'));
  await fill(store);

  expect(await readRaw(house)).not.toMatch(/markword|192\.0\.2\.77/i);
  expect(await readAll(store)).toEqual(ALL);
  const [item] = await store.inbox.claim(1, 60);
  expect(item?.payload).toEqual(BODY);
});

it('takes the same customer again as unchanged, though nothing is sealed alike twice', async () => {
  const house = await openHouse();
  const store = house.open(key('a'));
  await fill(store);
  const record = customer({ name: NAME, email: 'markword@somewhere.example', billingName: NAME });

  const outcomes = await store.transaction(async (transaction) => [
    (await transaction.applySnapshot({ kind: 'customer', record }, 'event')).outcome,
    (await transaction.applySnapshot({ kind: 'customer', record: { ...record, name: 'Other' } }, 'event'))
      .outcome,
  ]);

  expect(outcomes).toEqual(['unchanged', 'tie']);
});

it('opens what was sealed for one row at no other, and nothing that was changed', async () => {
  const house = await openHouse();
  const store = house.open(key('a'));
  await fill(store);
  const other = { ...customer(), id: 'cus_other', externalId: 'organization_other', name: 'Other' };
  await apply(store, 'event', { kind: 'customer', record: other });
  const { db } = house.database;
  await db.execute(sql`
    update floe_billing.customers set name = (select name from floe_billing.customers where id = 'cus_other')
    where external_id = ${OWNER}`);
  await expect(store.findCustomerByExternalId(OWNER)).rejects.toThrow('belongs to another row');

  await db.execute(sql`update floe_billing.customers set name = overlay(name placing case substr(name, 20, 1) when '0' then '1' else '0' end from 20 for 1)
    where id = 'cus_other'`);
  await expect(store.findCustomerByExternalId('organization_other')).rejects.toThrow('cannot be decrypted');
});

it('encrypts what was there before, then with a newer key, after which the older may go', async () => {
  const house = await openHouse();
  await fill(house.open());
  expect(await readRaw(house)).toMatch(/Markword/);
  const [older, newer] = [key('older'), key('newer')];
  expect(await readAll(house.open(older))).toEqual(ALL);

  await reencryptRows(house.database, { keys: [older] });
  expect(await readRaw(house)).not.toMatch(/markword/i);
  await expect(house.open(newer).migrate()).rejects.toThrow('the key "older"');

  const keys = [newer, older];
  expect(await reencryptRows(house.database, { keys })).toMatchObject({ customers: 1, webhook_inbox: 1 });
  expect(await reencryptRows(house.database, { keys })).toMatchObject({ customers: 0, webhook_inbox: 0 });
  const store = house.open(newer);
  await store.migrate();
  expect(await readAll(store)).toEqual(ALL);
});

const EMPTIED = {
  customers: sql`update floe_billing.customers set name = null, email = null, billing_name = null`,
  seats: sql`update floe_billing.seats set email = null`,
  billing_audit_origins: sql`delete from floe_billing.billing_audit_origins`,
  webhook_inbox: sql`delete from floe_billing.webhook_inbox`,
};

it.each(Object.keys(EMPTIED))(
  'does not start without the key of what is encrypted in %s alone',
  async (left) => {
    const house = await openHouse();
    const store = house.open(key('used'));
    await fill(store);
    const { id: subscriptionId } = subscription();
    await apply(
      store,
      'event',
      { kind: 'subscription', record: subscription() },
      { kind: 'seat', record: seat({ subscriptionId, email: 'markword@somewhere.example' }) },
    );
    for (const [table, empty] of Object.entries(EMPTIED)) {
      if (table !== left) await house.database.db.execute(empty);
    }

    const refusal = `some of ${left} in this database was encrypted with the key "used"`;
    await expect(house.open(key('other')).migrate()).rejects.toThrow(refusal);
    await expect(house.open().migrate()).rejects.toThrow(refusal);
  },
);

it('takes other keys while it runs, and none without one that is still needed', async () => {
  const house = await openHouse();
  const [older, newer] = [key('older'), key('newer')];
  const store = house.open(older);
  await fill(store);

  await expect(store.replaceKeys({ keys: [newer] })).rejects.toThrow('the key "older"');
  await expect(store.replaceKeys(undefined)).rejects.toThrow('the key "older"');
  await expect(store.replaceKeys({ keys: [] })).rejects.toThrow('no keys');
  expect(await readAll(store)).toEqual(ALL);

  await store.replaceKeys({ keys: [newer, older] });
  expect(await readAll(store)).toEqual(ALL);
  const record = customer({ id: 'cus_new', externalId: 'organization_new', name: NAME });
  await apply(store, 'event', { kind: 'customer', record });
  expect(await readRaw(house)).toMatch(/floe1:newer:/);
  const progress: string[] = [];
  await reencryptRows(
    house.database,
    { keys: [newer, older] },
    { onProgress: ({ table, rows }) => progress.push(`${table} ${rows}`) },
  );
  expect(progress).toEqual(['customers 1', 'seats 0', 'billing_audit_origins 1', 'webhook_inbox 1']);
  await store.replaceKeys({ keys: [newer] });
  expect(await readAll(store)).toEqual(ALL);
});

it('gives back a name that looks as if it were sealed', async () => {
  const house = await openHouse();
  const store = house.open();
  await store.migrate();
  await apply(store, 'event', { kind: 'customer', record: customer({ name: 'floe1:a:b' }) });

  expect(await store.findCustomerByExternalId(OWNER)).toMatchObject({ name: 'floe1:a:b' });
});

it.each([
  ['none', [], 'no keys'],
  ['a short one', [{ id: 'a', key: randomBytes(16).toString('base64') }], '32 random bytes'],
  [
    'a password',
    [{ id: 'a', key: Buffer.from('correct horse battery staple 123').toString('base64') }],
    'not random',
  ],
  ['zeros', [{ id: 'a', key: Buffer.alloc(32).toString('base64') }], 'not random'],
  ['an odd id', [{ ...key('a'), id: 'a:b' }], 'the id of encryption key 1'],
  ['one id twice', [key('a'), key('a')], 'two encryption keys have the id "a"'],
])('refuses to start with %s among its keys', async (_, keys, message) => {
  const house = await openHouse();

  expect(() => createPostgresStore(house.database, { encryption: { keys } })).toThrow(message);
});
