import { type SQL, sql } from 'drizzle-orm';
import type { PurgeCounts, RetentionPolicy } from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { idempotencyKeys, jobs, outbox, reconciliations, webhookInbox } from '../schema/index.ts';

/** Removes up to `limit` of each kind that is older than it is kept. */
export async function purge(transaction: Sql, policy: RetentionPolicy, limit: number): Promise<PurgeCounts> {
  async function remove(statement: SQL): Promise<{ state?: string }[]> {
    const { rows } = await transaction.execute<{ state?: string }>(statement);
    return rows;
  }
  const ago = (seconds: number) => sql`now() - make_interval(secs => ${seconds}::float8)`;
  const oldest = (table: typeof outbox | typeof jobs, isMeant: SQL, seconds: number) => sql`
    delete from ${table} where id in (
      select id from ${table} where state = 'done' and finished_at < ${ago(seconds)} and ${isMeant}
      order by finished_at limit ${limit}::int for update skip locked)
    returning id`;

  // By when they came, not by when they were done. Ids grow with time, which spares an index: no older row lies behind
  // the first that is young enough.
  const deliveries = await remove(sql`
    delete from ${webhookInbox} where id in (
      select id from ${webhookInbox}
      where state in ('done', 'parked') and enqueued_at < ${ago(policy.deliveries)}
        and id < coalesce((select id from ${webhookInbox} where enqueued_at >= ${ago(policy.deliveries)}
          order by id limit 1), 9223372036854775807)
      order by id limit ${limit}::int for update skip locked)
    returning state`);
  const messages = await remove(oldest(outbox, sql`kind is distinct from 'live'`, policy.work));
  const liveMessages = await remove(oldest(outbox, sql`kind = 'live'`, policy.liveMessages));
  const doneJobs = await remove(oldest(jobs, sql`true`, policy.work));
  const outcomes = await remove(sql`
    delete from ${idempotencyKeys} where (external_id, key) in (
      select external_id, key from ${idempotencyKeys}
      where state = 'finished' and finished_at < ${ago(policy.outcomes)}
      order by finished_at limit ${limit}::int for update skip locked)
    returning key`);
  const brokenOff = await remove(sql`
    delete from ${idempotencyKeys} where (external_id, key) in (
      select external_id, key from ${idempotencyKeys}
      where state = 'broken_off' and lease_expires_at < ${ago(policy.outcomes)}
      order by lease_expires_at limit ${limit}::int for update skip locked)
    returning key`);
  const reports = await remove(sql`
    delete from ${reconciliations} where id in (
      select id from ${reconciliations} where state = 'done' and finished_at < ${ago(policy.work)}
      order by finished_at limit ${limit}::int for update skip locked)
    returning state`);
  return {
    deliveries: deliveries.length,
    parkedDeliveries: deliveries.filter(({ state }) => state === 'parked').length,
    messages: messages.length,
    liveMessages: liveMessages.length,
    jobs: doneJobs.length,
    outcomes: outcomes.length + brokenOff.length,
    reports: reports.length,
  };
}
