import type { models } from '@polar-sh/sdk/2026-10';
import { apiError, unacceptable } from '../http/errors.ts';
import type { OrderRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { emit } from '../webhooks/emit.ts';
import { toOrder } from '../wire/order.ts';
import { saveOrder } from './orders.ts';

/** What may be said of an order after it was made; `undefined` leaves a part as it is. */
export interface BillingDetails {
  billing_name?: string | null | undefined;
  billing_address?: models.Address | null | undefined;
}

/**
 * Sets whom an order's documents are made out to; later invoices say it.
 *
 * @throws {PolarApiError} 422 for another country or state: they decided the tax.
 */
export function setBillingDetails(
  transaction: Transaction,
  order: OrderRow,
  details: BillingDetails,
): OrderRow {
  const before = order.billing_address;
  const after = details.billing_address === undefined ? before : details.billing_address;
  const hasMoved =
    before !== null &&
    (after?.country !== before.country || (after?.state ?? null) !== (before.state ?? null));
  if (hasMoved) {
    throw unacceptable(['body', 'billing_address'], 'The country and the state cannot be changed.', after);
  }
  const saved = saveOrder(transaction, {
    ...order,
    billing_name: details.billing_name === undefined ? order.billing_name : details.billing_name,
    billing_address: after,
  });
  emit(transaction, 'order.updated', () => toOrder(transaction, saved));
  return saved;
}

/**
 * Asks for an order's invoice, which is there a moment later.
 *
 * @throws {PolarApiError} 409 for an order that has none, 422 when name or address are missing.
 */
export function requestInvoice(transaction: Transaction, order: OrderRow): void {
  if (order.status === 'draft' || order.status === 'void') {
    throw apiError(409, 'OrderNotEligibleForInvoice', 'This order is not eligible for an invoice.');
  }
  if (order.billing_name === null || order.billing_address === null) {
    throw apiError(
      422,
      'MissingInvoiceBillingDetails',
      'Billing name and address are required to generate an invoice.',
    );
  }
  transaction.put('orders', { ...order, invoice_requested_at: transaction.now });
}
