import { hasEnded, type Subscription, type SubscriptionStatus } from '../../core/index.ts';

/** The one word for a subscription: its status, unless what is scheduled matters more. */
export type DisplayStatus = SubscriptionStatus | 'cancel_scheduled' | 'pause_scheduled';

/** Chooses the word; a failed payment goes before anything scheduled. */
export function displayStatus(
  subscription: Pick<Subscription, 'status' | 'cancelAtPeriodEnd' | 'pauseAtPeriodEnd'>,
): DisplayStatus {
  const { status, cancelAtPeriodEnd, pauseAtPeriodEnd } = subscription;
  if (hasEnded(status) || status === 'past_due') return status;
  if (cancelAtPeriodEnd) return 'cancel_scheduled';
  return pauseAtPeriodEnd ? 'pause_scheduled' : status;
}
