import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { compareInstants } from '../time/instant.ts';
import { beginPeriod, endCanceled, endMeterPeriod } from './cycle.ts';
import { beginPause, resume } from './pause.ts';
import { saveSubscription } from './save-subscription.ts';

function endPeriod(transaction: Transaction, subscription: SubscriptionRow): void {
  if (subscription.cancel_at_period_end) endCanceled(transaction, subscription);
  else if (subscription.pause_at_period_end) beginPause(transaction, subscription);
  else beginPeriod(transaction, subscription, subscription.current_period_end);
}

/**
 * What happens to a subscription by itself: at the end of a period the end of one that was canceled, the pause of one
 * that is to pause, or else the next period; at the date it was paused until, its next period; at the end of the grace
 * of one that is past due, the loss of its benefits; at the end of a period of its meters, their bill.
 */
export function runSubscription(transaction: Transaction, subscription: SubscriptionRow): void {
  const isOver = (instant: string | null) =>
    instant !== null && compareInstants(instant, transaction.now) <= 0;
  if (subscription.status === 'paused') resume(transaction, subscription);
  else if (isOver(subscription.current_period_end)) endPeriod(transaction, subscription);
  else if (isOver(subscription.benefits_end_at)) {
    saveSubscription(transaction, { ...subscription, benefits_end_at: null }, []);
  } else endMeterPeriod(transaction, subscription);
}
