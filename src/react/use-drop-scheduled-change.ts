'use client';
import type { CommandAnswer } from '../contract/index.ts';
import type { Command } from './create-command-runner.ts';
import { settleBilling } from './settle-billing.ts';
import { type CommandResult, useCommand } from './use-command.ts';

const dropScheduledChange: Command<void, CommandAnswer> = {
  name: 'dropScheduledChange',
  needsRevision: true,
  send: (adapter, _variables, { revision, idempotencyKey }) =>
    adapter.dropScheduledChange({ revision }, { idempotencyKey }),
  settle: settleBilling,
};

/** Drops the change that waits for the end of the period and refreshes everything derived from the subscription. */
export function useDropScheduledChange(): CommandResult<CommandAnswer> {
  return useCommand(dropScheduledChange);
}
