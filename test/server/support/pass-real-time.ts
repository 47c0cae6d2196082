import { sql } from 'drizzle-orm';
import type { Sql } from '../../../src/postgres/index.ts';

/**
 * Lets real time pass for what waits in the database: leases, backoffs and outcomes run on its clock, which no test can move.
 * So everything they are counted from is moved back.
 */
export async function passRealTime(db: Sql, seconds: number): Promise<void> {
  const ago = sql`make_interval(secs => ${seconds}::float8)`;
  for (const queue of ['webhook_inbox', 'outbox', 'jobs']) {
    await db.execute(sql`
      update floe_billing.${sql.identifier(queue)}
      set due_at = due_at - ${ago}, leased_until = leased_until - ${ago},
        enqueued_at = enqueued_at - ${ago}, finished_at = finished_at - ${ago}`);
  }
  await db.execute(sql`
    update floe_billing.idempotency_keys
    set lease_expires_at = lease_expires_at - ${ago}, finished_at = finished_at - ${ago}`);
  await db.execute(sql`
    update floe_billing.reconciliations
    set leased_until = leased_until - ${ago}, started_at = started_at - ${ago}, finished_at = finished_at - ${ago}`);
}
