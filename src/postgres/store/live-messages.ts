import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { LivePosition, LiveRecord } from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { outbox } from '../schema/index.ts';

// More than a page can have missed; who is further behind reads everything anew.
const MOST_AT_ONCE = 200;

function ofOwner(externalId: string) {
  return and(eq(outbox.externalId, externalId), eq(outbox.kind, 'live'));
}

/** Where an owner's live messages end now. */
export async function findLivePosition(db: Sql, externalId: string): Promise<LivePosition> {
  const newest = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(ofOwner(externalId))
    .orderBy(sql`${outbox.id} desc`)
    .limit(1);
  const { rows } = await db.execute<{ last: string; given: string; now: string }>(sql`
    select coalesce((${newest}), 0)::text as last, (select last_value from "floe_billing"."outbox_id_seq")::text as given,
      floor(extract(epoch from now()))::text as now`);
  const [row] = rows;
  return { lastId: row?.last ?? '0', lastGivenId: row?.given ?? '0', nowInSeconds: Number(row?.now ?? 0) };
}

/** An owner's live messages after one of them, oldest first; `null` when they are too many to tell one by one. */
export async function listLiveAfter(
  db: Sql,
  externalId: string,
  afterId: string,
): Promise<LiveRecord[] | null> {
  const rows = await db
    .select({ id: outbox.id, payload: outbox.payload })
    .from(outbox)
    .where(and(ofOwner(externalId), gt(outbox.id, BigInt(afterId))))
    .orderBy(asc(outbox.id))
    .limit(MOST_AT_ONCE + 1);
  if (rows.length > MOST_AT_ONCE) return null;
  return rows.map(({ id, payload }) => ({
    id: String(id),
    stale: payload.kind === 'live' ? payload.stale : [],
  }));
}
