import type { Due } from '../state/due-queue.ts';
import type { OrderRow, SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { fromIso, type Micros, toIso } from '../time/instant.ts';

/** What can happen by itself. */
export type UpcomingKind =
  | 'trial_end'
  | 'renewal'
  | 'cancellation'
  | 'pause'
  | 'resumption'
  | 'grace_end'
  | 'meter_period_end'
  | 'payment_retry'
  | 'checkout_expiry'
  | 'delivery';

/** Something that will happen by itself, and to which row. */
export interface Upcoming {
  at: string;
  kind: UpcomingKind;
  collection: 'subscriptions' | 'orders' | 'checkouts' | 'webhook_events';
  id: string;
  /** A sentence for people. */
  description: string;
}

type Told = Pick<Upcoming, 'kind' | 'description'>;

function customerName(transaction: Transaction, id: string): string {
  const customer = transaction.get('customers', id);
  return customer?.name ?? customer?.email ?? 'a customer';
}

// In the order in which end-period.ts decides.
function ofSubscription(transaction: Transaction, row: SubscriptionRow, at: Micros): Told {
  const product = transaction.get('products', row.product_id)?.name ?? 'a product';
  const what = `${customerName(transaction, row.customer_id)}: ${product}`;
  if (row.status === 'paused') return { kind: 'resumption', description: `${what} resumes.` };
  if (fromIso(row.current_period_end) <= at) {
    if (row.cancel_at_period_end) return { kind: 'cancellation', description: `${what} ends.` };
    if (row.pause_at_period_end) return { kind: 'pause', description: `${what} pauses.` };
    if (row.status === 'trialing') {
      return {
        kind: 'trial_end',
        description: `${what} ends its trial, and its first period is charged.`,
      };
    }
    return { kind: 'renewal', description: `${what} renews.` };
  }
  if (row.benefits_end_at !== null && fromIso(row.benefits_end_at) <= at) {
    return { kind: 'grace_end', description: `${what} loses its benefits, as its grace is over.` };
  }
  return { kind: 'meter_period_end', description: `${what} bills its usage.` };
}

function ofOrder(transaction: Transaction, row: OrderRow): Told {
  const who = customerName(transaction, row.customer_id);
  // The first attempt was no retry.
  const retry = row.failed_attempts;
  const description = `${who}: the payment of ${row.description} is tried again, retry ${retry}.`;
  return { kind: 'payment_retry', description };
}

/** Tells what a row that is due will do. */
export function describeDue(transaction: Transaction, { at, collection, id }: Due): Upcoming {
  const told: Told =
    collection === 'subscriptions'
      ? ofSubscription(transaction, transaction.need('subscriptions', id), at)
      : collection === 'orders'
        ? ofOrder(transaction, transaction.need('orders', id))
        : { kind: 'checkout_expiry', description: 'A checkout that nobody finished expires.' };
  return { at: toIso(at), collection, id, ...told };
}

/** Tells of the next attempt to deliver an event. */
export function describeDelivery(transaction: Transaction, at: Micros, eventId: string): Upcoming {
  const event = transaction.need('webhook_events', eventId);
  const url = transaction.get('webhook_endpoints', event.endpoint_id)?.url ?? 'an endpoint that is gone';
  const description = `${event.type} is delivered to ${url}, attempt ${event.attempts + 1}.`;
  return { at: toIso(at), kind: 'delivery', collection: 'webhook_events', id: eventId, description };
}
