import { type Invoice, money } from '../../core/index.ts';
import type { PricedCatalog } from '../catalog/priced-catalog.ts';
import type { InvoiceRecord } from '../ports/index.ts';

/** A mirrored order as an invoice. */
export function toInvoice(record: InvoiceRecord, catalog: PricedCatalog): Invoice {
  const inCurrency = (amount: number) => money(amount, record.currency);
  return {
    id: record.id,
    number: record.number,
    status: record.status,
    billingReason: record.billingReason,
    planName: invoicePlanName(record, catalog),
    createdAt: record.createdAt,
    subtotal: inCurrency(record.subtotalAmount),
    discount: inCurrency(record.discountAmount),
    tax: inCurrency(record.taxAmount),
    total: inCurrency(record.totalAmount),
    appliedBalance: inCurrency(record.appliedBalanceAmount),
    amountDue: inCurrency(record.dueAmount),
    refunded: inCurrency(record.refundedAmount),
    nextPaymentAttemptAt: record.nextPaymentAttemptAt,
  };
}

/** What an order was for, in the words of the catalog. */
export function invoicePlanName(record: InvoiceRecord, catalog: PricedCatalog): string {
  if (record.productId === null) return record.description;
  const { planName, planId } = catalog.describe(record.productId);
  // Outside the code catalog the order itself says best what was bought.
  return planId === record.productId ? record.description || planName : planName;
}
