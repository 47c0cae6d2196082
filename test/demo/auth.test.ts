import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getAuthTables } from 'better-auth/db';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { authenticateWith } from '../../demo/auth/authenticate.ts';
import { type Auth, createAuth } from '../../demo/auth/create-auth.ts';
import { prepareDatabase } from '../../demo/auth/prepare-database.ts';
import { keptSecret } from '../../demo/auth/secret.ts';
import { answerSession, type SessionAnswer } from '../../demo/auth/session-answer.ts';
import { SAMPLE_PASSWORD, samplePeople } from '../../demo/people.ts';
import { type BillingDatabase, openDatabase } from '../../src/postgres/index.ts';
import { createTestDatabase } from '../support/postgres.ts';

const URL = 'http://localhost:4000';

async function openPostgres(): Promise<BillingDatabase> {
  const database = await openDatabase({ databaseUrl: (await createTestDatabase()).url });
  onTestFinished(() => database.close());
  return database;
}

async function prepare(database: BillingDatabase): Promise<Auth> {
  await prepareDatabase(database.db);
  return createAuth({ database, secret: 'x'.repeat(43), url: URL });
}

/** Sends a request to Better Auth as a browser with these cookies does. */
async function post(auth: Auth, path: string, body: object, cookie = '') {
  const response = await auth.handler(
    new Request(`${URL}/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: URL, ...(cookie === '' ? {} : { cookie }) },
      body: JSON.stringify(body),
    }),
  );
  const [set] = response.headers.getSetCookie();
  return {
    status: response.status,
    cookie: set?.split(';')[0] ?? cookie,
    body: (await response.json()) as Record<string, unknown>,
  };
}

async function signIn(auth: Auth, id: string): Promise<string> {
  const email = samplePeople.find((person) => person.id === id)?.email;
  const { status, cookie } = await post(auth, '/sign-in/email', { email, password: SAMPLE_PASSWORD });
  expect(status).toBe(200);
  return cookie;
}

async function sessionOf(auth: Auth, database: BillingDatabase, cookie: string): Promise<SessionAnswer> {
  const response = await answerSession(new Headers({ cookie }), auth, database);
  return (await response.json()) as SessionAnswer;
}

describe('the tables', () => {
  it('are made once, by however many processes at once', async () => {
    const { url } = await createTestDatabase();
    const processes = await Promise.all([1, 2, 3].map(() => openDatabase({ databaseUrl: url })));
    onTestFinished(async () => void (await Promise.all(processes.map((database) => database.close()))));
    await Promise.all(processes.map(({ db }) => prepareDatabase(db)));

    const [first] = processes;
    const counted = await first?.db.execute<{ count: string }>(
      sql`select count(*) from tendertrack."user" union all select count(*) from tendertrack.steps`,
    );
    expect(counted?.rows.map(({ count }) => Number(count))).toEqual([samplePeople.length, 3]);
  });

  it('are not there at all when the start is cut off in between', async () => {
    const { db } = await openPostgres();
    await db.execute(sql`create schema tendertrack`);
    // In the way of the last table.
    await db.execute(sql`create table tendertrack.invitation (id text)`);

    await expect(prepareDatabase(db)).rejects.toThrow();
    await db.execute(sql`drop table tendertrack.invitation`);
    await prepareDatabase(db);
  });

  it('are brought up to date where they were made by an older demo', async () => {
    const { db } = await openPostgres();
    await prepareDatabase(db);
    await db.execute(sql`alter table tendertrack."user" drop column locale`);
    await db.execute(sql`delete from tendertrack.steps where name like 'language%'`);
    await prepareDatabase(db);

    const { rows } = await db.execute(sql`select locale from tendertrack."user"`);
    expect(rows).toHaveLength(samplePeople.length);
  });

  it('do not bring back at the next start who was removed', async () => {
    const database = await openPostgres();
    const auth = await prepare(database);
    const anna = await signIn(auth, 'anna');
    const memberIdOrEmail = 'david@nordlicht.example';
    expect((await post(auth, '/organization/remove-member', { memberIdOrEmail }, anna)).status).toBe(200);
    await prepareDatabase(database.db);

    const { memberships } = await sessionOf(auth, database, await signIn(auth, 'david'));
    expect(memberships).toEqual([]);
  });
});

describe.each(['postgres', 'pglite'] as const)('on %s', (kind) => {
  let database: BillingDatabase;
  let auth: Auth;
  const cleanUps: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    if (kind === 'postgres') {
      const { url, drop } = await createTestDatabase({ scope: 'caller' });
      cleanUps.push(drop);
      database = await openDatabase({ databaseUrl: url });
    } else {
      database = await openDatabase({ memory: true });
    }
    cleanUps.push(() => database.close());
    auth = await prepare(database);
  });
  afterAll(async () => {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  });

  it('the tables have every column that Better Auth wants', async () => {
    const { rows } = await database.db.execute<{ column: string; is_nullable: string }>(
      sql`select table_name || '.' || column_name as column, is_nullable
            from information_schema.columns where table_schema = 'tendertrack'`,
    );
    const columns = new Map(rows.map(({ column, is_nullable }) => [column, is_nullable === 'NO']));
    const toSnake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const wanted = Object.values(getAuthTables(auth.options)).flatMap(({ modelName, fields }) =>
      Object.entries(fields).map(([field, { required }]) => ({
        column: `${modelName}.${toSnake(field)}`,
        required: required !== false,
      })),
    );

    expect(wanted.length).toBeGreaterThan(40);
    for (const { column, required } of wanted)
      expect([column, columns.get(column)]).toEqual([column, required]);
  });

  // The embedded database has one connection: a query past the open transaction waits for its end, and times out.
  it('people sign up, found an organization, invite, join, change roles, and remove', async () => {
    const authenticate = authenticateWith(auth);
    const ask = async (cookie: string) =>
      authenticate(new Request(`${URL}/api/billing/get-billing`, { headers: { cookie } }));
    const password = 'a good password';
    const nora = await post(auth, '/sign-up/email', { name: 'Nora', email: 'nora@falk.example', password });
    expect(nora.status).toBe(200);
    const founded = await post(auth, '/organization/create', { name: 'Falk', slug: 'falk' }, nora.cookie);
    const organizationId = founded.body.id;
    expect(await ask(nora.cookie)).toMatchObject({
      role: 'owner',
      owner: { id: organizationId, email: null },
    });

    const email = 'erik@falk.example';
    const invited = await post(auth, '/organization/invite-member', { email, role: 'manager' }, nora.cookie);
    const erik = await post(auth, '/sign-up/email', { name: 'Erik', email, password });
    await expect(ask(erik.cookie)).rejects.toMatchObject({ code: 'forbidden' });
    const { id: invitationId } = invited.body;
    const joined = await post(auth, '/organization/accept-invitation', { invitationId }, erik.cookie);
    expect(joined.status).toBe(200);
    expect(await ask(erik.cookie)).toMatchObject({ role: 'manager', owner: { id: organizationId } });

    const memberId = (joined.body.member as { id: string }).id;
    await post(auth, '/organization/update-member-role', { memberId, role: 'admin' }, nora.cookie);
    expect(await ask(erik.cookie)).toMatchObject({ role: 'admin' });
    await post(auth, '/organization/remove-member', { memberIdOrEmail: email }, nora.cookie);
    await expect(ask(erik.cookie)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await sessionOf(auth, database, erik.cookie)).toMatchObject({ memberships: [], active: null });
  });

  it('many people sign in at once, each to the organization they joined first', async () => {
    const cookies = await Promise.all(samplePeople.map(({ id }) => signIn(auth, id)));
    const answers = await Promise.all(cookies.map((cookie) => sessionOf(auth, database, cookie)));

    expect(answers.map(({ user, active }) => [user?.id, active?.id, active?.role])).toEqual(
      samplePeople.map(({ id, memberships: [first] }) => [id, first?.organization.id, first?.role]),
    );
  });

  it('an e-mail address signs up once, however often at once, and no log tells it', async () => {
    const lines: string[] = [];
    for (const level of ['warn', 'error'] as const) {
      const spy = vi.spyOn(console, level).mockImplementation((line: string) => void lines.push(line));
      onTestFinished(() => spy.mockRestore());
    }
    const body = { name: 'Olga', email: 'olga@falk.example', password: 'a good password' };
    const answers = await Promise.all([1, 2, 3].map(() => post(auth, '/sign-up/email', body)));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
    await post(auth, '/sign-in/email', { ...body, password: 'not the password' });
    await post(auth, '/sign-in/email', { ...body, email: 'unknown@falk.example' });
    expect(lines.join('\n')).toContain('Better Auth:');
    expect(lines.join('\n')).not.toMatch(/falk|Olga|password\b.*:|\$\d/);
  });
});

describe('the kept secret', () => {
  function newFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'floe-secret-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }

  it('is made once, for its owner alone', () => {
    const folder = newFolder();
    const secret = keptSecret(folder);

    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(keptSecret(folder)).toBe(secret);
    expect(keptSecret(newFolder())).not.toBe(secret);
    expect(statSync(join(folder, 'auth-secret')).mode & 0o077).toBe(0);
  });

  it('is not half of one when the first start was cut off', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'auth-secret.new'), 'half');

    expect(keptSecret(folder)).toHaveLength(43);
    expect(readFileSync(join(folder, 'auth-secret'), 'utf8')).toHaveLength(43);
  });
});
