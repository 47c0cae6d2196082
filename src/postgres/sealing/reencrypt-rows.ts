import { and, asc, getTableName, gt, isNotNull, not, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { BillingDatabase, Sql } from '../database.ts';
import { webhookInbox } from '../schema/index.ts';
import { placeOf } from '../store/inbox.ts';
import { createVault, type Vault } from './create-vault.ts';
import type { EncryptionOptions } from './keys.ts';
import { openRow, PERSONAL_COLUMNS, type PersonalColumns, sealRow } from './personal-columns.ts';

/** Rows held at once. Bodies of webhooks are up to a megabyte each. */
const PAGE = 50;

/** How many rows were encrypted anew, by table. */
export type ReencryptedRows = Record<string, number>;

/** How {@link reencryptRows} is watched. */
export interface ReencryptOptions {
  /** Told after each page how many rows of a table there were so far; at least once for each table. */
  onProgress?: ((progress: { table: string; rows: number }) => void) | undefined;
}

/**
 * Encrypts what was kept before there were keys, and what older keys encrypted, with the newest key; afterwards older keys
 * may go. Servers may go on meanwhile, as long as all of them have the newest key first. Each row by itself, so a run that
 * breaks off has lost nothing, and the next goes on where it was.
 *
 * @throws {Error} when a key is weak, or something was encrypted with a key that is not given.
 * @example
 * await reencryptRows(database, { keys: [{ id: '2027', key: newKey }, { id: '2026', key: oldKey }] });
 */
export async function reencryptRows(
  { db }: BillingDatabase,
  encryption: EncryptionOptions,
  { onProgress = () => undefined }: ReencryptOptions = {},
): Promise<ReencryptedRows> {
  const vault = createVault(encryption);
  const counts: ReencryptedRows = {};
  const noteOf = (table: string) => (rows: number) => {
    counts[table] = rows;
    onProgress({ table, rows });
  };
  for (const personal of PERSONAL_COLUMNS) {
    await reencryptTexts(db, personal, vault, noteOf(getTableName(personal.table)));
  }
  await reencryptBodies(db, vault, noteOf(getTableName(webhookInbox)));
  return counts;
}

async function reencryptTexts(
  db: Sql,
  personal: PersonalColumns,
  vault: Vault,
  note: (rows: number) => void,
): Promise<void> {
  const { table, columns, key, keyColumn } = personal;
  const isOld = or(
    ...Object.values(columns).map((column) =>
      and(isNotNull(column), not(sql`starts_with(${column}, ${vault.current?.text ?? ''})`)),
    ),
  );
  let count = 0;
  for (let after: unknown = null; ; ) {
    const rows: Record<string, unknown>[] = await db
      .select({ ...columns, [key]: keyColumn })
      .from(table)
      .where(and(isOld, after === null ? undefined : gt(keyColumn, after)))
      .orderBy(asc(keyColumn))
      .limit(PAGE);
    for (const row of rows) {
      const { [key]: _, ...sealed } = sealRow(vault, table, openRow(vault, table, row));
      const isAsRead = Object.entries(columns).map(
        ([name, column]) => sql`${column} is not distinct from ${sql.param(row[name], column)}`,
      );
      const updated = await db
        .update(table)
        .set(sealed as never)
        .where(and(isKey(keyColumn, row[key]), ...isAsRead))
        .returning({ key: keyColumn });
      count += updated.length;
      after = row[key];
    }
    note(count);
    if (rows.length < PAGE) return;
  }
}

function isKey(column: PgColumn, value: unknown): SQL {
  return sql`${column} = ${sql.param(value, column)}`;
}

async function reencryptBodies(db: Sql, vault: Vault, note: (rows: number) => void): Promise<void> {
  const { id, key, payload } = webhookInbox;
  const head = vault.current?.bytes ?? new Uint8Array();
  const isOld = sql`substring(${payload} from 1 for ${head.byteLength}::int) is distinct from ${sql.param(head, payload)}`;
  let count = 0;
  for (let after = 0n; ; ) {
    const rows = await db
      .select({ id, key, payload })
      .from(webhookInbox)
      .where(and(isOld, gt(id, after)))
      .orderBy(asc(id))
      .limit(PAGE);
    for (const row of rows) {
      const place = placeOf(row.key);
      const sealed = vault.sealBytes(vault.openBytes(row.payload, place), place);
      const updated = await db
        .update(webhookInbox)
        .set({ payload: sealed })
        .where(and(isKey(id, row.id), isKey(payload, row.payload)))
        .returning({ id });
      count += updated.length;
      after = row.id;
    }
    note(count);
    if (rows.length < PAGE) return;
  }
}
