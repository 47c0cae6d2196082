import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type BillingDatabase, copyDatabase, migrate, openDatabase } from '../../../src/postgres/index.ts';
import { createTestDatabase } from '../../support/postgres.ts';

let source: BillingDatabase;
let target: BillingDatabase;

beforeEach(async () => {
  const { url } = await createTestDatabase();
  source = await openDatabase({ memory: true });
  onTestFinished(() => source.close());
  target = await openDatabase({ databaseUrl: url });
  onTestFinished(() => target.close());
  await migrate(source.db);
});

/** More of the inbox than one statement takes, and values that are easily lost on the way. */
async function fillSource(): Promise<void> {
  await source.db.execute(
    sql.raw(`
    insert into floe_billing.owners (external_id) select 'organization_' || n from generate_series(1, 3) as n`),
  );
  await source.db.execute(
    sql.raw(`
    insert into floe_billing.webhook_inbox (key, payload, state, enqueued_at, finished_at, last_error)
    select 'delivery-' || n, decode(md5(n::text), 'hex') || '\\x0000ff'::bytea,
      case when n % 2 = 0 then 'done' else 'pending' end,
      '2027-01-01T09:00:00.123456Z'::timestamptz + n * interval '1 microsecond',
      case when n % 2 = 0 then '2027-01-01T09:00:01.000001+02:00'::timestamptz end,
      case n % 3 when 0 then null when 1 then '' else 'it''s "odd" \\ ünï 🧊' end
    from generate_series(1, 1203) as n`),
  );
  await source.db.execute(
    sql.raw(`
    insert into floe_billing.jobs (key, kind, payload) values ('a', 'odd',
      '{"big": 12345678901234567890, "exact": 0.1000, "twice": 1, "twice": 2, "text": "a\\\\nb"}')`),
  );
  // The last rows are gone again; their ids must not come a second time.
  await source.db.execute(sql.raw('delete from floe_billing.webhook_inbox where id > 1200'));
}

const rowsOf = async ({ db }: BillingDatabase, query: string) => (await db.execute(sql.raw(query))).rows;

describe('a store that moves to another database', { timeout: 90_000 }, () => {
  it('arrives whole: every row, every byte, every microsecond, and where its numbers stood', async () => {
    await fillSource();
    const told: string[] = [];
    const copied = await copyDatabase(source, target, { onTable: ({ table }) => told.push(table) });

    expect(copied.map(({ table }) => table)).toEqual(told);
    expect(told.indexOf('owners')).toBeLessThan(told.indexOf('customers'));
    expect(told.indexOf('customers')).toBeLessThan(told.indexOf('subscriptions'));
    expect(copied.find(({ table }) => table === 'webhook_inbox')?.rows).toBe(1200);
    const all = `select id::text, key, encode(payload, 'hex') as payload, state, last_error,
      extract(epoch from enqueued_at)::text as enqueued, extract(epoch from finished_at)::text as finished,
      extract(epoch from updated_at)::text as updated
      from floe_billing.webhook_inbox order by id`;
    expect(await rowsOf(target, all)).toEqual(await rowsOf(source, all));
    const jobs = 'select payload::text as payload from floe_billing.jobs';
    expect(await rowsOf(target, jobs)).toEqual(await rowsOf(source, jobs));

    const next = `insert into floe_billing.webhook_inbox (key, payload) values ('next', '') returning id::text`;
    expect(await rowsOf(target, next)).toEqual([{ id: '1204' }]);
  });

  it('goes nowhere where something is already', async () => {
    await migrate(target.db);
    await target.db.execute(sql.raw("insert into floe_billing.owners (external_id) values ('somebody')"));
    await expect(copyDatabase(source, target)).rejects.toThrow(
      'the table owners of the target holds rows already',
    );
  });

  it('is not kept at all when one value does not arrive as it was', async () => {
    await fillSource();
    await migrate(target.db);
    await target.db.execute(
      sql.raw(`
      create function spoil() returns trigger language plpgsql as $$ begin
        if new.key = 'delivery-77' then new.last_error := 'spoiled'; end if; return new; end $$;
      create trigger spoil before insert on floe_billing.webhook_inbox for each row execute function spoil()`),
    );
    await expect(copyDatabase(source, target)).rejects.toThrow(
      'the table webhook_inbox did not arrive as it was',
    );
    expect(await rowsOf(target, 'select * from floe_billing.owners')).toEqual([]);
    expect(await rowsOf(target, 'select * from floe_billing.webhook_inbox')).toEqual([]);
  });
});
