import { BillingError, hasEnded } from '../../core/index.ts';
import { subscriptionCommand } from './subscription-command.ts';

/** `POST /drop-scheduled-pause`: takes a pause back that has not begun. */
export const dropScheduledPause = subscriptionCommand<'dropScheduledPause'>(
  (_input, { id, pauseAtPeriodEnd }, { provider }) => ({
    requirePossible: () => {
      if (pauseAtPeriodEnd) return;
      throw new BillingError('conflict', { message: 'There is no scheduled pause to take back.' });
    },
    ask: () => provider.dropScheduledPause(id),
    isDone: (read) => !read.pauseAtPeriodEnd && read.status !== 'paused' && !hasEnded(read.status),
    toAudit: () => ({
      action: 'subscription.scheduled_pause_dropped',
      details: {},
      before: { pauseAtPeriodEnd: true },
      after: { pauseAtPeriodEnd: false },
    }),
  }),
);
