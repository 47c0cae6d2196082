import { type SQL, sql } from 'drizzle-orm';
import type { WorkItem, WorkQueue, WorkSummary } from '../../server/ports/index.ts';
import type { Rows, Sql } from '../database.ts';
import { toInstant } from '../schema/columns.ts';
import type { jobs, outbox, webhookInbox } from '../schema/index.ts';

/** A table with the columns of a queue. */
export type WorkTable = typeof webhookInbox | typeof outbox | typeof jobs;

/** How long an item waits after its first failure; doubled by each further one, up to an hour. */
const FIRST_BACKOFF_SECONDS = 1;
const LONGEST_BACKOFF_SECONDS = 3600;
const LONGEST_ERROR = 4000;

/** An item to add. */
export interface NewWork {
  key: string;
  /** Items of one group are done one at a time, in order; `null` stands alone. */
  group: string | null;
  payload: unknown;
}

interface ClaimedRow extends Record<string, unknown> {
  id: string;
  key: string;
  payload: unknown;
  attempts: number;
}

/**
 * The queue in `table`. Times are the database's own, so that processes with different clocks agree.
 *
 * @param decode turns the stored payload into what the caller gets.
 */
export function createWorkQueue<Payload>(
  db: Sql,
  table: WorkTable,
  decode: (payload: unknown) => Payload | Promise<Payload>,
): WorkQueue<Payload> {
  async function rows<Row extends Record<string, unknown>>(statement: SQL): Promise<Row[]> {
    const answer: Rows<Record<string, unknown>> = await db.execute(statement);
    // The statement beside each call names the columns of its Row.
    return answer.rows as Row[];
  }

  return {
    claim: async (limit, leaseInSeconds) => {
      const claimed = await rows<ClaimedRow>(sql`
        with due as (
          select item.id from ${table} as item
          where item.state = 'pending' and item.due_at <= now()
            and (item.leased_until is null or item.leased_until <= now())
            and not exists (${blockers(table, sql`other.id < item.id or other.leased_until > now()`)})
          order by item.due_at, item.id
          limit ${limit}::int
          for update skip locked
        )
        update ${table} as item
        set attempts = attempts + 1, lease_id = gen_random_uuid(), leased_until = now() + make_interval(secs => ${leaseInSeconds}::float8)
        from due where item.id = due.id
        returning item.id::text as id, item.key, item.payload, item.attempts`);
      return Promise.all(
        claimed
          .sort((left, right) => Number(left.id) - Number(right.id))
          .map(async ({ id, key, payload, attempts }): Promise<WorkItem<Payload>> => {
            return { id, key, attempts, payload: await decode(payload) };
          }),
      );
    },

    fail: async (id, error, maxAttempts) => {
      const [row] = await rows<{ state: string }>(sql`
        update ${table} set
          state = case when attempts >= ${maxAttempts}::int then 'parked' else 'pending' end,
          due_at = now() + ${backoff()},
          leased_until = null,
          lease_id = null,
          last_error = ${describeError(error)}
        where id = ${id}::bigint and state = 'pending'
        returning state`);
      return row?.state === 'parked' ? 'parked' : 'retry';
    },

    replay: async (ids) => {
      if (ids.length === 0) return 0;
      const list = sql.join(
        ids.map((id) => sql`${id}::bigint`),
        sql`, `,
      );
      const replayed = await rows(sql`
        update ${table}
        set state = 'pending', attempts = 0, due_at = now(), leased_until = null, lease_id = null, finished_at = null
        where id in (${list}) and state in ('parked', 'done')
        returning id`);
      return replayed.length;
    },

    listParked: (limit) =>
      rows<WorkSummary & Record<string, unknown>>(sql`
        select id::text as id, key, state, attempts, last_error as "lastError"
        from ${table} as item where state = 'parked' order by item.id limit ${limit}::int`),

    depth: async () => {
      const [row] = await rows<{ pending: number; parked: number; oldest: number | null }>(sql`
        select count(*) filter (where state = 'pending')::int as pending,
          count(*) filter (where state = 'parked')::int as parked,
          extract(epoch from now() - min(enqueued_at) filter (where state = 'pending'))::float8 as oldest
        from ${table} where state <> 'done'`);
      return {
        pending: row?.pending ?? 0,
        parked: row?.parked ?? 0,
        oldestPendingSeconds: row?.oldest ?? null,
      };
    },

    nextDueAt: async () => {
      // An item behind another of its group falls due when that one is done, not by itself.
      const [row] = await rows<{ at: string | null }>(sql`
        select min(greatest(item.due_at, item.leased_until)) as at from ${table} as item
        where item.state = 'pending' and not exists (${blockers(table, sql`other.id < item.id`)})`);
      return row?.at ? toInstant(row.at) : null;
    },
  };
}

/** Marks an item done, inside the transaction that holds its effects. */
export async function finishWork(transaction: Sql, table: WorkTable, id: string): Promise<void> {
  await transaction.execute(sql`
    update ${table} set state = 'done', finished_at = now(), leased_until = null, lease_id = null, last_error = null
    where id = ${id}::bigint`);
}

/** Adds an item that is due now. A key that is already there adds nothing. */
export async function enqueueWork(transaction: Sql, table: WorkTable, item: NewWork): Promise<void> {
  await transaction.execute(sql`
    insert into ${table} (key, "group", payload) values (${item.key}, ${item.group}, ${JSON.stringify(item.payload)})
    on conflict (key) do nothing`);
}

/** Adds an item that is due now, again when it is done or parked. One that is still pending stays as it is. */
export async function enqueueAgain(transaction: Sql, table: WorkTable, item: NewWork): Promise<void> {
  await transaction.execute(sql`
    insert into ${table} as known (key, "group", payload)
    values (${item.key}, ${item.group}, ${JSON.stringify(item.payload)})
    on conflict (key) do update set state = 'pending', payload = excluded.payload, attempts = 0, due_at = now(),
      leased_until = null, lease_id = null, last_error = null, finished_at = null, enqueued_at = now()
    where known.state <> 'pending'`);
}

function blockers(table: WorkTable, isAhead: SQL): SQL {
  return sql`select 1 from ${table} as other
    where other."group" = item."group" and other.state = 'pending' and other.id <> item.id and (${isAhead})`;
}

// Half of the wait is chance, so that what failed together does not come back together.
function backoff(): SQL {
  return sql`make_interval(secs => least(${LONGEST_BACKOFF_SECONDS}::float8,
    ${FIRST_BACKOFF_SECONDS}::float8 * power(2::float8, least(attempts - 1, 20))) * (0.5 + random() / 2))`;
}

function describeError(error: string): string {
  // PostgreSQL's text holds no NUL, and a message may quote any byte.
  return error.replaceAll('\0', '').slice(0, LONGEST_ERROR);
}
