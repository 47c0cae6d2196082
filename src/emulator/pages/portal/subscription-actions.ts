import { dropPause, keep, planPause, resumeNow } from '../../engine/self-service.ts';
import { dropPendingUpdate } from '../../routes/update-subscription.ts';
import type { SubscriptionRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import type { NoticeName } from './notices.ts';
import { overviewPage } from './overview.ts';
import { subscriptionOf } from './own.ts';
import type { Action } from './page.ts';

// A button on the overview: it does one thing, and the overview says what came of it.
function button(
  name: string,
  notice: NoticeName,
  work: (transaction: Transaction, row: SubscriptionRow) => unknown,
): Action {
  return {
    path: `/subscriptions/:id/${name}`,
    isBilling: true,
    draw: overviewPage.draw,
    perform(transaction, visit) {
      const row = subscriptionOf(transaction, visit);
      if (row === null) return { to: visit.base };
      work(transaction, row);
      return { to: visit.base, notice };
    },
  };
}

/** What may be done with a subscription by one button. */
export const subscriptionActions: readonly Action[] = [
  button('keep', 'kept', keep),
  button('drop', 'change_dropped', dropPendingUpdate),
  button('pause', 'pause_planned', (transaction, row) => planPause(transaction, row, null)),
  button('unpause', 'pause_dropped', dropPause),
  button('resume', 'resumed', resumeNow),
];
