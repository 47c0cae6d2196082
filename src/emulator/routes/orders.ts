import type { models } from '@polar-sh/sdk/2026-10';
import { documentUrl } from '../documents/document-url.ts';
import { requestInvoice, setBillingDetails } from '../engine/order-documents.ts';
import { answer, type Call, pathParameter, type Route, read, readBody } from '../http/call.ts';
import { resourceNotFound } from '../http/errors.ts';
import { matches, matchesMetadata, matchesTime, sortRows, toPage } from '../http/lists.ts';
import { object, patch, text, uuid } from '../http/schema.ts';
import type { OrderRow } from '../state/rows.ts';
import { toOrder } from '../wire/order.ts';
import { createOrderDraft, finalizeOrder } from './draft-orders.ts';
import { exportOrders } from './order-export.ts';
import { addressShape } from './shapes.ts';

/** What may be changed of an order. */
export const orderUpdate = object({
  billing_name: patch(text({ max: 256 })),
  billing_address: patch(addressShape),
});

function orderOf(call: Call): OrderRow {
  const row = call.transaction.get('orders', read(uuid(), pathParameter(call, 'id'), ['path', 'id']));
  if (row === undefined) throw resourceNotFound();
  return row;
}

function isWanted(call: Call, row: OrderRow): boolean {
  const customer = call.transaction.need('customers', row.customer_id);
  return (
    matches(call, 'product_id', row.product_id) &&
    matches(call, 'product_billing_type', row.subscription_id === null ? 'one_time' : 'recurring') &&
    matches(call, 'discount_id', row.discount_id) &&
    matches(call, 'customer_id', row.customer_id) &&
    matches(call, 'external_customer_id', customer.external_id) &&
    matches(call, 'checkout_id', row.checkout_id) &&
    matches(call, 'subscription_id', row.subscription_id) &&
    matches(call, 'status', row.status) &&
    matchesTime(call, 'created', row.created_at) &&
    matchesMetadata(call, row.metadata)
  );
}

/** `/v1/orders/`: what was charged, and its documents. */
export const orderRoutes: readonly Route[] = [
  {
    operation: 'orders.list',
    method: 'GET',
    path: '/v1/orders/',
    handle(call) {
      const { transaction } = call;
      const rows = transaction.where('orders', (one) => isWanted(call, one));
      const keys = {
        created_at: (one: OrderRow) => one.created_at,
        status: (one: OrderRow) => one.status,
        invoice_number: (one: OrderRow) => one.invoice_number,
        amount: (one: OrderRow) => one.total_amount,
        net_amount: (one: OrderRow) => one.net_amount,
        customer: (one: OrderRow) => transaction.need('customers', one.customer_id).email,
        product: (one: OrderRow) => one.description,
        discount: () => null,
        subscription: (one: OrderRow) => one.subscription_id,
      };
      const page = toPage(call, sortRows(call, rows, keys, '-created_at'), (one) =>
        toOrder(transaction, one),
      );
      return answer(page satisfies models.ListResourceOrder);
    },
  },
  {
    operation: 'orders.create',
    method: 'POST',
    path: '/v1/orders/',
    handle(call) {
      const draft = createOrderDraft(call);
      return answer(toOrder(call.transaction, draft) satisfies models.Order, 201);
    },
  },
  {
    operation: 'orders.finalize',
    method: 'POST',
    path: '/v1/orders/{id}/finalize',
    handle(call) {
      const paid = finalizeOrder(call, orderOf(call));
      return answer(toOrder(call.transaction, paid) satisfies models.Order);
    },
  },
  {
    operation: 'orders.export',
    method: 'GET',
    path: '/v1/orders/export',
    handle: exportOrders,
  },
  {
    operation: 'orders.get',
    method: 'GET',
    path: '/v1/orders/{id}',
    handle: (call) => answer(toOrder(call.transaction, orderOf(call)) satisfies models.Order),
  },
  {
    operation: 'orders.update',
    method: 'PATCH',
    path: '/v1/orders/{id}',
    handle(call) {
      const saved = setBillingDetails(call.transaction, orderOf(call), readBody(call, orderUpdate));
      return answer(toOrder(call.transaction, saved) satisfies models.Order);
    },
  },
  {
    operation: 'orders.generateInvoice',
    method: 'POST',
    path: '/v1/orders/{id}/invoice',
    handle(call) {
      requestInvoice(call.transaction, orderOf(call));
      return answer(null, 202);
    },
  },
  {
    operation: 'orders.invoice',
    method: 'GET',
    path: '/v1/orders/{id}/invoice',
    handle(call) {
      const row = orderOf(call);
      if (row.invoice === null) throw resourceNotFound();
      return answer({ url: documentUrl(call.transaction, 'invoice', row.id) } satisfies models.OrderInvoice);
    },
  },
  {
    operation: 'orders.receipt',
    method: 'GET',
    path: '/v1/orders/{id}/receipt',
    handle(call) {
      const row = orderOf(call);
      if (row.receipt_number === null) throw resourceNotFound();
      return answer({ url: documentUrl(call.transaction, 'receipt', row.id) } satisfies models.OrderReceipt);
    },
  },
];
