'use client';
import type { CommandAnswer } from '../contract/index.ts';
import type { Command } from './create-command-runner.ts';
import { settleBilling } from './settle-billing.ts';
import { type CommandResult, useCommand } from './use-command.ts';

const dropScheduledPause: Command<void, CommandAnswer> = {
  name: 'dropScheduledPause',
  needsRevision: true,
  send: (adapter, _variables, { revision, idempotencyKey }) =>
    adapter.dropScheduledPause({ revision }, { idempotencyKey }),
  settle: settleBilling,
};

/** Takes a pause back that has not begun and refreshes everything derived from the subscription. */
export function useDropScheduledPause(): CommandResult<CommandAnswer> {
  return useCommand(dropScheduledPause);
}
