import { getTableName, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Sql } from '../database.ts';
import { webhookInbox } from '../schema/index.ts';
import { SEALED_BYTES, SEALED_TEXT, type Vault } from './create-vault.ts';
import { PERSONAL_COLUMNS } from './personal-columns.ts';

/**
 * Refuses a database in which something was encrypted with a key that is not given, before anything is read as it should
 * not be. Reads every row that may be encrypted, once.
 *
 * @throws {Error} naming the key.
 */
export async function assertKeys(db: Sql, vault: Vault): Promise<void> {
  for (const { table, columns } of PERSONAL_COLUMNS) {
    for (const column of Object.values(columns)) {
      const isSealed = sql`${isNotNull(column)} and starts_with(${column}, ${SEALED_TEXT})`;
      await assertKeysOf(db, vault, { table, isSealed, keyId: sql`split_part(${column}, ':', 2)` });
    }
  }
  const { payload } = webhookInbox;
  await assertKeysOf(db, vault, {
    table: webhookInbox,
    isSealed: sql`octet_length(${payload}) > 2 and get_byte(${payload}, 0) = ${SEALED_BYTES}::int`,
    keyId: sql`convert_from(substring(${payload} from 3 for get_byte(${payload}, 1)), 'LATIN1')`,
  });
}

interface SealedValues {
  table: PgTable;
  isSealed: SQL;
  /** The id of the key that sealed it. */
  keyId: SQL;
}

async function assertKeysOf(db: Sql, vault: Vault, { table, isSealed, keyId }: SealedValues): Promise<void> {
  const isGiven = sql`${keyId} = any(${sql.param([...vault.keyIds])}::text[])`;
  const [found] = await db
    .select({ keyId: sql<string>`${keyId}` })
    .from(table)
    // A `case` keeps the order: what is not sealed has no id to be read.
    .where(sql`case when ${isSealed} then not ${isGiven} else false end`)
    .limit(1);
  if (found === undefined) return;
  throw new Error(
    `floe-billing: some of ${getTableName(table)} in this database was encrypted with the key "${found.keyId}", which is not ` +
      'among those given. Add it to the keys; once everything is encrypted anew it may go.',
  );
}
