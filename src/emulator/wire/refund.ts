import type { models } from '@polar-sh/sdk/2026-10';
import type { RefundRow } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { toDisputeBase } from './dispute.ts';

/** A refund as the API shows it. */
export function toRefund(transaction: Transaction, row: RefundRow): models.Refund {
  const { dispute_id, ...fields } = row;
  const dispute =
    dispute_id === null ? null : toDisputeBase(transaction, transaction.need('disputes', dispute_id));
  return { ...fields, dispute } satisfies models.Refund;
}
