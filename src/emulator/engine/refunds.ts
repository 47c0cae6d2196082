import type { models } from '@polar-sh/sdk/2026-10';
import { apiError, unacceptable } from '../http/errors.ts';
import { refundableOf, taxOfRefund } from '../money/refund.ts';
import type { RefundRow } from '../state/ownership-rows.ts';
import type { OrderRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { emit } from '../webhooks/emit.ts';
import { toOrder } from '../wire/order.ts';
import { toRefund } from '../wire/refund.ts';
import { reduceBalance } from './balance.ts';
import { revokeOrder } from './benefits.ts';
import { saveOrder } from './orders.ts';
import { organizationOf } from './organization.ts';

/** What a merchant asks to give back; `amount` is net of tax, in minor units. */
export interface NewRefund {
  amount: number;
  reason: models.RefundReason;
  metadata: models.MetadataOutputType;
  revoke_benefits: boolean;
}

/** The payment that an order was paid with, if money was taken for it. */
export function paymentOf(transaction: Transaction, order: OrderRow): models.Payment | undefined {
  return transaction.by('payments', 'order_id', order.id).find((one) => one.status === 'succeeded');
}

/**
 * Gives money back for an order, its share of the tax with it. The subscription goes on.
 *
 * @throws {PolarApiError} 403 when refunds are blocked or nothing is left, 400 for benefits of a subscription, 422 for more
 * than can be refunded, 404 when no payment was made.
 * @see Polar's `server/polar/refund/service.py`, `create`.
 */
export function refundOrder(transaction: Transaction, order: OrderRow, input: NewRefund): RefundRow {
  if (!organizationOf(transaction).capabilities.refunds) {
    throw apiError(403, 'RefundsBlocked', `Refunds are blocked for order: ${order.id}`);
  }
  if (order.status === 'refunded') {
    throw apiError(403, 'RefundedAlready', `Order is already fully refunded: ${order.id}`);
  }
  if (input.revoke_benefits && order.subscription_id !== null) {
    const detail = 'Subscription benefits can only be revoked upon cancellation';
    throw apiError(400, 'RevokeSubscriptionBenefitsProhibited', detail);
  }
  if (input.amount > refundableOf(order).net) {
    throw unacceptable(['body', 'amount'], 'Refund amount exceeds refundable amount', input.amount);
  }
  if (paymentOf(transaction, order) === undefined) {
    throw apiError(404, 'RefundUnknownPayment', `Refund issued for unknown order: ${order.id}`);
  }
  return recordRefund(transaction, order, {
    ...input,
    tax_amount: taxOfRefund(order, input.amount),
    dispute_id: null,
  });
}

/** Notes money given back, brings the order up to date, and tells of both. Cards are refunded at once. */
export function recordRefund(
  transaction: Transaction,
  order: OrderRow,
  input: NewRefund & { tax_amount: number; dispute_id: string | null },
): RefundRow {
  const created = transaction.put('refunds', {
    ...input,
    id: transaction.newId(),
    created_at: transaction.stamp(),
    modified_at: null,
    status: 'succeeded',
    currency: order.currency,
    organization_id: organizationOf(transaction).id,
    order_id: order.id,
    subscription_id: order.subscription_id,
    customer_id: order.customer_id,
  });
  emit(transaction, 'refund.created', () => toRefund(transaction, created));
  const refunded_amount = order.refunded_amount + input.amount;
  const isWhole = refunded_amount >= order.net_amount + order.applied_balance_amount;
  const saved = saveOrder(transaction, {
    ...order,
    status: isWhole ? 'refunded' : 'partially_refunded',
    refunded_amount,
    refunded_tax_amount: order.refunded_tax_amount + input.tax_amount,
  });
  emit(transaction, 'order.updated', () => toOrder(transaction, saved));
  reduceBalance(transaction, saved, refunded_amount + saved.refunded_tax_amount, 'refund');
  emit(transaction, 'order.refunded', () => toOrder(transaction, saved));
  if (input.revoke_benefits) revokeOrder(transaction, order.id);
  // The bank's confirmation, which changes nothing more.
  const confirmed = transaction.put('refunds', { ...created, modified_at: transaction.stamp() });
  emit(transaction, 'refund.updated', () => toRefund(transaction, confirmed));
  return confirmed;
}
