import { apiError } from '../http/errors.ts';
import type { OrderRow, PaymentMethodRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { dueAmount } from '../wire/order.ts';
import { addCard, type GivenCard, readConfirmationToken, refusalOf, toMethodMetadata } from './cards.ts';
import { type ChargedCard, recordPayment } from './charge.ts';
import { saveCustomer } from './customers.ts';
import { sellerMessage } from './decline-codes.ts';
import { collectOrder, settleOrder } from './dunning.ts';
import { saveOrder } from './orders.ts';
import { paymentLockEnd } from './payment-lock.ts';

/**
 * How often a customer may try to pay an order.
 *
 * @see Polar's `server/polar/config.py`, `CUSTOMER_RETRY_MAX_ATTEMPTS`.
 */
const MAX_RETRIES = 5;

/** What a customer pays with: a card on file, or one that goes there when it has paid. */
export type Payer = { saved: PaymentMethodRow } | { given: GivenCard };

/** What came of it: paid, refused, or the bank wants to ask the cardholder first. */
export type Retry =
  | { status: 'succeeded' }
  | { status: 'requires_action'; clientSecret: string }
  | { status: 'failed'; error: string };

/**
 * Tries to collect an order because its customer asks for it. The schedule of further attempts stays as it is. While the
 * cardholder is asked, the order is locked.
 *
 * @throws {PolarApiError} 422 for an order that nobody collects, 409 while it is being paid, 429 after five attempts.
 * @see Polar's `server/polar/order/service.py`, `process_retry_payment`.
 */
export function retryPayment(transaction: Transaction, order: OrderRow, payer: Payer): Retry {
  assertRetryable(transaction, order);
  const card: ChargedCard =
    'saved' in payer
      ? payer.saved
      : { behavior: payer.given.behavior, method_metadata: toMethodMetadata(payer.given) };
  if (refusalOf(card.behavior)?.code === 'authentication_required') {
    return authenticate(transaction, order, card);
  }
  const { outcome } = collectOrder(transaction, order, 'retry_customer', card);
  if (outcome.kind === 'refused') return { status: 'failed', error: outcome.refusal.message };
  if ('given' in payer) keepCard(transaction, order, payer.given);
  return { status: 'succeeded' };
}

// A card that paid is the one that is charged from then on.
function keepCard(transaction: Transaction, order: OrderRow, card: GivenCard): void {
  addCard(transaction, transaction.need('customers', order.customer_id), card);
  saveCustomer(transaction, transaction.need('customers', order.customer_id));
}

function authenticate(transaction: Transaction, order: OrderRow, card: ChargedCard): Retry {
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
  saveOrder(transaction, { ...order, payment_lock_acquired_at: transaction.now });
  return {
    status: 'requires_action',
    clientSecret: `pi_${order.id.replaceAll('-', '')}_secret_emulator`,
  };
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
  // There is one card that asks, so the payment need not remember which it was.
  if (succeeded) keepCard(transaction, order, readConfirmationToken('ctoken_visa_requires_action'));
  return succeeded ? settleOrder(transaction, unlocked) : saveOrder(transaction, unlocked);
}
