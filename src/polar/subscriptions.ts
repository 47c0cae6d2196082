import type { models } from '@polar-sh/sdk/2026-10';
import {
  getSubscriptions,
  listSubscriptions,
  updateSubscriptions,
} from '@polar-sh/sdk/2026-10/services/subscriptions';
import type { PaymentProvider } from '../server/ports/index.ts';
import type { PolarClient } from './polar-client.ts';
import { toSubscriptionRecord } from './records/subscription.ts';
import { walkPages } from './walk-pages.ts';

type SubscriptionMethod =
  | 'getSubscription'
  | 'listSubscriptions'
  | 'changeSubscription'
  | 'dropScheduledChange'
  | 'cancelSubscription'
  | 'uncancelSubscription'
  | 'pauseSubscription'
  | 'dropScheduledPause'
  | 'resumeSubscription';

/** Subscriptions and what may be done to them: one kind of change per call, as Polar demands. */
export function createSubscriptionOperations(client: PolarClient): Pick<PaymentProvider, SubscriptionMethod> {
  const { core, send, asChange, asCharge } = client;
  const update = (
    operation: string,
    subscriptionId: string,
    body: models.SubscriptionUpdate,
    options = asChange,
  ) =>
    send(operation, async () =>
      toSubscriptionRecord(await updateSubscriptions(core)(subscriptionId, body, options)),
    );

  return {
    getSubscription: (subscriptionId) =>
      send('get subscription', async () =>
        toSubscriptionRecord(await getSubscriptions(core)(subscriptionId)),
      ),
    listSubscriptions: (customerId) =>
      walkPages(client, {
        operation: 'list subscriptions',
        fetchPage: (query) => listSubscriptions(core)({ ...query, customer_id: customerId ?? null }),
        toRecord: toSubscriptionRecord,
      }),
    changeSubscription: ({ subscriptionId, productId, proration }) =>
      update(
        'change subscription',
        subscriptionId,
        { product_id: productId, proration_behavior: proration },
        asCharge,
      ),
    dropScheduledChange: (subscriptionId) =>
      update('drop scheduled change', subscriptionId, { pending_update: null }),
    cancelSubscription: ({ subscriptionId, reason, comment }) =>
      update('cancel subscription', subscriptionId, {
        cancel_at_period_end: true,
        customer_cancellation_reason: reason,
        customer_cancellation_comment: comment,
      }),
    uncancelSubscription: (subscriptionId) =>
      update('uncancel subscription', subscriptionId, { cancel_at_period_end: false }),
    pauseSubscription: ({ subscriptionId, resumesAt }) =>
      update('pause subscription', subscriptionId, { pause_at_period_end: true, resumes_at: resumesAt }),
    dropScheduledPause: (subscriptionId) =>
      update('drop scheduled pause', subscriptionId, { pause_at_period_end: false }),
    resumeSubscription: (subscriptionId) =>
      update('resume subscription', subscriptionId, { resume: true }, asCharge),
  };
}
