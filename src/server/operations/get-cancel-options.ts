import { CANCELLATION_REASONS } from '../../core/index.ts';
import { requireCurrent } from '../subscriptions/current-subscription.ts';
import type { Query } from './query.ts';

/** `GET /get-cancel-options`: what canceling would mean. */
export const getCancelOptions: Query<'getCancelOptions'> = async (_input, caller, context) => {
  const { subscription, catalog } = await requireCurrent(caller, context);
  const { planName, features } = catalog.describe(subscription.productId);
  const isTrialing = subscription.status === 'trialing';
  return {
    asOf: context.clock.now(),
    planName,
    endsAt: (isTrialing ? subscription.trialEnd : null) ?? subscription.currentPeriodEnd,
    isTrialing,
    reasons: [...CANCELLATION_REASONS],
    featuresLost: features.map((feature) => ({ ...feature })),
  };
};
