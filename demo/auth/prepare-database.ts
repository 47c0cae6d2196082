import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { sql } from 'drizzle-orm';
import type { BillingDatabase } from 'floe-billing/postgres';
import { SAMPLE_PASSWORD, sampleOrganizations, samplePeople } from '../people.ts';
import { account, member, organization, SCHEMA, user } from './schema.ts';
import { TABLES } from './tables.ts';

type Database = BillingDatabase['db'];

/** What has to be done to a database once, in this order. Add to it; never change what is there. */
const STEPS: readonly { name: string; run: (db: Database) => Promise<void> }[] = [
  { name: 'tables', run: createTables },
  // Before the people, who are written with every column there is.
  { name: 'language of a person', run: addLanguage },
  { name: 'sample people', run: addSamplePeople },
];

// Any number of ours, other than Floe's; it must only be the same in every process.
const ADVISORY_LOCK = 4_010_400_360;

/** Makes TenderTrack's tables and sample people where they are not there yet: all of it, or nothing. */
export async function prepareDatabase(db: Database): Promise<void> {
  const steps = sql.raw(`${SCHEMA}.steps`);
  await db.transaction(async (transaction) => {
    await transaction.execute(sql`select pg_advisory_xact_lock(${ADVISORY_LOCK}::bigint)`);
    await transaction.execute(sql.raw(`create schema if not exists ${SCHEMA}`));
    await transaction.execute(
      sql`create table if not exists ${steps} (name text primary key, done_at timestamptz not null default now())`,
    );
    const { rows } = await transaction.execute<{ name: string }>(sql`select name from ${steps}`);
    const done = new Set(rows.map(({ name }) => name));
    for (const { name, run } of STEPS) {
      if (done.has(name)) continue;
      await run(transaction);
      await transaction.execute(sql`insert into ${steps} (name) values (${name})`);
    }
  });
}

async function createTables(db: Database): Promise<void> {
  for (const statement of TABLES) await db.execute(sql.raw(statement));
}

async function addLanguage(db: Database): Promise<void> {
  await db.execute(sql.raw(`alter table ${SCHEMA}."user" add column locale text`));
}

// A step of its own and not a look at what is missing: who was removed by hand must not come back.
async function addSamplePeople(db: Database): Promise<void> {
  const passwords = await Promise.all(samplePeople.map(() => hashPassword(SAMPLE_PASSWORD)));
  await db
    .insert(organization)
    .values(sampleOrganizations.map(({ id, name, email }) => ({ id, name, slug: id, billingEmail: email })));
  await db
    .insert(user)
    .values(samplePeople.map(({ id, name, email }) => ({ id, name, email, emailVerified: true })));
  await db.insert(account).values(
    samplePeople.map(({ id }, index) => ({
      id: randomUUID(),
      accountId: id,
      providerId: 'credential',
      userId: id,
      password: passwords[index],
    })),
  );
  await db.insert(member).values(
    samplePeople.flatMap(({ id, memberships }) =>
      memberships.map(({ role, ...at }, rank) => ({
        id: randomUUID(),
        organizationId: at.organization.id,
        userId: id,
        role,
        // The one they joined first is the one they look at first.
        createdAt: new Date(Date.UTC(2026, 0, 1 + rank)),
      })),
    ),
  );
}
