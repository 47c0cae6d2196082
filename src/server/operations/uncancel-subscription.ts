import { BillingError, hasEnded } from '../../core/index.ts';
import type { Command } from '../commands/command.ts';
import { requireCurrent, requireRevision } from '../subscriptions/current-subscription.ts';
import { moveSubscription } from '../subscriptions/move-subscription.ts';
import { subscriptionAnswer } from './subscription-answer.ts';

/** `POST /uncancel-subscription`: takes a scheduled cancellation back. */
export const uncancelSubscription: Command<'uncancelSubscription'> = {
  async run({ revision }, caller, context) {
    const current = await requireCurrent(caller, context);
    await requireRevision(revision, current);
    if (!current.subscription.cancelAtPeriodEnd) {
      throw new BillingError('conflict', { message: 'This subscription is not being canceled.' });
    }

    const { id } = current.subscription;
    const record = await moveSubscription(
      {
        subscriptionId: id,
        ask: () => context.provider.uncancelSubscription(id),
        isDone: ({ cancelAtPeriodEnd, status }) => !cancelAtPeriodEnd && !hasEnded(status),
      },
      caller,
      context,
    );
    return {
      outcome: {},
      snapshots: [{ kind: 'subscription', record }],
      audit: [{ action: 'subscription.uncanceled', subjectId: id, details: {} }],
    };
  },
  answer: subscriptionAnswer,
};
