import type { models } from '@polar-sh/sdk/2026-10';
import type { CheckoutRow, OrderRow, SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { dueAmount } from '../wire/order.ts';
import { syncOrder } from './benefits.ts';
import { formatLabelDate, type Line, priceLabel } from './billing-entries.ts';
import { addCard, type GivenCard } from './cards.ts';
import { recordPayment } from './charge.ts';
import { type CheckoutQuote, quoteCheckout } from './checkout-quote.ts';
import { createOrder, createSale, markPaid } from './orders.ts';
import { isStatic, staticAmount } from './prices.ts';
import { linkRedemption } from './redeem-discount.ts';
import { saveCheckout } from './save-checkout.ts';
import { becomeTeam, claimOwnSeat, type SeatContainer } from './seats.ts';
import { startSubscription } from './start-subscription.ts';

type Period = Pick<Line, 'start_timestamp' | 'end_timestamp'>;

function linesOf(quote: CheckoutQuote, period: Period): Line[] {
  const { name } = quote.product;
  const { start_timestamp: start, end_timestamp: end } = period;
  if (quote.trial !== null && start !== null && end !== null) {
    const label = `Trial period for ${name} (${formatLabelDate(start)} - ${formatLabelDate(end)})`;
    return [{ ...period, label, amount: 0, proration: false, product_price_id: null }];
  }
  return quote.prices.filter(isStatic).map((price) => ({
    ...period,
    label: priceLabel(name, price, quote.quantities),
    amount: staticAmount(price, quote.quantities),
    proration: false,
    product_price_id: price.id,
  }));
}

function orderOf(
  transaction: Transaction,
  row: CheckoutRow,
  quote: CheckoutQuote,
  subscription: SubscriptionRow | null,
  customerId: string,
): OrderRow {
  const common = { checkoutId: row.id, leavesBalance: true };
  if (subscription === null) {
    return createSale(transaction, {
      ...common,
      customerId,
      product: quote.product,
      subscriptionId: null,
      lines: linesOf(quote, { start_timestamp: null, end_timestamp: null }),
      reason: 'purchase',
      currency: row.currency,
      taxBehavior: quote.taxBehavior,
      discount: quote.discount,
      seats: row.seats,
      units: row.units,
      metadata: row.metadata,
    });
  }
  const { current_period_start: start_timestamp, current_period_end: end_timestamp } = subscription;
  const reason: models.OrderBillingReason =
    row.subscription_id === null ? 'subscription_create' : 'subscription_update';
  const lines = linesOf(quote, { start_timestamp, end_timestamp });
  return createOrder(transaction, { ...common, subscription, lines, reason });
}

function settle(transaction: Transaction, order: OrderRow, card: GivenCard | null): OrderRow {
  const amount = dueAmount(order);
  const waiting = transaction
    .by('payments', 'checkout_id', order.checkout_id ?? '')
    .find((one) => one.status === 'pending');
  if (waiting !== undefined) {
    const paid = { ...waiting, order_id: order.id, status: 'succeeded' } as const;
    transaction.put('payments', { ...paid, modified_at: transaction.stamp() });
  } else if (card !== null && amount > 0) {
    recordPayment(transaction, {
      amount,
      currency: order.currency,
      card,
      result: 'succeeded',
      trigger: 'purchase',
      customer: transaction.need('customers', order.customer_id),
      orderId: order.id,
      checkoutId: order.checkout_id,
    });
  }
  return markPaid(transaction, order);
}

/**
 * Gives the buyer what a confirmed checkout has sold, and marks it as paid: a subscription, or what is bought once. A
 * card stays on file where it is charged again. Whoever buys seats is a team from then on, and has the first seat unless
 * the merchant has a page of their own for what comes next.
 */
export function fulfilCheckout(
  transaction: Transaction,
  row: CheckoutRow,
  card: GivenCard | null,
): CheckoutRow {
  const quote = quoteCheckout(transaction, row);
  const customerId = row.customer_id ?? '';
  if (row.seats !== null) becomeTeam(transaction, customerId);
  const isRecurring = quote.product.is_recurring;
  if (isRecurring && card !== null) addCard(transaction, transaction.need('customers', customerId), card);
  const subscription = isRecurring ? startSubscription(transaction, row, quote, customerId) : null;
  if (subscription !== null) linkRedemption(transaction, row.id, subscription.id);
  const order = settle(transaction, orderOf(transaction, row, quote, subscription, customerId), card);
  if (subscription === null) syncOrder(transaction, order);
  transaction.touchedCustomers.add(customerId);
  const container: SeatContainer =
    subscription === null ? { kind: 'order', row: order } : { kind: 'subscription', row: subscription };
  if (row.seats !== null && row.success_url === null) claimOwnSeat(transaction, container);
  return saveCheckout(transaction, { ...row, status: 'succeeded', pending_card: null });
}
