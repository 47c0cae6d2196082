import { and, desc, eq, gt, sql } from 'drizzle-orm';
import type { Instant } from '../../core/index.ts';
import type { CheckoutIntentRecord } from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { checkoutIntents } from '../schema/index.ts';
import { ensureOwner } from './owner-rows.ts';

/** Keeps what a checkout was started for. */
export async function saveCheckoutIntent(transaction: Sql, record: CheckoutIntentRecord): Promise<void> {
  await ensureOwner(transaction, record.externalId);
  await transaction
    .insert(checkoutIntents)
    .values(record)
    .onConflictDoUpdate({ target: checkoutIntents.checkoutId, set: record });
}

/** What one of this owner's checkouts was started for. */
export async function findCheckoutIntent(
  db: Sql,
  externalId: string,
  checkoutId: string,
): Promise<CheckoutIntentRecord | null> {
  const [row] = await db
    .select()
    .from(checkoutIntents)
    .where(and(eq(checkoutIntents.externalId, externalId), eq(checkoutIntents.checkoutId, checkoutId)));
  return row === undefined ? null : toIntent(row);
}

/** This owner's checkouts that have not expired at `now`, the one started last first. */
export async function listCheckoutIntents(
  db: Sql,
  externalId: string,
  now: Instant,
): Promise<CheckoutIntentRecord[]> {
  const rows = await db
    .select()
    .from(checkoutIntents)
    .where(
      and(
        eq(checkoutIntents.externalId, externalId),
        gt(checkoutIntents.expiresAt, sql`${now}::timestamptz`),
      ),
    )
    .orderBy(desc(checkoutIntents.position));
  return rows.map(toIntent);
}

function toIntent(row: typeof checkoutIntents.$inferSelect): CheckoutIntentRecord {
  const { updatedAt: _, position: __, ...record } = row;
  return record;
}
