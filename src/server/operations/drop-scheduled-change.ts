import { BillingError, hasEnded } from '../../core/index.ts';
import type { Command } from '../commands/command.ts';
import { requireCurrent, requireRevision } from '../subscriptions/current-subscription.ts';
import { moveSubscription } from '../subscriptions/move-subscription.ts';
import { subscriptionAnswer } from './subscription-answer.ts';

/** `POST /drop-scheduled-change`: keeps the present plan instead of the one that was to follow. */
export const dropScheduledChange: Command<'dropScheduledChange'> = {
  async run({ revision }, caller, context) {
    const current = await requireCurrent(caller, context);
    await requireRevision(revision, current);
    const { id, pendingChange } = current.subscription;
    if (pendingChange === null) {
      throw new BillingError('conflict', { message: 'There is no scheduled change to drop.' });
    }

    const record = await moveSubscription(
      {
        subscriptionId: id,
        ask: () => context.provider.dropScheduledChange(id),
        isDone: (read) => read.pendingChange === null && !hasEnded(read.status),
      },
      caller,
      context,
    );
    return {
      outcome: {},
      snapshots: [{ kind: 'subscription', record }],
      audit: [
        {
          action: 'subscription.scheduled_change_dropped',
          subjectId: id,
          details: { productId: pendingChange.productId },
        },
      ],
    };
  },
  answer: subscriptionAnswer,
};
