import type { models } from '@polar-sh/sdk/2026-10';
import { acceptDispute } from '../engine/disputes.ts';
import { organizationOf } from '../engine/organization.ts';
import { answer, type Call, pathParameter, type Route, read } from '../http/call.ts';
import { resourceNotFound } from '../http/errors.ts';
import { matches, sortRows, toPage } from '../http/lists.ts';
import { uuid } from '../http/schema.ts';
import type { DisputeRow } from '../state/ownership-rows.ts';
import { toDispute } from '../wire/dispute.ts';

function disputeOf(call: Call): DisputeRow {
  const row = call.transaction.get('disputes', read(uuid(), pathParameter(call, 'id'), ['path', 'id']));
  if (row === undefined) throw resourceNotFound();
  return row;
}

/** `/v1/disputes/`: payments that the customer's bank contests. */
export const disputeRoutes: readonly Route[] = [
  {
    operation: 'disputes.list',
    method: 'GET',
    path: '/v1/disputes/',
    handle(call) {
      const { transaction } = call;
      const { id: organizationId } = organizationOf(transaction);
      const rows = transaction.where(
        'disputes',
        (one) =>
          matches(call, 'organization_id', organizationId) &&
          matches(call, 'order_id', one.order_id) &&
          matches(call, 'status', one.status),
      );
      const keys = {
        created_at: (one: DisputeRow) => one.created_at,
        amount: (one: DisputeRow) => one.amount,
      };
      const page = toPage(call, sortRows(call, rows, keys, '-created_at'), (one) =>
        toDispute(transaction, one),
      );
      return answer(page satisfies models.ListResourceDispute);
    },
  },
  {
    operation: 'disputes.get',
    method: 'GET',
    path: '/v1/disputes/{id}',
    handle: (call) => answer(toDispute(call.transaction, disputeOf(call)) satisfies models.Dispute),
  },
  {
    operation: 'disputes.accept',
    method: 'POST',
    path: '/v1/disputes/{id}/accept',
    handle(call) {
      const accepted = acceptDispute(call.transaction, disputeOf(call));
      return answer(toDispute(call.transaction, accepted) satisfies models.Dispute);
    },
  },
];
