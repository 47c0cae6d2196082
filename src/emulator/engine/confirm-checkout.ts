import { apiError, unacceptable } from '../http/errors.ts';
import type { ProductRow } from '../state/catalog-rows.ts';
import type { CheckoutRow, CustomerRow, SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { addInterval } from '../time/period.ts';
import { emit } from '../webhooks/emit.ts';
import { toCheckout } from '../wire/checkout.ts';
import { formatLabelDate, type Line, priceLabel } from './billing-entries.ts';
import { addCard, type GivenCard, refusalOf } from './cards.ts';
import { chargeOrder, recordPayment } from './charge.ts';
import { type CheckoutQuote, quoteCheckout } from './checkout-quote.ts';
import { createCustomer, findByEmail, findByExternalId, saveCustomer } from './customers.ts';
import { periodFrom } from './cycle.ts';
import { createOrder, markPaid } from './orders.ts';
import { organizationOf } from './organization.ts';
import { isStatic, staticAmount } from './prices.ts';
import { saveSubscription } from './save-subscription.ts';

/** What became of a confirmation: the checkout as `confirmed`, or the sentence of the decline. */
export type Confirmation = { confirmed: CheckoutRow } | { declined: string };

/** Writes a checkout under a new `modified_at` and tells of it. */
export function saveCheckout(transaction: Transaction, row: CheckoutRow): CheckoutRow {
  const saved = transaction.put('checkouts', { ...row, modified_at: transaction.stamp() });
  emit(transaction, 'checkout.updated', () => toCheckout(transaction, saved));
  return saved;
}

function findCustomer(transaction: Transaction, row: CheckoutRow): CustomerRow | undefined {
  if (row.customer_id !== null) return transaction.need('customers', row.customer_id);
  if (row.external_customer_id !== null) {
    const known = findByExternalId(transaction, row.external_customer_id);
    if (known !== undefined) return known;
  }
  return row.customer_email === null ? undefined : findByEmail(transaction, row.customer_email);
}

function assertNoSubscription(transaction: Transaction, customer: CustomerRow): void {
  if (organizationOf(transaction).subscription_settings.allow_multiple_subscriptions) return;
  const billable = transaction.where(
    'subscriptions',
    (one) => one.customer_id === customer.id && ['active', 'trialing', 'past_due'].includes(one.status),
  );
  if (billable.length > 0) {
    throw apiError(403, 'AlreadyActiveSubscriptionError', 'You already have an active subscription.');
  }
}

function customerOf(transaction: Transaction, row: CheckoutRow): CustomerRow {
  const known = findCustomer(transaction, row);
  if (known === undefined) {
    return createCustomer(transaction, {
      type: 'individual',
      email: row.customer_email,
      name: row.customer_name,
      externalId: row.external_customer_id,
      billingName: row.customer_billing_name,
      billingAddress: row.customer_billing_address,
      taxId: row.customer_tax_id,
      locale: row.locale,
      metadata: row.customer_metadata,
      owner: null,
    });
  }
  return saveCustomer(transaction, {
    ...known,
    billing_name: row.customer_billing_name ?? known.billing_name,
    billing_address: row.customer_billing_address ?? known.billing_address,
    name: known.name ?? row.customer_name,
  });
}

function startSubscription(
  transaction: Transaction,
  row: CheckoutRow,
  quote: CheckoutQuote,
  customerId: string,
): SubscriptionRow {
  const { now } = transaction;
  const { product, prices, quantities, trial } = quote;
  if (product.recurring_interval === null)
    throw unacceptable(['body', 'product_id'], 'Product is not recurring.');
  const trialEnd = trial === null ? null : addInterval(now, trial.interval, trial.count);
  const created: SubscriptionRow = {
    id: transaction.newId(),
    created_at: transaction.stamp(),
    modified_at: null,
    metadata: row.metadata,
    amount: quote.amount - quote.discountAmount,
    currency: row.currency,
    recurring_interval: product.recurring_interval,
    recurring_interval_count: product.recurring_interval_count ?? 1,
    status: trialEnd === null ? 'active' : 'trialing',
    current_period_start: now,
    current_period_end: now,
    current_meter_period_start: null,
    current_meter_period_end: null,
    trial_start: trialEnd === null ? null : now,
    trial_end: trialEnd,
    cancel_at_period_end: false,
    canceled_at: null,
    started_at: now,
    ends_at: null,
    ended_at: null,
    past_due_at: null,
    past_due_deadline: null,
    benefits_end_at: null,
    pause_at_period_end: false,
    paused_at: null,
    resumes_at: null,
    customer_id: customerId,
    product_id: product.id,
    discount_id: quote.discount?.id ?? null,
    // Under a trial the first period that is paid for is the first the discount counts in.
    discount_applied_at: quote.discount === null || trialEnd !== null ? null : now,
    checkout_id: row.id,
    seats: quantities.seats,
    units: quantities.units,
    customer_cancellation_reason: null,
    customer_cancellation_comment: null,
    prices,
    custom_amount: quantities.custom_amount,
    anchor_day: 1,
    tax_behavior: quote.taxBehavior,
    pending_update: null,
  };
  const period = periodFrom(created, now);
  const row_ = { ...created, ...period, current_period_end: trialEnd ?? period.current_period_end };
  return saveSubscription(transaction, row_, [
    'subscription.created',
    'subscription.active',
    'subscription.updated',
  ]);
}

function firstLines(subscription: SubscriptionRow, quote: CheckoutQuote): Line[] {
  const { current_period_start: start, current_period_end: end } = subscription;
  const { name } = quote.product;
  const period = { start_timestamp: start, end_timestamp: end, proration: false };
  if (quote.trial !== null) {
    const label = `Trial period for ${name} (${formatLabelDate(start)} - ${formatLabelDate(end)})`;
    return [{ ...period, label, amount: 0, product_price_id: null }];
  }
  return quote.prices.filter(isStatic).map((price) => ({
    ...period,
    label: priceLabel(name, price, quote.quantities),
    amount: staticAmount(price, quote.quantities),
    product_price_id: price.id,
  }));
}

function assertComplete(row: CheckoutRow, quote: CheckoutQuote, card: GivenCard | null): void {
  if (row.customer_email === null && row.customer_id === null) {
    throw unacceptable(['body', 'customer_email'], 'Customer email is required.');
  }
  if (row.customer_billing_address === null) {
    throw unacceptable(['body', 'customer_billing_address'], 'Billing address is required.');
  }
  if (card === null && !quote.isFree) {
    throw unacceptable(['body', 'confirmation_token_id'], 'Confirmation token is required.');
  }
}

/**
 * Confirms a checkout: the customer is made or brought up to date, the card goes on file, the subscription starts and
 * its first order is paid. A card that is declined at once leaves the checkout open, with the failed payment noted.
 *
 * @throws {PolarApiError} 403 `AlreadyActiveSubscriptionError`, 422 when details are missing.
 */
export function confirmCheckout(
  transaction: Transaction,
  row: CheckoutRow,
  card: GivenCard | null,
): Confirmation {
  const quote = quoteCheckout(transaction, row);
  assertComplete(row, quote, card);
  const known = findCustomer(transaction, row);
  if (known !== undefined) assertNoSubscription(transaction, known);
  const refusal = card === null ? null : refusalOf(card.behavior);
  if (card !== null && refusal !== null && (card.behavior !== 'declined_later' || quote.trial === null)) {
    recordPayment(transaction, {
      amount: quote.trial === null ? quote.total : 0,
      currency: row.currency,
      card,
      result: refusal,
      trigger: 'purchase',
      customer: known ?? null,
      orderId: null,
      checkoutId: row.id,
    });
    return { declined: refusal.message };
  }
  const customer = customerOf(transaction, row);
  if (card !== null) addCard(transaction, customer, card);
  const confirmed = saveCheckout(transaction, {
    ...row,
    status: 'confirmed',
    customer_id: customer.id,
    payment_method_type: card === null ? null : 'card',
    trial_end:
      quote.trial === null ? null : addInterval(transaction.now, quote.trial.interval, quote.trial.count),
  });
  fulfil(transaction, confirmed, quote, customer.id);
  return { confirmed };
}

function fulfil(transaction: Transaction, row: CheckoutRow, quote: CheckoutQuote, customerId: string): void {
  const subscription = startSubscription(transaction, row, quote, customerId);
  const order = createOrder(transaction, {
    subscription,
    lines: firstLines(subscription, quote),
    reason: 'subscription_create',
    checkoutId: row.id,
  });
  const outcome = chargeOrder(transaction, order, 'purchase');
  // Reached only by a balance that made a free checkout payable; the customer may try again with a card.
  if (outcome.kind !== 'succeeded') throw apiError(400, 'PaymentError', 'Your card was declined.');
  markPaid(transaction, order);
  saveCheckout(transaction, { ...row, status: 'succeeded' });
}

/** Lets a checkout expire and tells of it. */
export function expireCheckout(transaction: Transaction, row: CheckoutRow): void {
  const expired = transaction.put('checkouts', {
    ...row,
    status: 'expired',
    modified_at: transaction.stamp(),
  });
  emit(transaction, 'checkout.expired', () => toCheckout(transaction, expired));
}

/** The kinds of product a checkout can sell here: recurring ones. */
export function isSellable(product: ProductRow): boolean {
  return product.is_recurring;
}
