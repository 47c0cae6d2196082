import { BillingError, hasEnded } from '../../core/index.ts';
import type { Command } from '../commands/command.ts';
import { requireCurrent, requireRevision } from '../subscriptions/current-subscription.ts';
import { findEarlierMove, type Move, moveSubscription } from '../subscriptions/move-subscription.ts';
import { subscriptionAnswer } from './subscription-answer.ts';

/** `POST /uncancel-subscription`: takes a scheduled cancellation back. */
export const uncancelSubscription: Command<'uncancelSubscription'> = {
  async run({ revision }, caller, context) {
    const current = await requireCurrent(caller, context);
    const { id } = current.subscription;
    const move: Move = {
      subscriptionId: id,
      ask: () => context.provider.uncancelSubscription(id),
      isDone: ({ cancelAtPeriodEnd, status }) => !cancelAtPeriodEnd && !hasEnded(status),
    };
    const uncancel = async () => {
      await requireRevision(revision, current);
      if (!current.subscription.cancelAtPeriodEnd) {
        throw new BillingError('conflict', { message: 'This subscription is not being canceled.' });
      }
      await context.intent.note({ subscriptionId: id });
      return moveSubscription(move, caller, context);
    };
    const record = (await findEarlierMove(move, context)) ?? (await uncancel());
    return {
      outcome: {},
      snapshots: [{ kind: 'subscription', record }],
      audit: [
        {
          action: 'subscription.uncanceled',
          subjectId: id,
          details: {},
          before: { cancelAtPeriodEnd: true },
          after: { cancelAtPeriodEnd: false },
        },
      ],
    };
  },
  answer: subscriptionAnswer,
};
