import { eq, sql } from 'drizzle-orm';
import type { Sql } from '../database.ts';
import { owners } from '../schema/index.ts';

/** Makes the owner's row when there is none: other rows refer to it. */
export async function ensureOwner(db: Sql, externalId: string): Promise<void> {
  await db.insert(owners).values({ externalId }).onConflictDoNothing();
}

// What each open transaction holds: several of its steps ask for the same owner.
const heldBy = new WeakMap<Sql, Set<string>>();

/** Waits until no other transaction holds the owner, then holds it to the end of this one. */
export async function lockOwner(transaction: Sql, externalId: string): Promise<void> {
  const held = heldBy.get(transaction) ?? new Set();
  if (held.has(externalId)) return;
  if (!(await lockRow(transaction, externalId))) {
    await ensureOwner(transaction, externalId);
    await lockRow(transaction, externalId);
  }
  heldBy.set(transaction, held.add(externalId));
}

async function lockRow(transaction: Sql, externalId: string): Promise<boolean> {
  const rows = await transaction
    .select({ externalId: owners.externalId })
    .from(owners)
    .where(eq(owners.externalId, externalId))
    .for('update');
  return rows.length > 0;
}

/** Notes that something `getBillingState` shows has changed for this owner. */
export async function raiseVersion(transaction: Sql, externalId: string): Promise<void> {
  await transaction
    .update(owners)
    .set({ version: sql`${owners.version} + 1` })
    .where(eq(owners.externalId, externalId));
}
