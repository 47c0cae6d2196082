import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { beginPeriod, endCanceled } from './cycle.ts';
import { beginPause, resume } from './pause.ts';

/**
 * What happens to a subscription by itself: at the end of a period the end of one that was canceled, the pause of one
 * that is to pause, or else the next period; at the date it was paused until, its next period.
 */
export function runSubscription(transaction: Transaction, subscription: SubscriptionRow): void {
  if (subscription.status === 'paused') resume(transaction, subscription);
  else if (subscription.cancel_at_period_end) endCanceled(transaction, subscription);
  else if (subscription.pause_at_period_end) beginPause(transaction, subscription);
  else beginPeriod(transaction, subscription, subscription.current_period_end);
}
