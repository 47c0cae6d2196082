import { and, asc, eq, gt, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { ParkedQuery, WorkDetails, WorkFilter, WorkSummary } from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { toInstant } from '../schema/columns.ts';
import type { DecodePayload, WorkTable } from './work-queue.ts';

/** Parked items that match, oldest first. */
export async function listParked(
  db: Sql,
  table: WorkTable,
  { limit, cursor, ...filter }: ParkedQuery,
): Promise<{ items: WorkSummary[]; nextCursor: string | null }> {
  const rows = await db
    .select(summaryColumns(table))
    .from(table)
    .where(
      and(
        eq(table.state, 'parked'),
        cursor === null ? undefined : gt(table.id, BigInt(cursor)),
        matches(table, filter),
      ),
    )
    .orderBy(asc(table.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map(toSummary);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** One item with what it holds. */
export async function findWork<Payload>(
  db: Sql,
  table: WorkTable,
  id: string,
  decode: DecodePayload<Payload>,
): Promise<WorkDetails<Payload> | null> {
  if (!/^\d{1,18}$/.test(id)) return null;
  const columns = {
    ...summaryColumns(table),
    dueAt: table.dueAt,
    finishedAt: table.finishedAt,
    // Past the column's own decoder: the queue has its own.
    payload: sql<unknown>`${table.payload}`,
  };
  const [row] = await db
    .select(columns)
    .from(table)
    .where(eq(table.id, BigInt(id)));
  if (row === undefined) return null;
  const { payload, dueAt, finishedAt, ...summary } = row;
  return {
    ...toSummary(summary),
    dueAt: toInstant(dueAt),
    finishedAt: finishedAt === null ? null : toInstant(finishedAt),
    payload: await Promise.resolve(payload)
      .then((kept) => decode(kept, row.key))
      .catch(() => null),
  };
}

/** The columns of a {@link WorkSummary}. */
export function summaryColumns(table: WorkTable) {
  return {
    id: table.id,
    key: table.key,
    kind: table.kind,
    externalId: table.externalId,
    state: table.state,
    attempts: table.attempts,
    lastError: table.lastError,
    outcome: table.outcome,
    enqueuedAt: table.enqueuedAt,
  };
}

/** The summary in a row of {@link summaryColumns}. */
export function toSummary(row: Omit<WorkSummary, 'id'> & { id: bigint }): WorkSummary {
  return { ...row, id: String(row.id), enqueuedAt: toInstant(row.enqueuedAt) };
}

/** What a filter asks of a row; `undefined` for a filter that asks nothing. */
export function matches(table: WorkTable, { kind, externalId, from, until }: WorkFilter): SQL | undefined {
  return and(
    kind === undefined ? undefined : eq(table.kind, kind),
    externalId === undefined ? undefined : eq(table.externalId, externalId),
    from === undefined ? undefined : gte(table.enqueuedAt, from),
    until === undefined ? undefined : lt(table.enqueuedAt, until),
  );
}
