import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type {
  CheckoutRecord,
  CollectionRecord,
  CustomerRecord,
  PaymentMethodRecord,
  ProductRecord,
  SubscriptionRecord,
} from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { checkouts, customers, invoices, paymentMethods, products, subscriptions } from '../schema/index.ts';
import {
  toCheckout,
  toCustomer,
  toInvoice,
  toPaymentMethod,
  toProduct,
  toSubscription,
} from './mirror-rows.ts';
import { lockOwner, raiseVersion } from './owner-rows.ts';

/** Every product, in a stable order. */
export async function listProducts(db: Sql): Promise<ProductRecord[]> {
  return (await db.select().from(products).orderBy(asc(products.createdAt), asc(products.id))).map(toProduct);
}

/** The owner's customer. One that was deleted at the provider is not found. */
export async function findCustomerByExternalId(db: Sql, externalId: string): Promise<CustomerRecord | null> {
  const [row] = await db
    .select()
    .from(customers)
    .where(and(eq(customers.externalId, externalId), isNull(customers.deletedAt)))
    .orderBy(desc(customers.createdAt))
    .limit(1);
  return row === undefined ? null : toCustomer(row);
}

/** What a customer may be charged with. */
export async function listPaymentMethods(db: Sql, customerId: string): Promise<PaymentMethodRecord[]> {
  const rows = await db
    .select()
    .from(paymentMethods)
    .where(eq(paymentMethods.customerId, customerId))
    .orderBy(asc(paymentMethods.id));
  return rows.map(toPaymentMethod);
}

/** The owner of a customer, deleted or not. */
export async function findExternalId(db: Sql, customerId: string): Promise<string | null> {
  const [row] = await db
    .select({ externalId: customers.externalId })
    .from(customers)
    .where(eq(customers.id, customerId));
  return row?.externalId ?? null;
}

/** A subscription by its id. */
export async function findSubscription(db: Sql, id: string): Promise<SubscriptionRecord | null> {
  const [row] = await db.select().from(subscriptions).where(eq(subscriptions.id, id));
  return row === undefined ? null : toSubscription(row);
}

/** The subscription that a checkout made. */
export async function findSubscriptionByCheckout(
  db: Sql,
  checkoutId: string,
): Promise<SubscriptionRecord | null> {
  const [row] = await db
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.checkoutId, checkoutId))
    .orderBy(desc(subscriptions.createdAt))
    .limit(1);
  return row === undefined ? null : toSubscription(row);
}

/** A checkout by its id. */
export async function findCheckout(db: Sql, id: string): Promise<CheckoutRecord | null> {
  const [row] = await db.select().from(checkouts).where(eq(checkouts.id, id));
  return row === undefined ? null : toCheckout(row);
}

/** An owner's invoice with how many attempts to collect it have failed. */
export async function findCollection(
  db: Sql,
  externalId: string,
  invoiceId: string,
): Promise<CollectionRecord | null> {
  const [row] = await db
    .select({ invoice: invoices })
    .from(invoices)
    .innerJoin(customers, eq(customers.id, invoices.customerId))
    .where(and(eq(invoices.id, invoiceId), eq(customers.externalId, externalId)));
  return row === undefined
    ? null
    : { invoice: toInvoice(row.invoice), failedAttempts: row.invoice.failedAttempts };
}

/**
 * Sets how many attempts to collect an invoice have failed, and returns whose it is and how many there were before.
 *
 * @throws {Error} when the invoice is not in the mirror: it can be once the invoice has been applied.
 */
export async function recordFailedPayments(
  transaction: Sql,
  invoiceId: string,
  attempts: number,
): Promise<{ externalId: string | null; before: number }> {
  const [found] = await transaction
    .select({ failedAttempts: invoices.failedAttempts, externalId: customers.externalId })
    .from(invoices)
    .innerJoin(customers, eq(customers.id, invoices.customerId))
    .where(eq(invoices.id, invoiceId));
  if (found === undefined) throw new Error(`floe-billing: invoice ${invoiceId} is not in the mirror.`);
  if (found.externalId !== null) await lockOwner(transaction, found.externalId);

  await transaction.update(invoices).set({ failedAttempts: attempts }).where(eq(invoices.id, invoiceId));
  if (found.externalId !== null && found.failedAttempts !== attempts) {
    await raiseVersion(transaction, found.externalId);
  }
  return { externalId: found.externalId, before: found.failedAttempts };
}
