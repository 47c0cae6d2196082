import type {
  CheckoutRecord,
  CustomerRecord,
  DiscountRecord,
  InvoiceRecord,
  PaymentMethodRecord,
  ProductRecord,
  SubscriptionRecord,
} from '../../server/ports/index.ts';
import { assertMinorUnits } from '../schema/columns.ts';
import type {
  checkouts,
  customers,
  discounts,
  invoices,
  paymentMethods,
  products,
  subscriptions,
} from '../schema/index.ts';
import type { MirrorRow } from './write-snapshot.ts';

type Insertable<Table extends { $inferInsert: unknown }> = Table['$inferInsert'] & MirrorRow;

// Rows carry what records do not (`updatedAt`, `failedAttempts`); each function takes that away or puts a
// record's nested values into columns.

/** A record of the mirror from its row. */
export function toCustomer({ updatedAt: _, ...record }: typeof customers.$inferSelect): CustomerRecord {
  return record;
}

/** A record of the mirror from its row. */
export function toProduct({ updatedAt: _, ...record }: typeof products.$inferSelect): ProductRecord {
  return record;
}

/** A record of the mirror from its row. */
export function toSubscription(row: typeof subscriptions.$inferSelect): SubscriptionRecord {
  const { updatedAt: _, amount, currency, ...record } = row;
  return { ...record, money: { amount, currency } };
}

/** A record of the mirror from its row. */
export function toInvoice(row: typeof invoices.$inferSelect): InvoiceRecord {
  const { updatedAt: _, failedAttempts: __, ...record } = row;
  return record;
}

/** A record of the mirror from its row. */
export function toPaymentMethod(row: typeof paymentMethods.$inferSelect): PaymentMethodRecord {
  const { updatedAt: _, ...record } = row;
  return record;
}

/** A record of the mirror from its row. */
export function toCheckout({ updatedAt: _, ...record }: typeof checkouts.$inferSelect): CheckoutRecord {
  return record;
}

/**
 * The row of a subscription.
 *
 * @throws {RangeError} for an amount beyond 2^53 - 1.
 */
export function fromSubscription({ money, ...record }: SubscriptionRecord): Insertable<typeof subscriptions> {
  return { ...record, amount: assertMinorUnits(money.amount), currency: money.currency };
}

/**
 * The row of a product.
 *
 * @throws {RangeError} for an amount beyond 2^53 - 1.
 */
export function fromProduct(record: ProductRecord): Insertable<typeof products> {
  for (const { money } of record.prices) if (money !== null) assertMinorUnits(money.amount);
  return record;
}

/**
 * The row of a discount.
 *
 * @throws {RangeError} for an amount beyond 2^53 - 1.
 */
export function fromDiscount(record: DiscountRecord): Insertable<typeof discounts> {
  for (const amount of Object.values(record.amounts ?? {})) assertMinorUnits(amount);
  return record;
}

/**
 * The row of an invoice.
 *
 * @throws {RangeError} for an amount beyond 2^53 - 1.
 */
export function fromInvoice(record: InvoiceRecord): Insertable<typeof invoices> {
  for (const { amount } of record.lines) assertMinorUnits(amount);
  return record;
}
