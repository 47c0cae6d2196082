import type { models } from '@polar-sh/sdk/2026-10';
import { documentUrl } from '../../documents/document-url.ts';
import { readConfirmationToken } from '../../engine/cards.ts';
import { requestInvoice, setBillingDetails } from '../../engine/order-documents.ts';
import { findPaymentMethod } from '../../engine/payment-methods.ts';
import { type Payer, retryPayment } from '../../engine/retry-payment.ts';
import { answer, type Call, type Route, readBody } from '../../http/call.ts';
import { resourceNotFound, unacceptable } from '../../http/errors.ts';
import { matches, sortRows, toPage } from '../../http/lists.ts';
import { billedCustomerOf } from '../../http/principal.ts';
import { maybe, object, oneOf, optional, text, uuid } from '../../http/schema.ts';
import type { OrderRow } from '../../state/rows.ts';
import { toPortalOrder } from '../../wire/portal.ts';
import { orderUpdate } from '../orders.ts';
import { billedOrder } from './own.ts';

const confirmation = object({
  confirmation_token_id: maybe(text({ max: 200 })),
  payment_method_id: maybe(uuid()),
  payment_processor: optional(oneOf(['stripe']), 'stripe' as const),
});

function payerOf(call: Call): Payer {
  const { confirmation_token_id, payment_method_id } = readBody(call, confirmation);
  if ((confirmation_token_id === null) === (payment_method_id === null)) {
    throw unacceptable(['body'], 'Exactly one of confirmation_token_id and payment_method_id is required.');
  }
  if (confirmation_token_id !== null) return { given: readConfirmationToken(confirmation_token_id) };
  const saved = findPaymentMethod(call.transaction, billedCustomerOf(call), payment_method_id ?? '');
  if (saved === undefined) {
    throw unacceptable(['body', 'payment_method_id'], 'Payment method does not exist.', payment_method_id);
  }
  return { saved };
}

function pay(call: Call): models.CustomerOrderPaymentConfirmation {
  const order = billedOrder(call);
  const retry = retryPayment(call.transaction, order, payerOf(call));
  return {
    status: retry.status,
    client_secret: retry.status === 'requires_action' ? retry.clientSecret : null,
    error: retry.status === 'failed' ? retry.error : null,
  };
}

// What the newest attempt says of an order that is not paid yet.
function statusOf(call: Call, order: OrderRow): models.CustomerOrderPaymentStatus {
  if (order.status !== 'pending') return { status: order.paid_at === null ? order.status : 'succeeded' };
  const newest = call.transaction.by('payments', 'order_id', order.id).at(-1);
  return newest?.status === 'failed'
    ? { status: 'failed', error: newest.decline_message }
    : { status: 'pending', error: null };
}

/** `/v1/customer-portal/orders/`: what a customer was charged, its documents, and another try to pay. */
export const portalOrderRoutes: readonly Route[] = [
  {
    operation: 'customerPortal.orders.list',
    method: 'GET',
    path: '/v1/customer-portal/orders/',
    handle(call) {
      const { transaction, query } = call;
      const wanted = query.get('query')?.toLowerCase() ?? '';
      const rows = transaction
        .by('orders', 'customer_id', billedCustomerOf(call).id)
        .filter(
          (row) =>
            matches(call, 'product_id', row.product_id) &&
            matches(call, 'subscription_id', row.subscription_id) &&
            matches(call, 'status', row.status) &&
            matches(call, 'product_billing_type', row.subscription_id === null ? 'one_time' : 'recurring') &&
            row.description.toLowerCase().includes(wanted),
        );
      const keys = {
        created_at: (row: OrderRow) => row.created_at,
        amount: (row: OrderRow) => row.total_amount,
        net_amount: (row: OrderRow) => row.net_amount,
        status: (row: OrderRow) => row.status,
        invoice_number: (row: OrderRow) => row.invoice_number,
        product: (row: OrderRow) => row.description,
        subscription: (row: OrderRow) => row.subscription_id,
        organization: () => null,
      };
      const page = toPage(call, sortRows(call, rows, keys, '-created_at'), (row) =>
        toPortalOrder(transaction, row),
      );
      return answer(page satisfies models.ListResourceCustomerOrder);
    },
  },
  {
    operation: 'customerPortal.orders.get',
    method: 'GET',
    path: '/v1/customer-portal/orders/{id}',
    handle: (call) =>
      answer(toPortalOrder(call.transaction, billedOrder(call)) satisfies models.CustomerOrder),
  },
  {
    operation: 'customerPortal.orders.update',
    method: 'PATCH',
    path: '/v1/customer-portal/orders/{id}',
    handle(call) {
      const saved = setBillingDetails(call.transaction, billedOrder(call), readBody(call, orderUpdate));
      return answer(toPortalOrder(call.transaction, saved) satisfies models.CustomerOrder);
    },
  },
  {
    operation: 'customerPortal.orders.generateInvoice',
    method: 'POST',
    path: '/v1/customer-portal/orders/{id}/invoice',
    handle(call) {
      requestInvoice(call.transaction, billedOrder(call));
      return answer(null, 202);
    },
  },
  {
    operation: 'customerPortal.orders.invoice',
    method: 'GET',
    path: '/v1/customer-portal/orders/{id}/invoice',
    handle(call) {
      const row = billedOrder(call);
      if (row.invoice === null) throw resourceNotFound();
      const url = documentUrl(call.transaction, 'invoice', row.id);
      return answer({ url } satisfies models.CustomerOrderInvoice);
    },
  },
  {
    operation: 'customerPortal.orders.receipt',
    method: 'GET',
    path: '/v1/customer-portal/orders/{id}/receipt',
    handle(call) {
      const row = billedOrder(call);
      if (row.receipt_number === null) throw resourceNotFound();
      const url = documentUrl(call.transaction, 'receipt', row.id);
      return answer({ url } satisfies models.CustomerOrderReceipt);
    },
  },
  {
    operation: 'customerPortal.orders.getPaymentStatus',
    method: 'GET',
    path: '/v1/customer-portal/orders/{id}/payment-status',
    handle: (call) => answer(statusOf(call, billedOrder(call)) satisfies models.CustomerOrderPaymentStatus),
  },
  {
    operation: 'customerPortal.orders.confirmRetryPayment',
    method: 'POST',
    path: '/v1/customer-portal/orders/{id}/confirm-payment',
    handle: (call) => answer(pay(call) satisfies models.CustomerOrderPaymentConfirmation),
  },
];
