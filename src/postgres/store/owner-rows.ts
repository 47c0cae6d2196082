import { eq, sql } from 'drizzle-orm';
import type { Sql } from '../database.ts';
import { owners } from '../schema/index.ts';

/** Makes the owner's row when there is none: other rows refer to it. */
export async function ensureOwner(db: Sql, externalId: string): Promise<void> {
  await db.insert(owners).values({ externalId }).onConflictDoNothing();
}

/** Waits until no other transaction holds the owner, then holds it to the end of this one. */
export async function lockOwner(transaction: Sql, externalId: string): Promise<void> {
  await ensureOwner(transaction, externalId);
  await transaction
    .select({ externalId: owners.externalId })
    .from(owners)
    .where(eq(owners.externalId, externalId))
    .for('update');
}

/** Notes that something `getBillingState` shows has changed for this owner. */
export async function raiseVersion(transaction: Sql, externalId: string): Promise<void> {
  await transaction
    .update(owners)
    .set({ version: sql`${owners.version} + 1` })
    .where(eq(owners.externalId, externalId));
}
