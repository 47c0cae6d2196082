import type { Due } from '../state/due-queue.ts';
import type { Transaction } from '../state/transaction.ts';
import { retryOrder } from './dunning.ts';
import { runSubscription } from './end-period.ts';
import { expireCheckout } from './save-checkout.ts';

/** Does what is due of one row, at the instant it is due. */
export function runDue(transaction: Transaction, due: Due): void {
  if (due.collection === 'subscriptions')
    runSubscription(transaction, transaction.need('subscriptions', due.id));
  if (due.collection === 'orders') retryOrder(transaction, transaction.need('orders', due.id));
  if (due.collection === 'checkouts') expireCheckout(transaction, transaction.need('checkouts', due.id));
}
