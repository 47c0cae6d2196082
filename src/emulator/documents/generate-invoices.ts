import { saveOrder } from '../engine/orders.ts';
import type { OrderRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { emit } from '../webhooks/emit.ts';
import { toOrder } from '../wire/order.ts';

/** Makes the invoice of an order that asked for one and tells of it. */
export function generateInvoice(transaction: Transaction, order: OrderRow): void {
  const { billing_name, billing_address } = order;
  if (billing_name === null || billing_address === null) return;
  const saved = saveOrder(transaction, {
    ...order,
    invoice_requested_at: null,
    invoice: { billing_name, billing_address, generated_at: transaction.now },
  });
  emit(transaction, 'order.updated', () => toOrder(transaction, saved));
}
