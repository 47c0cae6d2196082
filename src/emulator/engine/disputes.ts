import type { models } from '@polar-sh/sdk/2026-10';
import { apiError, unacceptable } from '../http/errors.ts';
import { refundableOf, splitTotal } from '../money/refund.ts';
import type { DisputeRow } from '../state/ownership-rows.ts';
import type { OrderRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { addInterval } from '../time/period.ts';
import { toDispute } from '../wire/dispute.ts';
import { revoke } from './cancel.ts';
import { paymentOf, recordRefund } from './refunds.ts';

/** How long a seller has to answer, as most card networks have it. */
const EVIDENCE_DAYS = 14;

/** What was paid for an order and not given back yet, tax included, in minor units: nobody can contest more. */
function leftOf(order: OrderRow): number {
  const { net, tax } = refundableOf(order);
  return net + tax;
}

/** What the bank of a customer says. */
export interface NewDispute {
  /** What it contests, tax included, in minor units; `null` for all that was paid and not given back. */
  total: number | null;
  reason: string;
  status: 'early_warning' | 'needs_response';
}

/**
 * Lets a customer's bank contest the payment of an order.
 *
 * @throws {PolarApiError} 404 when no payment was made, 422 for more than is left of it.
 */
export function raiseDispute(transaction: Transaction, order: OrderRow, input: NewDispute): DisputeRow {
  const payment = paymentOf(transaction, order);
  if (payment === undefined) {
    throw apiError(404, 'DisputePaymentNotFoundError', `Order ${order.id} was not paid.`);
  }
  const left = leftOf(order);
  const total = input.total ?? left;
  if (total > left || left === 0) {
    throw unacceptable(['body', 'total'], `Of this order ${left} can be contested.`, input.total);
  }
  const needsResponse = input.status === 'needs_response';
  return transaction.put('disputes', {
    id: transaction.newId(),
    created_at: transaction.stamp(),
    modified_at: null,
    status: input.status,
    ...splitTotal(order, total),
    currency: order.currency,
    reason: input.reason,
    evidence_due_by: needsResponse ? addInterval(transaction.now, 'day', EVIDENCE_DAYS) : null,
    order_id: order.id,
    payment_id: payment.id,
    customer_id: order.customer_id,
    case_id: needsResponse ? transaction.newId() : null,
  });
}

/**
 * Moves a dispute on. One that is decided, whichever way, ends the order's subscription; one that was prevented is
 * refunded as well.
 *
 * @throws {PolarApiError} 409 for one that is closed already.
 * @see Polar's `server/polar/dispute/service.py`, `upsert_from_stripe`.
 */
export function moveDispute(
  transaction: Transaction,
  dispute: DisputeRow,
  status: models.DisputeStatus,
): DisputeRow {
  if (toDispute(transaction, dispute).closed) throw notOpen(dispute);
  const saved = transaction.put('disputes', { ...dispute, status, modified_at: transaction.stamp() });
  const order = transaction.need('orders', dispute.order_id);
  const prevented = Math.min(dispute.amount + dispute.tax_amount, leftOf(order));
  if (status === 'prevented' && prevented > 0) {
    recordRefund(transaction, order, {
      ...splitTotal(order, prevented),
      reason: 'dispute_prevention',
      metadata: {},
      revoke_benefits: false,
      dispute_id: dispute.id,
    });
  }
  if (toDispute(transaction, saved).closed && order.subscription_id !== null) {
    const subscription = transaction.need('subscriptions', order.subscription_id);
    if (subscription.ended_at === null) revoke(transaction, subscription, { reason: null, comment: null });
  }
  return saved;
}

/**
 * Gives a dispute up: the bank takes the money.
 *
 * @throws {PolarApiError} 409 for one that waits for no answer.
 */
export function acceptDispute(transaction: Transaction, dispute: DisputeRow): DisputeRow {
  if (dispute.status !== 'needs_response') throw notOpen(dispute);
  return moveDispute(transaction, dispute, 'lost');
}

function notOpen(dispute: DisputeRow) {
  const detail = `Dispute ${dispute.id} is not awaiting a response.`;
  return apiError(409, 'DisputeNotOpenError', detail);
}
