import type { models } from '@polar-sh/sdk/2026-10';
import { refundOrder } from '../engine/refunds.ts';
import { answer, type Call, type Route, readBody } from '../http/call.ts';
import { unacceptable } from '../http/errors.ts';
import { matches, matchesFlag, sortRows, toPage } from '../http/lists.ts';
import { flag, integer, maybe, metadata, object, oneOf, optional, text, uuid } from '../http/schema.ts';
import type { RefundRow } from '../state/ownership-rows.ts';
import { toRefund } from '../wire/refund.ts';
import { noMetadata } from './shapes.ts';

const refundCreate = object({
  order_id: uuid(),
  reason: oneOf([
    'duplicate',
    'fraudulent',
    'customer_request',
    'service_disruption',
    'satisfaction_guarantee',
    'other',
  ]),
  amount: integer({ min: 1 }),
  comment: maybe(text()),
  revoke_benefits: optional(flag(), false),
  metadata: optional(metadata(), noMetadata),
});

function create(call: Call): RefundRow {
  const { order_id, reason, amount, metadata, revoke_benefits } = readBody(call, refundCreate);
  const order = call.transaction.get('orders', order_id);
  if (order === undefined) throw unacceptable(['body', 'order_id'], 'Order not found', order_id);
  return refundOrder(call.transaction, order, { reason, amount, metadata, revoke_benefits });
}

function isWanted(call: Call, row: RefundRow): boolean {
  const customer = call.transaction.need('customers', row.customer_id);
  return (
    matches(call, 'id', row.id) &&
    matches(call, 'organization_id', row.organization_id) &&
    matches(call, 'order_id', row.order_id) &&
    matches(call, 'subscription_id', row.subscription_id) &&
    matches(call, 'customer_id', row.customer_id) &&
    matches(call, 'external_customer_id', customer.external_id) &&
    matchesFlag(call, 'succeeded', row.status === 'succeeded')
  );
}

/** `/v1/refunds/`: money given back. */
export const refundRoutes: readonly Route[] = [
  {
    operation: 'refunds.list',
    method: 'GET',
    path: '/v1/refunds/',
    handle(call) {
      const { transaction } = call;
      const rows = transaction.where('refunds', (one) => isWanted(call, one));
      const keys = {
        created_at: (one: RefundRow) => one.created_at,
        amount: (one: RefundRow) => one.amount,
      };
      const page = toPage(call, sortRows(call, rows, keys, '-created_at'), (one) =>
        toRefund(transaction, one),
      );
      return answer(page satisfies models.ListResourceRefund);
    },
  },
  {
    operation: 'refunds.create',
    method: 'POST',
    path: '/v1/refunds/',
    handle: (call) => answer(toRefund(call.transaction, create(call)) satisfies models.Refund),
  },
];
