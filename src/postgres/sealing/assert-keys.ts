import { isNotNull, sql } from 'drizzle-orm';
import type { Sql } from '../database.ts';
import { customers } from '../schema/index.ts';
import { SEALED_TEXT, type Vault } from './create-vault.ts';

/**
 * Refuses a database whose customers were encrypted with a key that is not given, before anything is read as it should
 * not be.
 *
 * @throws {Error} naming the key.
 */
export async function assertKeys(db: Sql, vault: Vault): Promise<void> {
  for (const column of [customers.name, customers.email, customers.billingName]) {
    const keyId = sql<string>`split_part(${column}, ':', 2)`;
    const [found] = await db
      .select({ keyId })
      .from(customers)
      .where(
        sql`${isNotNull(column)} and starts_with(${column}, ${SEALED_TEXT})
          and ${keyId} <> all(${sql.param([...vault.keyIds])}::text[])`,
      )
      .limit(1);
    if (found === undefined) continue;
    throw new Error(
      `floe-billing: customers in this database were encrypted with the key "${found.keyId}", which is not among those ` +
        'given. Add it to the keys; once everything is encrypted anew it may go.',
    );
  }
}
