'use client';
import type { CommandAnswer } from '../contract/index.ts';
import type { Command } from './create-command-runner.ts';
import { settleBilling } from './settle-billing.ts';
import { type CommandResult, useCommand } from './use-command.ts';

const uncancelSubscription: Command<void, CommandAnswer> = {
  name: 'uncancelSubscription',
  needsRevision: true,
  send: (adapter, _variables, { revision, idempotencyKey }) =>
    adapter.uncancelSubscription({ revision }, { idempotencyKey }),
  settle: settleBilling,
};

/** Takes a scheduled cancellation back and refreshes everything derived from the subscription. */
export function useUncancelSubscription(): CommandResult<CommandAnswer> {
  return useCommand(uncancelSubscription);
}
