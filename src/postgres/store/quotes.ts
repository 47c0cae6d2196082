import { and, eq, lt, sql } from 'drizzle-orm';
import type { QuoteRecord } from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { quotes } from '../schema/index.ts';
import { ensureOwner } from './owner-rows.ts';

/** Keeps a quote, and drops those of this owner that nobody can use any more. */
export async function insertQuote(transaction: Sql, record: QuoteRecord): Promise<void> {
  await ensureOwner(transaction, record.externalId);
  // A day of margin: an expired quote is still asked for, and answered with `quote_expired`.
  await transaction
    .delete(quotes)
    .where(
      and(
        eq(quotes.externalId, record.externalId),
        lt(quotes.expiresAt, sql`${record.expiresAt}::timestamptz - interval '1 day'`),
      ),
    );
  await transaction.insert(quotes).values(record);
}

/** A quote that has not been used. */
export async function findQuote(db: Sql, externalId: string, id: string): Promise<QuoteRecord | null> {
  const [row] = await db
    .select()
    .from(quotes)
    .where(and(eq(quotes.id, id), eq(quotes.externalId, externalId)));
  return row === undefined ? null : toQuoteRecord(row);
}

/** Takes a quote away; of two that want the same one, one gets `null`. */
export async function consumeQuote(
  transaction: Sql,
  id: string,
  externalId: string,
): Promise<QuoteRecord | null> {
  const [row] = await transaction
    .delete(quotes)
    .where(and(eq(quotes.id, id), eq(quotes.externalId, externalId)))
    .returning();
  return row === undefined ? null : toQuoteRecord(row);
}

function toQuoteRecord({ updatedAt: _, ...record }: typeof quotes.$inferSelect): QuoteRecord {
  return record;
}
