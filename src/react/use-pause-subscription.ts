'use client';
import type { CommandAnswer, PauseSubscriptionInput } from '../contract/index.ts';
import type { Command } from './create-command-runner.ts';
import { settleBilling } from './settle-billing.ts';
import { type CommandResult, useCommand } from './use-command.ts';

/** What {@link usePauseSubscription} is told. */
export type PauseSubscriptionVariables = Omit<PauseSubscriptionInput, 'revision'>;

const pauseSubscription: Command<PauseSubscriptionVariables, CommandAnswer> = {
  name: 'pauseSubscription',
  needsRevision: true,
  send: (adapter, variables, { revision, idempotencyKey }) =>
    adapter.pauseSubscription({ ...variables, revision }, { idempotencyKey }),
  settle: settleBilling,
};

/** Pauses the subscription from the end of what is paid and refreshes everything derived from it. */
export function usePauseSubscription(): CommandResult<CommandAnswer, PauseSubscriptionVariables> {
  return useCommand(pauseSubscription);
}
