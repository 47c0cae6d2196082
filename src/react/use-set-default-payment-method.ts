'use client';
import type { CommandAnswer, PaymentMethodInput } from '../contract/index.ts';
import type { Command } from './create-command-runner.ts';
import { settleBilling } from './settle-billing.ts';
import { type CommandResult, useCommand } from './use-command.ts';

/** Which payment method a command is about. */
export type PaymentMethodVariables = Omit<PaymentMethodInput, 'revision'>;

const setDefaultPaymentMethod: Command<PaymentMethodVariables, CommandAnswer> = {
  name: 'setDefaultPaymentMethod',
  needsRevision: true,
  send: (adapter, variables, { revision, idempotencyKey }) =>
    adapter.setDefaultPaymentMethod({ ...variables, revision }, { idempotencyKey }),
  settle: settleBilling,
};

/** Charges this payment method from now on, and what is owed at once. Say how much before. */
export function useSetDefaultPaymentMethod(): CommandResult<CommandAnswer, PaymentMethodVariables> {
  return useCommand(setDefaultPaymentMethod);
}
