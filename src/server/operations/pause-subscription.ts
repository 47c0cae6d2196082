import { BillingError, type Instant } from '../../core/index.ts';
import type { SubscriptionRecord } from '../ports/index.ts';
import { pauseOptionsOf } from '../subscriptions/pause-options.ts';
import { subscriptionCommand } from './subscription-command.ts';

/** `POST /pause-subscription`: lets the subscription rest from the end of what is paid, for a length that is offered. */
export const pauseSubscription = subscriptionCommand<'pauseSubscription'>(
  ({ months }, subscription, { provider, pauseMonths }) => {
    const requireResumption = () => requireOffered(months, subscription, pauseMonths);
    return {
      requirePossible: requireResumption,
      ask: () =>
        provider.pauseSubscription({ subscriptionId: subscription.id, resumesAt: requireResumption() }),
      isDone: ({ pauseAtPeriodEnd, status }) => pauseAtPeriodEnd || status === 'paused',
      toAudit: ({ currentPeriodEnd, resumesAt }) => ({
        action: 'subscription.pause_scheduled',
        details: { months, pausesAt: currentPeriodEnd, resumesAt },
        before: { pauseAtPeriodEnd: false },
        after: { pauseAtPeriodEnd: true },
      }),
    };
  },
);

/** When the pause ends. */
function requireOffered(
  months: number,
  subscription: SubscriptionRecord,
  pauseMonths: readonly number[],
): Instant {
  const options = pauseOptionsOf(subscription, pauseMonths);
  const chosen = options.find((option) => option.months === months);
  if (chosen !== undefined) return chosen.resumesAt;
  if (options.length === 0) {
    throw new BillingError('conflict', { message: 'This subscription cannot be paused as it stands.' });
  }
  throw new BillingError('invalid_request', {
    message: 'This length of a pause is not offered. Choose one of those that are shown.',
    field: 'months',
  });
}
