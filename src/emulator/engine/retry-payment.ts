import { apiError } from '../http/errors.ts';
import type { OrderRow, PaymentMethodRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { dueAmount } from '../wire/order.ts';
import { refusalOf } from './cards.ts';
import { recordPayment } from './charge.ts';
import { sellerMessage } from './decline-codes.ts';
import { type Collection, collectOrder, settleOrder } from './dunning.ts';
import { saveOrder } from './orders.ts';
import { paymentLockEnd } from './payment-lock.ts';

/**
 * How often a customer may try to pay an order.
 *
 * @see Polar's `server/polar/config.py`, `CUSTOMER_RETRY_MAX_ATTEMPTS`.
 */
const MAX_RETRIES = 5;

/**
 * Tries to collect an order because its customer asks for it. The schedule of further attempts stays as it is. A card
 * that wants its owner to authenticate is answered with that refusal, and the order is locked meanwhile.
 *
 * @throws {PolarApiError} 422 for an order that nobody collects, 409 while it is being paid, 429 after five attempts.
 * @see Polar's `server/polar/order/service.py`, `process_retry_payment`.
 */
export function retryPayment(transaction: Transaction, order: OrderRow, card: PaymentMethodRow): Collection {
  assertRetryable(transaction, order);
  const refusal = refusalOf(card.behavior);
  if (refusal?.code !== 'authentication_required')
    return collectOrder(transaction, order, 'retry_customer', card);
  recordPayment(transaction, {
    amount: dueAmount(order),
    currency: order.currency,
    card: card.method_metadata,
    result: 'authenticating',
    trigger: 'retry_customer',
    customer: transaction.need('customers', order.customer_id),
    orderId: order.id,
    checkoutId: order.checkout_id,
  });
  const locked = saveOrder(transaction, { ...order, payment_lock_acquired_at: transaction.now });
  return { order: locked, outcome: { kind: 'refused', refusal } };
}

function assertRetryable(transaction: Transaction, order: OrderRow): void {
  const isCollected =
    order.status === 'pending' && order.next_payment_attempt_at !== null && order.subscription_id !== null;
  if (!isCollected) {
    const detail = `Order ${order.id} is not eligible for payment retry.`;
    throw apiError(422, 'OrderNotEligibleForRetry', detail);
  }
  const tried = transaction
    .by('payments', 'order_id', order.id)
    .filter((payment) => payment.trigger === 'retry_customer' && payment.status === 'failed');
  if (tried.length >= MAX_RETRIES) {
    const detail = `Manual retry limit exceeded for order ${order.id}.`;
    throw apiError(429, 'ManualRetryLimitExceeded', detail);
  }
  if (paymentLockEnd(transaction, order) !== null) {
    const detail = `Payment for order ${order.id} is already in progress`;
    throw apiError(409, 'PaymentAlreadyInProgress', detail);
  }
}

/**
 * Ends the authentication that an order's payment waits for: it is paid, or the attempt failed.
 *
 * @throws {PolarApiError} 409 when no payment waits for one.
 */
export function finishAuthentication(
  transaction: Transaction,
  order: OrderRow,
  succeeded: boolean,
): OrderRow {
  const payment = transaction
    .by('payments', 'order_id', order.id)
    .find((one) => one.status === 'pending' && order.status === 'pending');
  if (payment === undefined) {
    const detail = `No payment of order ${order.id} waits to be authenticated.`;
    throw apiError(409, 'NoPendingAuthentication', detail);
  }
  transaction.put('payments', {
    ...payment,
    modified_at: transaction.stamp(),
    status: succeeded ? 'succeeded' : 'failed',
    decline_reason: succeeded ? null : 'authentication_required',
    decline_message: succeeded ? null : sellerMessage('authentication_required'),
  });
  const unlocked = { ...order, payment_lock_acquired_at: null };
  return succeeded ? settleOrder(transaction, unlocked) : saveOrder(transaction, unlocked);
}
