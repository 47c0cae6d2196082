import { sql } from 'drizzle-orm';
import type { StoreNotifications } from '../../server/ports/index.ts';
import type { BillingDatabase, Sql } from '../database.ts';

const CHANNEL = 'floe_billing_live';

// PostgreSQL takes less than 8000 bytes. Nobody's id is that long, but nobody has promised that either.
const LONGEST_PAYLOAD = 7000;

/** Says to every process, when the transaction commits, that there is something new for an owner. */
export async function notifyLive(transaction: Sql, externalId: string): Promise<void> {
  const fits = new TextEncoder().encode(externalId).length <= LONGEST_PAYLOAD;
  await transaction.execute(sql`select pg_notify(${CHANNEL}, ${fits ? externalId : ''})`);
}

/** What {@link notifyLive} says, as it comes. */
export function createNotifications(database: Pick<BillingDatabase, 'listen'>): StoreNotifications {
  return {
    listen: ({ onLive, onConnectionChange }) =>
      database.listen(CHANNEL, {
        onNotification: (payload) => onLive(payload === '' ? null : payload),
        onConnectionChange,
      }),
  };
}
