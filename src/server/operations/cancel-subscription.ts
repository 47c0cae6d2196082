import { BillingError, hasEnded } from '../../core/index.ts';
import type { Command } from '../commands/command.ts';
import type { SubscriptionRecord } from '../ports/index.ts';
import { requireCurrent, requireRevision } from '../subscriptions/current-subscription.ts';
import { findEarlierMove, type Move, moveSubscription } from '../subscriptions/move-subscription.ts';
import { subscriptionAnswer } from './subscription-answer.ts';

/** `POST /cancel-subscription`: ends the subscription when what is paid ends. */
export const cancelSubscription: Command<'cancelSubscription'> = {
  async run({ revision, reason, comment }, caller, context) {
    const current = await requireCurrent(caller, context);
    const { id } = current.subscription;
    const move: Move = {
      subscriptionId: id,
      ask: () =>
        context.provider.cancelSubscription({ subscriptionId: id, reason, comment: comment || null }),
      isDone: ({ cancelAtPeriodEnd, status }) => cancelAtPeriodEnd || hasEnded(status),
    };
    const cancel = async () => {
      await requireRevision(revision, current);
      refuseUncancelable(current.subscription);
      await context.intent.note({ subscriptionId: id });
      return moveSubscription(move, caller, context);
    };
    const record = (await findEarlierMove(move, context)) ?? (await cancel());
    return {
      outcome: {},
      snapshots: [{ kind: 'subscription', record }],
      // The comment may name people, so the log does not keep it.
      audit: [
        {
          action: 'subscription.cancel_scheduled',
          subjectId: id,
          details: { reason, endsAt: record.endsAt ?? record.currentPeriodEnd },
          before: { cancelAtPeriodEnd: false },
          after: { cancelAtPeriodEnd: true },
        },
      ],
    };
  },
  answer: subscriptionAnswer,
};

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
