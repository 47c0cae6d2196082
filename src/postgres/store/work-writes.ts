import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import {
  type NewJob,
  type OutboxMessage,
  type WorkClaim,
  WorkLeaseLostError,
  type WorkSelection,
  type WorkSummary,
} from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { jobs, outbox } from '../schema/index.ts';
import { notifyLive } from './notifications.ts';
import { isClaims, type WorkTable } from './work-queue.ts';
import { matches, summaryColumns, toSummary } from './work-reads.ts';

const JOBS_PER_STATEMENT = 500;

/** What is learnt of an item when it is done. */
export interface DoneWork {
  kind?: string | undefined;
  externalId?: string | null | undefined;
  outcome?: string | undefined;
}

/**
 * Marks an item done, inside the transaction that holds its effects.
 *
 * @throws {WorkLeaseLostError} when it is not the claim's any more: the effects must not stay.
 */
export async function finishWork(
  transaction: Sql,
  table: WorkTable,
  claim: WorkClaim,
  done: DoneWork = {},
): Promise<void> {
  const finished = await transaction
    .update(table)
    .set({
      state: 'done',
      finishedAt: sql`now()`,
      leasedUntil: null,
      leaseId: null,
      lastError: null,
      ...done,
    })
    .where(isClaims(claim))
    .returning({ id: table.id });
  if (finished.length === 0) throw new WorkLeaseLostError(claim.id);
}

/** Adds a message. A key that is already there adds nothing. */
export async function enqueueMessage(transaction: Sql, key: string, message: OutboxMessage): Promise<void> {
  const { kind, externalId } = message;
  const added = await transaction
    .insert(outbox)
    .values({
      key,
      // Told in order, each kind at its own pace: a mail server that is down must not keep events from the host.
      group: groupOf(message),
      kind,
      externalId,
      payload: message,
      // The streams read it from here; there is nothing to hand over.
      ...(kind === 'live' ? { state: 'done' as const, finishedAt: sql`now()` } : {}),
    })
    .onConflictDoNothing()
    .returning({ id: outbox.id });
  if (message.kind === 'live' && added.length > 0) await notifyLive(transaction, message.externalId);
}

// An address that takes no mail must not keep those of the same owner's other people.
function groupOf(message: OutboxMessage): string | null {
  const { kind, externalId } = message;
  if (externalId === null) return null;
  const person = kind === 'mail' ? message.recipientId : undefined;
  return person === undefined ? `${kind}:${externalId}` : `${kind}:${externalId}:${person}`;
}

/** Adds a job that is due now, again when it is done or parked. One that is still pending stays as it is. */
export async function enqueueAgain(
  transaction: Sql,
  key: string,
  payload: Record<string, unknown>,
): Promise<void> {
  await transaction
    .insert(jobs)
    .values(jobRow(key, payload, 0))
    .onConflictDoUpdate({ target: jobs.key, set: anew, setWhere: ne(jobs.state, 'pending') });
}

/** Adds a job that is due later, or puts the one of this key off until then: a run under way loses its claim. */
export async function scheduleJob(
  transaction: Sql,
  key: string,
  payload: Record<string, unknown>,
  inSeconds: number,
): Promise<void> {
  await transaction
    .insert(jobs)
    .values(jobRow(key, payload, inSeconds))
    .onConflictDoUpdate({ target: jobs.key, set: anew });
}

/** Ends a job that is pending, without running it. */
export async function dropJob(transaction: Sql, key: string, outcome: string): Promise<void> {
  await transaction
    .update(jobs)
    .set({
      state: 'done',
      finishedAt: sql`now()`,
      leasedUntil: null,
      leaseId: null,
      lastError: null,
      outcome,
    })
    .where(and(eq(jobs.key, key), eq(jobs.state, 'pending')));
}

function jobRow(key: string, payload: Record<string, unknown>, inSeconds: number) {
  const { job, externalId } = payload;
  return {
    key,
    kind: typeof job === 'string' ? job : null,
    externalId: typeof externalId === 'string' ? externalId : null,
    payload,
    dueAt: sql`now() + make_interval(secs => ${inSeconds}::float8)`,
  };
}

const anew = {
  payload: sql`excluded.payload`,
  state: 'pending' as const,
  attempts: 0,
  dueAt: sql`excluded.due_at`,
  enqueuedAt: sql`now()`,
  leasedUntil: null,
  leaseId: null,
  lastError: null,
  outcome: null,
  finishedAt: null,
};

/** Adds those jobs whose key was never used, in order, and says how many. */
export async function enqueueJobsOnce(transaction: Sql, list: readonly NewJob[]): Promise<number> {
  let added = 0;
  for (let start = 0; start < list.length; start += JOBS_PER_STATEMENT) {
    const some = list.slice(start, start + JOBS_PER_STATEMENT);
    // Most are known, tick after tick: looking costs less than trying to write.
    const keys = some.map(({ key }) => key);
    const known = await transaction.select({ key: jobs.key }).from(jobs).where(inArray(jobs.key, keys));
    const used = new Set(known.map(({ key }) => key));
    const fresh = some.filter(({ key }) => !used.has(key));
    if (fresh.length === 0) continue;
    const rows = await transaction
      .insert(jobs)
      .values(fresh)
      .onConflictDoNothing()
      .returning({ id: jobs.id });
    added += rows.length;
  }
  return added;
}

/** Makes work due at once, its attempts counted anew, and returns what it was. Live messages have nothing to repeat. */
export async function replayWork(
  transaction: Sql,
  table: WorkTable,
  selection: WorkSelection,
  limit: number,
): Promise<WorkSummary[]> {
  const isMeant =
    'ids' in selection
      ? and(
          inArray(table.id, selection.ids.filter(isId).map(BigInt)),
          inArray(table.state, ['parked', 'done']),
        )
      : and(eq(table.state, 'parked'), matches(table, selection.parked));
  const meant = await transaction
    .select(summaryColumns(table))
    .from(table)
    .where(and(isMeant, sql`${table.kind} is distinct from 'live'`))
    .orderBy(table.id)
    .limit(limit)
    .for('update');
  if (meant.length === 0) return [];
  await transaction
    .update(table)
    .set({
      state: 'pending',
      attempts: 0,
      dueAt: sql`now()`,
      leasedUntil: null,
      leaseId: null,
      finishedAt: null,
      outcome: null,
    })
    .where(
      inArray(
        table.id,
        meant.map(({ id }) => id),
      ),
    );
  return meant.map(toSummary);
}

function isId(id: string): boolean {
  return /^\d{1,18}$/.test(id);
}
