import type { models } from '@polar-sh/sdk/2026-10';
import type { DisputeRow } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { compareInstants } from '../time/instant.ts';
import { toEmbeddedCustomer } from './customer.ts';

/** A dispute as it stands inside the refund that prevented it. */
export function toDisputeBase(transaction: Transaction, row: DisputeRow): models.RefundDispute {
  const { customer_id: _, case_id: __, ...fields } = row;
  const { status, evidence_due_by } = row;
  return {
    ...fields,
    resolved: status === 'won' || status === 'lost',
    closed: status === 'won' || status === 'lost' || status === 'prevented',
    past_due: evidence_due_by !== null && compareInstants(transaction.now, evidence_due_by) > 0,
  } satisfies models.RefundDispute;
}

/** A dispute as the API shows it. */
export function toDispute(transaction: Transaction, row: DisputeRow): models.Dispute {
  return {
    ...toDisputeBase(transaction, row),
    case_id: row.case_id,
    customer: toEmbeddedCustomer(transaction.need('customers', row.customer_id)),
  } satisfies models.Dispute;
}
