import { desc, eq } from 'drizzle-orm';
import type { AuditEntry } from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { billingAuditLog } from '../schema/index.ts';

/** Adds an entry. Nothing changes or removes one. */
export async function appendAudit(transaction: Sql, entry: AuditEntry): Promise<void> {
  await transaction.insert(billingAuditLog).values(entry);
}

/** An owner's entries, newest first; of one moment, the one written last first. */
export async function listAudit(db: Sql, externalId: string, limit: number): Promise<AuditEntry[]> {
  const rows = await db
    .select()
    .from(billingAuditLog)
    .where(eq(billingAuditLog.externalId, externalId))
    .orderBy(desc(billingAuditLog.at), desc(billingAuditLog.id))
    .limit(limit);
  return rows.map(({ id: _, updatedAt: __, ...entry }) => entry);
}
