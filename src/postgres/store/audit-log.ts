import { and, desc, eq, getTableColumns, gte, lt, type SQL, sql } from 'drizzle-orm';
import type {
  AuditEntry,
  AuditFilter,
  AuditOrigin,
  AuditQuery,
  AuditRecord,
} from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { billingAuditLog, billingAuditOrigins } from '../schema/index.ts';
import type { Vault } from '../sealing/create-vault.ts';
import { openRow, sealRow } from '../sealing/personal-columns.ts';
import { decodeCursor, encodeCursor } from './page-cursor.ts';

/** Adds an entry, and beside it where its actor was. Nothing changes or removes an entry. */
export async function appendAudit(
  transaction: Sql,
  entry: AuditEntry,
  origin: AuditOrigin | null,
  vault: Vault,
): Promise<void> {
  const { externalId } = entry;
  const [added] = await transaction
    .insert(billingAuditLog)
    .values(entry)
    .returning({ entryId: billingAuditLog.id });
  if (added === undefined || origin === null) return;
  if (origin.address === null && origin.agent === null) return;
  const row = sealRow(vault, billingAuditOrigins, { ...added, ...origin });
  await transaction.insert(billingAuditOrigins).values({ ...row, externalId });
}

/** An owner's entries, newest first; of one moment, the one written last first. */
export async function listAudit(
  db: Sql,
  externalId: string,
  limit: number,
  vault: Vault,
): Promise<AuditRecord[]> {
  return (await listAuditEntries(db, externalId, { limit, cursor: null }, vault)).items;
}

/** One page of an owner's entries, newest first. The cursor is a place in that order, so new ones do not shift it. */
export async function listAuditEntries(
  db: Sql,
  externalId: string,
  { limit, cursor, ...filter }: AuditQuery,
  vault: Vault,
): Promise<{ items: AuditRecord[]; nextCursor: string | null }> {
  const rows = await db
    .select({
      ...getTableColumns(billingAuditLog),
      origin: { address: billingAuditOrigins.address, agent: billingAuditOrigins.agent },
    })
    .from(billingAuditLog)
    .leftJoin(billingAuditOrigins, eq(billingAuditOrigins.entryId, billingAuditLog.id))
    .where(
      and(
        eq(billingAuditLog.externalId, externalId),
        ...matches(filter),
        cursor === null ? undefined : isAfter(cursor),
      ),
    )
    .orderBy(desc(billingAuditLog.at), desc(billingAuditLog.id))
    // One more than asked tells whether there is a next page.
    .limit(limit + 1);

  const items = rows.slice(0, limit).map(({ id, updatedAt: _, origin, ...entry }) => ({
    ...entry,
    id: String(id),
    origin: origin && openOrigin(vault, id, origin),
  }));
  const last = items.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items, nextCursor: hasMore ? encodeCursor(last.at, last.id) : null };
}

function openOrigin(vault: Vault, entryId: bigint, origin: AuditOrigin): AuditOrigin {
  const { address, agent } = openRow(vault, billingAuditOrigins, { ...origin, entryId });
  return { address, agent };
}

function matches({ actor, action, subjectId, from, until }: AuditFilter): (SQL | undefined)[] {
  const { actor: by, action: did, subjectId: what, at } = billingAuditLog;
  return [
    actor === undefined ? undefined : eq(by, actor),
    action === undefined ? undefined : eq(did, action),
    subjectId === undefined ? undefined : eq(what, subjectId),
    from === undefined ? undefined : gte(at, from),
    until === undefined ? undefined : lt(at, until),
  ];
}

function isAfter(cursor: string): SQL {
  const [at, id] = decodeCursor(cursor, /^\d{1,18}$/);
  return sql`(${billingAuditLog.at}, ${billingAuditLog.id}) < (${at}::timestamptz, ${id}::bigint)`;
}
