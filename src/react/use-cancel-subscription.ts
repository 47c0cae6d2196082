'use client';
import type { CancelSubscriptionInput, CommandAnswer } from '../contract/index.ts';
import type { Command } from './create-command-runner.ts';
import { settleBilling } from './settle-billing.ts';
import { type CommandResult, useCommand } from './use-command.ts';

/** What {@link useCancelSubscription} is told. */
export type CancelSubscriptionVariables = Omit<CancelSubscriptionInput, 'revision'>;

const cancelSubscription: Command<CancelSubscriptionVariables, CommandAnswer> = {
  name: 'cancelSubscription',
  needsRevision: true,
  send: (adapter, variables, { revision, idempotencyKey }) =>
    adapter.cancelSubscription({ ...variables, revision }, { idempotencyKey }),
  settle: settleBilling,
};

/** Cancels at the end of the period and refreshes everything derived from the subscription. */
export function useCancelSubscription(): CommandResult<CommandAnswer, CancelSubscriptionVariables> {
  return useCommand(cancelSubscription);
}
