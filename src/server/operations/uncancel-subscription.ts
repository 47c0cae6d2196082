import { BillingError, hasEnded } from '../../core/index.ts';
import { subscriptionCommand } from './subscription-command.ts';

/** `POST /uncancel-subscription`: takes a scheduled cancellation back. */
export const uncancelSubscription = subscriptionCommand<'uncancelSubscription'>(
  (_input, { id, cancelAtPeriodEnd }, { provider }) => ({
    requirePossible: () => {
      if (cancelAtPeriodEnd) return;
      throw new BillingError('conflict', { message: 'This subscription is not being canceled.' });
    },
    ask: () => provider.uncancelSubscription(id),
    isDone: (read) => !read.cancelAtPeriodEnd && !hasEnded(read.status),
    toAudit: () => ({
      action: 'subscription.uncanceled',
      details: {},
      before: { cancelAtPeriodEnd: true },
      after: { cancelAtPeriodEnd: false },
    }),
  }),
);
