'use client';
import type { ChangeAnswer } from '../contract/index.ts';
import type { Command } from './create-command-runner.ts';
import { settleBilling } from './settle-billing.ts';
import { type CommandResult, useCommand } from './use-command.ts';
import type { PaymentMethodVariables } from './use-set-default-payment-method.ts';

const retryPayment: Command<PaymentMethodVariables, ChangeAnswer> = {
  name: 'retryPayment',
  needsRevision: true,
  send: (adapter, variables, { revision, idempotencyKey }) =>
    adapter.retryPayment({ ...variables, revision }, { idempotencyKey }),
  settle: settleBilling,
};

/** Charges what is owed now. Say how much, and to what, before. */
export function useRetryPayment(): CommandResult<ChangeAnswer, PaymentMethodVariables> {
  return useCommand(retryPayment);
}
