import { type SQL, sql } from 'drizzle-orm';
import { describeError } from '../../server/logger.ts';
import type { WorkClaim, WorkItem, WorkQueue } from '../../server/ports/index.ts';
import type { Rows, Sql } from '../database.ts';
import { toInstant } from '../schema/columns.ts';
import type { jobs, outbox, webhookInbox } from '../schema/index.ts';
import { findWork, listParked } from './work-reads.ts';

/** A table with the columns of a queue. */
export type WorkTable = typeof webhookInbox | typeof outbox | typeof jobs;

/** How long an item waits after its first failure; doubled by each further one, up to an hour. */
const FIRST_BACKOFF_SECONDS = 1;
const LONGEST_BACKOFF_SECONDS = 3600;
/** How long it waits at most for somebody who is down. */
const LONGEST_POSTPONEMENT_SECONDS = 600;
const LONGEST_ERROR = 4000;

/** Turns the stored payload into what the queue holds. */
export type DecodePayload<Payload> = (payload: unknown, key: string) => Payload | Promise<Payload>;

interface ClaimedRow extends Record<string, unknown> {
  id: string;
  leaseId: string;
  key: string;
  payload: unknown;
  attempts: number;
}

/** The queue in `table`. Times are the database's own, so that processes with different clocks agree. */
export function createWorkQueue<Payload>(
  db: Sql,
  table: WorkTable,
  decode: DecodePayload<Payload>,
): WorkQueue<Payload> {
  async function rows<Row extends Record<string, unknown>>(statement: SQL): Promise<Row[]> {
    const answer: Rows<Record<string, unknown>> = await db.execute(statement);
    // The statement beside each call names the columns of its Row.
    return answer.rows as Row[];
  }

  async function unpack({ payload, ...item }: ClaimedRow): Promise<WorkItem<Payload>[]> {
    try {
      return [{ ...item, payload: await decode(payload, item.key) }];
    } catch (error) {
      // It will be no better next time, and must not hold up what was claimed with it.
      await queue.fail(item, `It cannot be unpacked. ${describeError(error)}`, 1);
      return [];
    }
  }

  const queue: WorkQueue<Payload> = {
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
        set attempts = attempts + 1, lease_id = gen_random_uuid(), leased_until = now() + ${seconds(leaseInSeconds)}
        from due where item.id = due.id
        returning item.id::text as id, item.lease_id::text as "leaseId", item.key, item.payload, item.attempts`);
      const inOrder = claimed.sort((left, right) => Number(left.id) - Number(right.id));
      return (await Promise.all(inOrder.map(unpack))).flat();
    },

    renew: async (claim, leaseInSeconds) => {
      const renewed = await rows(sql`
        update ${table} set leased_until = now() + ${seconds(leaseInSeconds)}
        where ${isClaims(claim)} returning id`);
      return renewed.length > 0;
    },

    fail: async (claim, error, maxAttempts) => {
      const [row] = await rows<{ state: string }>(sql`
        update ${table} set
          state = case when attempts >= ${maxAttempts}::int then 'parked' else 'pending' end,
          due_at = now() + ${backoff()},
          leased_until = null,
          lease_id = null,
          last_error = ${cutError(error)}
        where ${isClaims(claim)}
        returning state`);
      if (row === undefined) return 'lost';
      return row.state === 'parked' ? 'parked' : 'retry';
    },

    postpone: async (claim, error, atLeastSeconds) => {
      const postponed = await rows(sql`
        update ${table} set
          attempts = attempts - 1,
          due_at = now() + ${postponement(atLeastSeconds)},
          leased_until = null,
          lease_id = null,
          last_error = ${cutError(error)}
        where ${isClaims(claim)}
        returning id`);
      return postponed.length > 0 ? 'postponed' : 'lost';
    },

    listParked: (query) => listParked(db, table, query),
    find: (id) => findWork(db, table, id, decode),

    depth: async () => {
      const [row] = await rows<{ pending: number; parked: number; oldest: number | null }>(sql`
        select count(*) filter (where state = 'pending')::int as pending,
          count(*) filter (where state = 'parked')::int as parked,
          extract(epoch from now() - min(enqueued_at) filter (where state = 'pending'))::float8 as oldest
        from ${table} where state in ('pending', 'parked')`);
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
  return queue;
}

/** Whether a row is still what was claimed. A run that outlived its lease has no say once somebody else has claimed it. */
export function isClaims({ id, leaseId }: WorkClaim): SQL {
  return sql`id = ${id}::bigint and lease_id = ${leaseId}::uuid and state = 'pending'`;
}

function seconds(count: number): SQL {
  return sql`make_interval(secs => ${count}::float8)`;
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

// A quarter of what it has waited: hours of an outage are few attempts, and a short one is over soon.
function postponement(atLeastSeconds: number): SQL {
  return sql`make_interval(secs => (1 + random() / 4) * greatest(${atLeastSeconds}::float8,
    ${FIRST_BACKOFF_SECONDS}::float8,
    least(${LONGEST_POSTPONEMENT_SECONDS}::float8, extract(epoch from now() - enqueued_at)::float8 / 4)))`;
}

function cutError(error: string): string {
  // PostgreSQL's text holds no NUL, and a message may quote any byte.
  return error.replaceAll('\0', '').slice(0, LONGEST_ERROR);
}
