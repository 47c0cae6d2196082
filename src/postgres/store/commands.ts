import { and, eq, sql } from 'drizzle-orm';
import type { BillingStore, CommandStart } from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { idempotencyKeys } from '../schema/index.ts';
import { lockOwner } from './owner-rows.ts';

type BeginCommandInput = Parameters<BillingStore['beginCommand']>[0];

/** Claims a key and the owner's right to run one command. */
export function beginCommand(db: Sql, input: BeginCommandInput): Promise<CommandStart> {
  return db.transaction(async (transaction) => {
    await lockOwner(transaction, input.externalId);
    await forgetOverdue(transaction, input);

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
      return { kind: 'finished', status: known.status ?? 500, body: known.body };
    }
    if (commands.length > 0) return { kind: 'busy' };

    await transaction.insert(idempotencyKeys).values({
      externalId: input.externalId,
      key: input.key,
      operation: input.operation,
      inputHash: input.inputHash,
      leaseExpiresAt: sql`clock_timestamp() + make_interval(secs => ${input.leaseInSeconds}::float8)`,
    });
    return { kind: 'started' };
  });
}

// `clock_timestamp()`, because `now()` is the moment the transaction began, and it may have waited for the lock.
async function forgetOverdue(transaction: Sql, { externalId }: BeginCommandInput): Promise<void> {
  await transaction.delete(idempotencyKeys).where(
    and(
      eq(idempotencyKeys.externalId, externalId),
      sql`case ${idempotencyKeys.state}
            when 'running' then ${idempotencyKeys.leaseExpiresAt} <= clock_timestamp()
            else ${idempotencyKeys.finishedAt} <= clock_timestamp() - interval '24 hours' end`,
    ),
  );
}

/** Gives up a key that is running. One that has an outcome keeps it. */
export async function abandonCommand(db: Sql, externalId: string, key: string): Promise<void> {
  await db
    .delete(idempotencyKeys)
    .where(and(isCommand(externalId, key), eq(idempotencyKeys.state, 'running')));
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
