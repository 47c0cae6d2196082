import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { voidPendingOrders } from './orders.ts';
import { saveSubscription } from './save-subscription.ts';

/** Ends a subscription now: access is gone, what it still owed is void, lines that waited are dropped. */
export function endSubscription(
  transaction: Transaction,
  subscription: SubscriptionRow,
  changes: Partial<SubscriptionRow>,
): SubscriptionRow {
  const ended = saveSubscription(
    transaction,
    {
      ...subscription,
      ...changes,
      status: 'canceled',
      ends_at: transaction.now,
      ended_at: transaction.now,
      pending_update: null,
      past_due_deadline: null,
      benefits_end_at: null,
    },
    ['subscription.updated', 'subscription.canceled', 'subscription.revoked'],
  );
  for (const entry of transaction.by('billing_entries', 'subscription_id', ended.id)) {
    transaction.delete('billing_entries', entry.id);
  }
  voidPendingOrders(transaction, ended.id);
  return ended;
}
