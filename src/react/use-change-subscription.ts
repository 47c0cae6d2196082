'use client';
import type { ChangeAnswer, ChangeSubscriptionInput } from '../contract/index.ts';
import type { Command } from './create-command-runner.ts';
import { settleBilling } from './settle-billing.ts';
import { type CommandResult, useCommand } from './use-command.ts';

/** What {@link useChangeSubscription} is told. */
export type ChangeSubscriptionVariables = Omit<ChangeSubscriptionInput, 'revision'>;

const changeSubscription: Command<ChangeSubscriptionVariables, ChangeAnswer> = {
  name: 'changeSubscription',
  needsRevision: true,
  send: (adapter, variables, { revision, idempotencyKey }) =>
    adapter.changeSubscription({ ...variables, revision }, { idempotencyKey }),
  settle: settleBilling,
};

/** Carries out a quote and refreshes everything derived from the subscription. */
export function useChangeSubscription(): CommandResult<ChangeAnswer, ChangeSubscriptionVariables> {
  return useCommand(changeSubscription);
}
