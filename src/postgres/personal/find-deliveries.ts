import { and, asc, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import type { Sql } from '../database.ts';
import { customers, webhookInbox } from '../schema/index.ts';
import type { Vault } from '../sealing/create-vault.ts';
import { unpackDelivery } from '../store/inbox.ts';

/** Bodies held at once. */
const PAGE = 50;

/** The owner's customers at the provider, deleted ones too. */
export async function listCustomerIds(db: Sql, externalId: string): Promise<string[]> {
  const rows = await db
    .select({ id: customers.id })
    .from(customers)
    .where(eq(customers.externalId, externalId))
    .orderBy(asc(customers.createdAt), asc(customers.id));
  return rows.map(({ id }) => id);
}

/**
 * Webhooks that are done with or set aside and hold one of the words: the owner's, and those that were found to be nobody's,
 * as are all whose type the mirror does not know. Bodies are compressed, so each is looked into.
 */
export async function findDeliveries(
  db: Sql,
  externalId: string,
  words: readonly string[],
  vault: Vault,
): Promise<string[]> {
  const found: string[] = [];
  for (let after = 0n; ; ) {
    const rows = await db
      .select({ id: webhookInbox.id, key: webhookInbox.key, payload: webhookInbox.payload })
      .from(webhookInbox)
      .where(
        and(
          gt(webhookInbox.id, after),
          inArray(webhookInbox.state, ['done', 'parked']),
          or(isNull(webhookInbox.externalId), eq(webhookInbox.externalId, externalId)),
        ),
      )
      .orderBy(asc(webhookInbox.id))
      .limit(PAGE);
    for (const { id, key, payload } of rows) {
      after = id;
      const body = await unpackDelivery(payload, key, vault).catch(() => new Uint8Array());
      const bytes = Buffer.from(body);
      if (words.some((word) => bytes.includes(word))) found.push(String(id));
    }
    if (rows.length < PAGE) return found;
  }
}
