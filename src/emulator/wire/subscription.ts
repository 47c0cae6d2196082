import type { models } from '@polar-sh/sdk/2026-10';
import { usageOf } from '../engine/meters.ts';
import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { toEmbeddedCustomer } from './customer.ts';
import { embeddedDiscountOf } from './discount.ts';
import { toPrice, toProduct } from './product.ts';

/** The scalar fields of a subscription, as an order carries them. */
export function toOrderSubscription(row: SubscriptionRow): models.OrderSubscription {
  const {
    prices: _,
    custom_amount: ______,
    discount_applied_at: _______,
    anchor_day: __,
    tax_behavior: ___,
    pending_update: ____,
    past_due_deadline: _____,
    benefits_end_at: ________,
    ...fields
  } = row;
  return fields satisfies models.OrderSubscription;
}

function toMeters(transaction: Transaction, row: SubscriptionRow): models.SubscriptionMeter[] {
  return usageOf(transaction, row).map(({ price, consumed, credited, amount }) => ({
    id: price.id,
    created_at: row.created_at,
    modified_at: row.modified_at,
    consumed_units: Number(consumed),
    credited_units: credited,
    amount,
    meter_id: price.meter_id,
    meter: transaction.need('meters', price.meter_id),
  }));
}

/** A subscription as the API shows it. */
export function toSubscription(transaction: Transaction, row: SubscriptionRow): models.Subscription {
  return {
    ...toOrderSubscription(row),
    custom_field_data: {},
    customer: toEmbeddedCustomer(transaction.need('customers', row.customer_id)),
    product: toProduct(transaction, transaction.need('products', row.product_id)),
    discount: embeddedDiscountOf(transaction, row.discount_id),
    prices: row.prices.map((price) => toPrice(transaction, price)),
    meters: toMeters(transaction, row),
    pending_update: row.pending_update,
  } satisfies models.Subscription;
}
