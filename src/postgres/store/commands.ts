import { and, desc, eq, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm';
import type { Instant } from '../../core/index.ts';
import type { BillingStore, CommandRequestRecord, CommandStart } from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { idempotencyKeys } from '../schema/index.ts';
import { lockOwner } from './owner-rows.ts';

type BeginCommandInput = Parameters<BillingStore['beginCommand']>[0];

/** Claims a key and the owner's right to run one command. */
export function beginCommand(db: Sql, input: BeginCommandInput): Promise<CommandStart> {
  return db.transaction(async (transaction) => {
    await lockOwner(transaction, input.externalId);
    await endOverdue(transaction, input.externalId);

    const commands = await transaction
      .select()
      .from(idempotencyKeys)
      .where(
        and(
          eq(idempotencyKeys.externalId, input.externalId),
          sql`(${idempotencyKeys.key} = ${input.key} or ${idempotencyKeys.state} = 'running')`,
        ),
      );
    const known = commands.find(({ key }) => key === input.key);
    if (known !== undefined) {
      if (known.operation !== input.operation || known.inputHash !== input.inputHash)
        return { kind: 'mismatch' };
      if (known.state === 'running') return { kind: 'running' };
      if (known.state === 'finished')
        return { kind: 'finished', status: known.status ?? 500, body: known.body };
    }
    if (commands.some(({ state }) => state === 'running')) return { kind: 'busy' };

    const leaseExpiresAt = sql`clock_timestamp() + make_interval(secs => ${input.leaseInSeconds}::float8)`;
    await transaction
      .insert(idempotencyKeys)
      .values({
        externalId: input.externalId,
        key: input.key,
        operation: input.operation,
        inputHash: input.inputHash,
        leaseExpiresAt,
      })
      // One that broke off runs again, and finds what it asked for then.
      .onConflictDoUpdate({
        target: [idempotencyKeys.externalId, idempotencyKeys.key],
        set: { state: 'running', leaseExpiresAt },
      });
    return { kind: 'started' };
  });
}

// `clock_timestamp()`, because `now()` is the moment the transaction began, and it may have waited for the lock.
async function endOverdue(transaction: Sql, externalId: string): Promise<void> {
  const ofOwner = eq(idempotencyKeys.externalId, externalId);
  const { state, leaseExpiresAt, finishedAt } = idempotencyKeys;
  await breakOff(transaction, and(ofOwner, sql`${leaseExpiresAt} <= clock_timestamp()`));
  await transaction.delete(idempotencyKeys).where(
    and(
      ofOwner,
      sql`case ${state}
            when 'running' then false
            when 'broken_off' then ${leaseExpiresAt} <= clock_timestamp() - interval '24 hours'
            else ${finishedAt} <= clock_timestamp() - interval '24 hours' end`,
    ),
  );
}

// Those that have asked the provider for nothing leave no trace.
async function breakOff(db: Sql, isMeant: SQL | undefined): Promise<void> {
  const isRunning = and(isMeant, eq(idempotencyKeys.state, 'running'));
  await db.delete(idempotencyKeys).where(and(isRunning, isNull(idempotencyKeys.requestedAt)));
  await db.update(idempotencyKeys).set({ state: 'broken_off' }).where(isRunning);
}

/** Gives up a key that is running. One that has an outcome keeps it. */
export async function abandonCommand(db: Sql, externalId: string, key: string): Promise<void> {
  await breakOff(db, isCommand(externalId, key));
}

/** Notes what the provider is about to be asked for. */
export async function noteCommandRequest(
  transaction: Sql,
  externalId: string,
  key: string,
  request: CommandRequestRecord['request'],
  at: Instant,
): Promise<CommandRequestRecord> {
  const [row] = await transaction
    .update(idempotencyKeys)
    .set({
      requestedAt: sql`coalesce(${idempotencyKeys.requestedAt}, ${at}::timestamptz)`,
      request: sql`coalesce(${idempotencyKeys.request}, ${JSON.stringify(request)}::text)`,
    })
    .where(and(isCommand(externalId, key), eq(idempotencyKeys.state, 'running')))
    .returning();
  const [noted] = row === undefined ? [] : toRequest(row);
  if (noted === undefined) throw new Error('floe-billing: the command took longer than its lease.');
  return noted;
}

/** What commands of an owner asked the provider for and have no outcome of. */
export async function listCommandRequests(db: Sql, externalId: string): Promise<CommandRequestRecord[]> {
  const rows = await db
    .select()
    .from(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.externalId, externalId),
        ne(idempotencyKeys.state, 'finished'),
        isNotNull(idempotencyKeys.requestedAt),
      ),
    )
    .orderBy(desc(idempotencyKeys.requestedAt), idempotencyKeys.key);
  return rows.flatMap(toRequest);
}

function toRequest({
  requestId: id,
  key,
  operation,
  request,
  requestedAt,
}: typeof idempotencyKeys.$inferSelect): CommandRequestRecord[] {
  return request === null || requestedAt === null ? [] : [{ id, key, operation, request, requestedAt }];
}

/** Keeps the outcome of a command. */
export async function finishCommand(
  transaction: Sql,
  externalId: string,
  key: string,
  status: number,
  body: unknown,
): Promise<void> {
  await transaction
    .update(idempotencyKeys)
    .set({ state: 'finished', finishedAt: sql`now()`, status, body: body ?? null })
    .where(isCommand(externalId, key));
}

function isCommand(externalId: string, key: string) {
  return and(eq(idempotencyKeys.externalId, externalId), eq(idempotencyKeys.key, key));
}
