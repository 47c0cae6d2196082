import { BillingError, hasEnded } from '../../core/index.ts';
import { subscriptionCommand } from './subscription-command.ts';

/** `POST /drop-scheduled-change`: keeps the present plan instead of the one that was to follow. */
export const dropScheduledChange = subscriptionCommand<'dropScheduledChange'>(
  (_input, { id, pendingChange }, { provider }) => ({
    requirePossible: () => {
      if (pendingChange !== null) return;
      throw new BillingError('conflict', { message: 'There is no scheduled change to drop.' });
    },
    ask: () => provider.dropScheduledChange(id),
    isDone: (read) => read.pendingChange === null && !hasEnded(read.status),
    toAudit: () => ({
      action: 'subscription.scheduled_change_dropped',
      // Unknown to a run that finds the change dropped by the one before.
      details: { productId: pendingChange?.productId ?? null },
      before: { hasScheduledChange: true },
      after: { hasScheduledChange: false },
    }),
  }),
);
