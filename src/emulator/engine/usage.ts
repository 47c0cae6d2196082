import type { UsageEventRow } from '../state/ownership-rows.ts';
import type { CustomerRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { countUsage, customerMeterOf, findCustomerMeter, recount } from './customer-meters.ts';
import { ensureEventType } from './event-types.ts';
import { addUsage } from './metered-entries.ts';
import { saveSubscription } from './save-subscription.ts';
import { isCounted } from './tally.ts';

function countEvent(transaction: Transaction, event: UsageEventRow, billed: Set<string>): void {
  const { customer_id } = event;
  if (customer_id === null) return;
  for (const meter of transaction.all('meters')) {
    if (meter.archived_at != null || !isCounted(meter, event)) continue;
    countUsage(transaction, customer_id, meter, event);
    transaction.touchedCustomers.add(customer_id);
    const subscriptionId = addUsage(transaction, customer_id, meter, event);
    if (subscriptionId !== null) billed.add(subscriptionId);
  }
}

function noteFirstEvent(transaction: Transaction, { customer_id, timestamp }: UsageEventRow): void {
  const customer = customer_id === null ? undefined : transaction.get('customers', customer_id);
  if (customer === undefined || customer.first_user_event_at !== null) return;
  transaction.put('customers', { ...customer, first_user_event_at: timestamp });
}

/**
 * Keeps events and counts them. Polar recalculates what subscriptions have used some time after events came in; here it
 * happens once, with each batch of them.
 */
export function recordEvents(transaction: Transaction, events: readonly UsageEventRow[]): void {
  const billed = new Set<string>();
  for (const event of events) {
    transaction.put('usage_events', event);
    ensureEventType(transaction, event.name);
    noteFirstEvent(transaction, event);
    countEvent(transaction, event, billed);
  }
  for (const id of billed) {
    saveSubscription(transaction, transaction.need('subscriptions', id), ['subscription.updated']);
  }
}

/**
 * Gives a customer the events that came in under its external id before it had that. They count as used; no subscription
 * is billed for them.
 */
export function adoptEvents(transaction: Transaction, customer: CustomerRow): void {
  if (customer.external_id === null) return;
  const waiting = transaction.by('usage_events', 'unknown_customer', customer.external_id);
  if (waiting.length === 0) return;
  for (const event of waiting) {
    const known = transaction.put('usage_events', { ...event, customer_id: customer.id });
    noteFirstEvent(transaction, known);
  }
  transaction.touchedCustomers.add(customer.id);
  for (const meter of transaction.all('meters')) {
    if (meter.archived_at != null || !waiting.some((event) => isCounted(meter, event))) continue;
    const row = findCustomerMeter(transaction, customer.id, meter.id);
    if (row === undefined) customerMeterOf(transaction, customer.id, meter);
    else recount(transaction, row, meter);
  }
}
