import type { UsageEventRow } from '../state/ownership-rows.ts';
import type { CustomerRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { customerMeterOf } from './customer-meters.ts';
import { passes } from './meter-filter.ts';
import { isMetered } from './prices.ts';
import { saveSubscription } from './save-subscription.ts';
import { count } from './tally.ts';

/** Meters that counted something, by customer. */
type Touched = Map<string, Set<string>>;

function countEvent(transaction: Transaction, event: UsageEventRow, touched: Touched): void {
  const { customer_id } = event;
  if (customer_id === null) return;
  for (const meter of transaction.all('meters')) {
    if (meter.archived_at != null || !passes(meter.filter, event)) continue;
    const row = customerMeterOf(transaction, customer_id, meter.id);
    const tally = count(row.tally, meter, event);
    if (tally === row.tally) continue;
    transaction.put('customer_meters', { ...row, tally, modified_at: transaction.stamp() });
    touched.set(customer_id, (touched.get(customer_id) ?? new Set()).add(meter.id));
  }
}

// Polar recalculates a subscription's meters some time after events came in; here once, with each batch of them.
function tellOf(transaction: Transaction, touched: Touched): void {
  for (const [customerId, meterIds] of touched) {
    transaction.touchedCustomers.add(customerId);
    for (const subscription of transaction.by('subscriptions', 'customer_id', customerId)) {
      const isBilled = subscription.prices.some((price) => isMetered(price) && meterIds.has(price.meter_id));
      if (subscription.ended_at === null && isBilled) {
        saveSubscription(transaction, subscription, ['subscription.updated']);
      }
    }
  }
}

/** Keeps events and counts them. */
export function recordEvents(transaction: Transaction, events: readonly UsageEventRow[]): void {
  const touched: Touched = new Map();
  for (const event of events) {
    transaction.put('usage_events', event);
    countEvent(transaction, event, touched);
  }
  tellOf(transaction, touched);
}

/** Gives a new customer the events that came in under its external id before there was a customer. */
export function adoptEvents(transaction: Transaction, customer: CustomerRow): void {
  if (customer.external_id === null) return;
  const waiting = transaction.by('usage_events', 'unknown_customer', customer.external_id);
  if (waiting.length === 0) return;
  const touched: Touched = new Map();
  for (const event of waiting) {
    const known = transaction.put('usage_events', { ...event, customer_id: customer.id });
    countEvent(transaction, known, touched);
  }
}
