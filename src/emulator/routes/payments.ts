import type { models } from '@polar-sh/sdk/2026-10';
import { answer, pathParameter, type Route, read } from '../http/call.ts';
import { resourceNotFound } from '../http/errors.ts';
import { matches, sortRows, toPage } from '../http/lists.ts';
import { uuid } from '../http/schema.ts';
import type { PaymentRow } from '../state/rows.ts';
import { toPayment } from '../wire/payment.ts';

/** `/v1/payments/`: every attempt to collect money. */
export const paymentRoutes: readonly Route[] = [
  {
    operation: 'payments.list',
    method: 'GET',
    path: '/v1/payments/',
    handle(call) {
      const rows = call.transaction.where(
        'payments',
        (one) =>
          matches(call, 'checkout_id', one.checkout_id) &&
          matches(call, 'order_id', one.order_id) &&
          matches(call, 'customer_id', one.customer_id) &&
          matches(call, 'customer_email', one.customer_email) &&
          matches(call, 'status', one.status) &&
          matches(call, 'method', one.method),
      );
      const keys = {
        created_at: (one: PaymentRow) => one.created_at,
        status: (one: PaymentRow) => one.status,
        amount: (one: PaymentRow) => one.amount,
        method: (one: PaymentRow) => one.method,
      };
      const page = toPage(call, sortRows(call, rows, keys, '-created_at'), toPayment);
      return answer(page satisfies models.ListResourcePayment);
    },
  },
  {
    operation: 'payments.get',
    method: 'GET',
    path: '/v1/payments/{id}',
    handle(call) {
      const row = call.transaction.get('payments', read(uuid(), pathParameter(call, 'id'), ['path', 'id']));
      if (row === undefined) throw resourceNotFound();
      return answer(toPayment(row) satisfies models.Payment);
    },
  },
];
