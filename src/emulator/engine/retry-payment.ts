import { apiError, resourceNotFound } from '../http/errors.ts';
import type { OrderRow, PaymentMethodRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { type Collection, collectOrder } from './dunning.ts';

/** How often a customer may try to pay an order. */
const MAX_RETRIES = 5;

/**
 * Tries to collect an order because its customer asks for it. The schedule of further attempts stays as it is.
 *
 * @throws {PolarApiError} 404 for an order that nobody collects, 429 after five attempts.
 * @see Polar's `server/polar/order/service.py`, manual retries.
 */
export function retryPayment(transaction: Transaction, order: OrderRow, card: PaymentMethodRow): Collection {
  const isCollected = order.status === 'pending' && order.next_payment_attempt_at !== null;
  if (!isCollected) throw resourceNotFound();
  const tried = transaction
    .by('payments', 'order_id', order.id)
    .filter((payment) => payment.trigger === 'retry_customer');
  if (tried.length >= MAX_RETRIES) {
    const detail = 'You have reached the maximum number of payment attempts for this order.';
    throw apiError(429, 'ManualRetryLimitExceeded', detail);
  }
  return collectOrder(transaction, order, 'retry_customer', card);
}
