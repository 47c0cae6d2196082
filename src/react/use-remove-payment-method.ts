'use client';
import type { CommandAnswer } from '../contract/index.ts';
import type { Command } from './create-command-runner.ts';
import { settleBilling } from './settle-billing.ts';
import { type CommandResult, useCommand } from './use-command.ts';
import type { PaymentMethodVariables } from './use-set-default-payment-method.ts';

const removePaymentMethod: Command<PaymentMethodVariables, CommandAnswer> = {
  name: 'removePaymentMethod',
  needsRevision: true,
  send: (adapter, variables, { revision, idempotencyKey }) =>
    adapter.removePaymentMethod({ ...variables, revision }, { idempotencyKey }),
  settle: settleBilling,
};

/** Takes a payment method off file. */
export function useRemovePaymentMethod(): CommandResult<CommandAnswer, PaymentMethodVariables> {
  return useCommand(removePaymentMethod);
}
