import { BillingError, hasEnded } from '../../core/index.ts';
import type { SubscriptionRecord } from '../ports/index.ts';
import { subscriptionCommand } from './subscription-command.ts';

/** `POST /cancel-subscription`: ends the subscription when what is paid ends. */
export const cancelSubscription = subscriptionCommand<'cancelSubscription'>(
  ({ reason, comment }, subscription, { provider }) => ({
    requirePossible: () => refuseUncancelable(subscription),
    ask: () =>
      provider.cancelSubscription({ subscriptionId: subscription.id, reason, comment: comment || null }),
    isDone: ({ cancelAtPeriodEnd, status }) => cancelAtPeriodEnd || hasEnded(status),
    // The comment may name people, so the log does not keep it.
    toAudit: ({ endsAt, currentPeriodEnd }) => ({
      action: 'subscription.cancel_scheduled',
      details: { reason, endsAt: endsAt ?? currentPeriodEnd },
      before: { cancelAtPeriodEnd: false },
      after: { cancelAtPeriodEnd: true },
    }),
  }),
);

function refuseUncancelable({ status, cancelAtPeriodEnd }: SubscriptionRecord): void {
  if (cancelAtPeriodEnd) {
    throw new BillingError('conflict', { message: 'This subscription is already canceled.' });
  }
  if (status !== 'active' && status !== 'trialing' && status !== 'past_due') {
    throw new BillingError('conflict', {
      message: 'This subscription cannot be canceled as it stands. Resume it first, or contact support.',
    });
  }
}
