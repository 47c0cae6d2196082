import { BillingError, hasEnded } from '../../core/index.ts';
import type { Command } from '../commands/command.ts';
import { requireCurrent, requireRevision } from '../subscriptions/current-subscription.ts';
import { findEarlierMove, type Move, moveSubscription } from '../subscriptions/move-subscription.ts';
import { subscriptionAnswer } from './subscription-answer.ts';

/** `POST /drop-scheduled-change`: keeps the present plan instead of the one that was to follow. */
export const dropScheduledChange: Command<'dropScheduledChange'> = {
  async run({ revision }, caller, context) {
    const current = await requireCurrent(caller, context);
    const { id, pendingChange } = current.subscription;
    const move: Move = {
      subscriptionId: id,
      ask: () => context.provider.dropScheduledChange(id),
      isDone: (read) => read.pendingChange === null && !hasEnded(read.status),
    };
    const drop = async () => {
      await requireRevision(revision, current);
      if (pendingChange === null) {
        throw new BillingError('conflict', { message: 'There is no scheduled change to drop.' });
      }
      await context.intent.note({ subscriptionId: id });
      return moveSubscription(move, caller, context);
    };
    const record = (await findEarlierMove(move, context)) ?? (await drop());
    return {
      outcome: {},
      snapshots: [{ kind: 'subscription', record }],
      audit: [
        {
          action: 'subscription.scheduled_change_dropped',
          subjectId: id,
          // Unknown to a run that finds the change dropped by the one before.
          details: { productId: pendingChange?.productId ?? null },
          before: { hasScheduledChange: true },
          after: { hasScheduledChange: false },
        },
      ],
    };
  },
  answer: subscriptionAnswer,
};
