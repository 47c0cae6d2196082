import { sql } from 'drizzle-orm';
import type { BillingDatabase } from '../../../src/postgres/index.ts';

/** A row of the mirror. */
export interface MirrorRow extends Record<string, unknown> {
  id: string;
  customer_id?: string;
}

/** The rows of each table. */
export type MirrorRows = Record<string, MirrorRow[]>;

/**
 * Every row of the mirror that the provider can be asked for, without our own times. What was deleted cannot be asked for:
 * who never heard of deleted customers has nothing of theirs.
 */
export async function mirrorOf({ db }: Pick<BillingDatabase, 'db'>): Promise<MirrorRows> {
  const gone = sql`select id from floe_billing.customers where deleted_at is not null`;
  const conditions = {
    customers: sql`deleted_at is null`,
    products: sql`true`,
    subscriptions: sql`customer_id not in (${gone})`,
    invoices: sql`customer_id not in (${gone})`,
    payment_methods: sql`customer_id not in (${gone})`,
    refunds: sql`customer_id not in (${gone})`,
    payment_transactions: sql`invoice_id in (select id from floe_billing.invoices where customer_id not in (${gone}))`,
    benefits: sql`not is_deleted`,
    benefit_grants: sql`customer_id not in (${gone})`,
    seats: sql`subscription_id in (select id from floe_billing.subscriptions where customer_id not in (${gone}))`,
    discounts: sql`not is_deleted`,
    meters: sql`true`,
    customer_meters: sql`customer_id not in (${gone})`,
  };
  const mirror: MirrorRows = {};
  for (const [table, condition] of Object.entries(conditions)) {
    const { rows } = await db.execute<{ row: MirrorRow }>(sql`
      select to_jsonb(row) - 'updated_at' as row
      from floe_billing.${sql.identifier(table)} as row where ${condition} order by row.id`);
    mirror[table] = rows.map(({ row }) => row);
  }
  return mirror;
}
