import { Client } from 'pg';

/** What the server's mirror holds of the one subscription a journey makes. */
export interface MirroredSubscription {
  status: string;
  product_id: string;
  cancel_at_period_end: boolean;
  has_pending_change: boolean;
}

/** Reads the mirror in PostgreSQL past the server. */
export async function mirroredSubscriptions(databaseUrl: string): Promise<MirroredSubscription[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<MirroredSubscription>(
      `select status, product_id, cancel_at_period_end, pending_change is not null as has_pending_change
         from floe_billing.subscriptions order by created_at`,
    );
    return rows;
  } finally {
    await client.end();
  }
}
