import type { models } from '@polar-sh/sdk/2026-10';
import type { ProductRow } from '../state/catalog-rows.ts';
import type { CheckoutRow, SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { addInterval } from '../time/period.ts';
import type { CheckoutQuote } from './checkout-quote.ts';
import { meterPeriodFrom } from './meter-period.ts';
import { resetMeters } from './meters.ts';
import { saveSubscription } from './save-subscription.ts';
import { periodFrom } from './terms.ts';

/** What any subscription begins with. */
export interface NewSubscription {
  product: ProductRow;
  customerId: string;
  currency: string;
  metadata: models.MetadataOutputType;
  checkoutId: string | null;
}

/** A subscription that begins now, without prices and without a period: whoever makes it knows these. */
export function newSubscription(
  transaction: Transaction,
  { product, customerId, currency, metadata, checkoutId }: NewSubscription,
): SubscriptionRow {
  const { now } = transaction;
  return {
    id: transaction.newId(),
    created_at: transaction.stamp(),
    modified_at: null,
    metadata,
    amount: 0,
    currency,
    recurring_interval: product.recurring_interval ?? 'month',
    recurring_interval_count: product.recurring_interval_count ?? 1,
    status: 'active',
    current_period_start: now,
    current_period_end: now,
    current_meter_period_start: null,
    current_meter_period_end: null,
    trial_start: null,
    trial_end: null,
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
    discount_id: null,
    discount_applied_at: null,
    checkout_id: checkoutId,
    seats: null,
    units: null,
    customer_cancellation_reason: null,
    customer_cancellation_comment: null,
    prices: [],
    custom_amount: null,
    anchor_day: 1,
    tax_behavior: 'exclusive',
    pending_update: null,
  };
}

/** A subscription as a checkout sold it, in a first period that begins now. */
function asSold(
  transaction: Transaction,
  base: SubscriptionRow,
  row: CheckoutRow,
  quote: CheckoutQuote,
): SubscriptionRow {
  const { now } = transaction;
  const { product, trial } = quote;
  const trialEnd = trial === null ? null : addInterval(now, trial.interval, trial.count);
  const sold: SubscriptionRow = {
    ...base,
    ...quote.quantities,
    metadata: { ...base.metadata, ...row.metadata },
    amount: quote.amount - quote.discountAmount,
    currency: row.currency,
    recurring_interval: product.recurring_interval ?? base.recurring_interval,
    recurring_interval_count: product.recurring_interval_count ?? 1,
    status: trialEnd === null ? 'active' : 'trialing',
    trial_start: trialEnd === null ? null : now,
    trial_end: trialEnd,
    product_id: product.id,
    discount_id: quote.discount?.id ?? null,
    // Under a trial the first period that is paid for is the first the discount counts in.
    discount_applied_at: quote.discount === null || trialEnd !== null ? null : now,
    checkout_id: row.id,
    prices: quote.prices,
    tax_behavior: quote.taxBehavior,
    pending_update: null,
  };
  const period = { ...sold, ...periodFrom(sold, now) };
  const end = trialEnd ?? period.current_period_end;
  return {
    ...period,
    ...meterPeriodFrom(transaction, period, now),
    current_period_end: end,
    ends_at: sold.cancel_at_period_end ? end : sold.ends_at,
  };
}

/**
 * Starts the subscription that a checkout has sold, or makes it of the free one that the checkout upgrades. Counting
 * begins anew.
 *
 * @see Polar's `server/polar/subscription/service.py`, `create_or_update_from_checkout`.
 */
export function startSubscription(
  transaction: Transaction,
  row: CheckoutRow,
  quote: CheckoutQuote,
  customerId: string,
): SubscriptionRow {
  const upgraded =
    row.subscription_id === null ? null : transaction.need('subscriptions', row.subscription_id);
  const { currency, metadata, id: checkoutId } = row;
  const base =
    upgraded ??
    newSubscription(transaction, { product: quote.product, customerId, currency, metadata, checkoutId });
  const sold = asSold(transaction, base, row, quote);
  resetMeters(transaction, sold);
  return saveSubscription(
    transaction,
    sold,
    upgraded === null
      ? ['subscription.created', 'subscription.active', 'subscription.updated']
      : ['subscription.updated'],
  );
}
