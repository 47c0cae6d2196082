import { and, desc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { InvoiceQuery, InvoiceRecord } from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { customers, invoices } from '../schema/index.ts';
import { toInvoice } from './mirror-rows.ts';
import { decodeCursor, encodeCursor } from './page-cursor.ts';

/** One page of an owner's invoices, newest first. The cursor is a place in that order, so new rows do not shift it. */
export async function listInvoices(
  db: Sql,
  externalId: string,
  query: InvoiceQuery,
): Promise<{ items: InvoiceRecord[]; nextCursor: string | null }> {
  const rows = await db
    .select()
    .from(invoices)
    .where(
      and(
        isOwnedBy(db, externalId),
        query.status === null ? undefined : eq(invoices.status, query.status),
        query.search === null ? undefined : matches(query.search, query.searchProductIds),
        query.cursor === null ? undefined : isAfter(query.cursor),
      ),
    )
    .orderBy(desc(invoices.createdAt), desc(invoices.id))
    // One more than asked tells whether there is a next page.
    .limit(query.limit + 1);

  const items = rows.slice(0, query.limit).map(toInvoice);
  const last = items.at(-1);
  return {
    items,
    nextCursor:
      rows.length > query.limit && last !== undefined ? encodeCursor(last.createdAt, last.id) : null,
  };
}

/** One invoice of the owner; `null` when it is not theirs. */
export async function findInvoice(
  db: Sql,
  externalId: string,
  invoiceId: string,
): Promise<InvoiceRecord | null> {
  const [row] = await db
    .select()
    .from(invoices)
    .where(and(isOwnedBy(db, externalId), eq(invoices.id, invoiceId)));
  return row === undefined ? null : toInvoice(row);
}

// One value, not a join: the index then gives the invoices in their order, and a page costs a page however many
// there are.
function isOwnedBy(db: Sql, externalId: string): SQL {
  const customer = db
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.externalId, externalId), isNull(customers.deletedAt)))
    .orderBy(desc(customers.createdAt))
    .limit(1);
  return eq(invoices.customerId, customer);
}

// `strpos`, not `like`: what a person types may hold percent signs and underscores.
function matches(search: string, productIds: readonly string[]): SQL | undefined {
  return or(
    sql`strpos(lower(${invoices.number}), lower(${search}::text)) > 0`,
    productIds.length === 0 ? undefined : inArray(invoices.productId, [...productIds]),
  );
}

function isAfter(cursor: string): SQL {
  const [createdAt, id] = decodeCursor(cursor, /^[^\0]*$/);
  return sql`(${invoices.createdAt}, ${invoices.id}) < (${createdAt}::timestamptz, ${id}::text)`;
}
