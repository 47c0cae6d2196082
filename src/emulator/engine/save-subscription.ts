import type { webhooks } from '@polar-sh/sdk/2026-10';
import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { emit } from '../webhooks/emit.ts';
import { toSubscription } from '../wire/subscription.ts';
import { syncSubscription } from './benefits.ts';
import { withMeterPeriod } from './meter-period.ts';
import { dropEntries, entriesOf } from './metered-entries.ts';

type SubscriptionEvent = Extract<webhooks.WebhookPayload['type'], `subscription.${string}`>;

/**
 * Writes a subscription under a new `modified_at` and tells of it, in the order of the types given. What it gives and
 * what it counts follow what it is: this is the one place where benefits and meters are brought in line.
 */
export function saveSubscription(
  transaction: Transaction,
  row: SubscriptionRow,
  events: readonly Exclude<SubscriptionEvent, 'subscription.migrated'>[],
): SubscriptionRow {
  const before = transaction.get('subscriptions', row.id);
  const saved = transaction.put('subscriptions', {
    ...withMeterPeriod(transaction, before, row),
    modified_at: transaction.stamp(),
  });
  // What still waits when a subscription is over is not billed any more, and not told of either.
  if (saved.ended_at !== null) dropEntries(transaction, entriesOf(transaction, saved.id));
  for (const type of events) emit(transaction, type, () => toSubscription(transaction, saved));
  const isOther =
    before?.status !== saved.status ||
    before.product_id !== saved.product_id ||
    before.benefits_end_at !== saved.benefits_end_at;
  if (isOther) syncSubscription(transaction, saved);
  transaction.touchedCustomers.add(saved.customer_id);
  return saved;
}
