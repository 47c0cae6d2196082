'use client';
import type { AddPaymentMethodInput } from '../contract/index.ts';
import type { PaymentMethodsPage } from '../core/index.ts';
import type { Command } from './create-command-runner.ts';
import { type CommandResult, useCommand } from './use-command.ts';

const addPaymentMethod: Command<AddPaymentMethodInput, PaymentMethodsPage> = {
  name: 'addPaymentMethod',
  needsRevision: false,
  send: (adapter, variables, { idempotencyKey }) => adapter.addPaymentMethod(variables, { idempotencyKey }),
  // The address lets its bearer in: it is handed over and kept nowhere.
  settle: async () => undefined,
};

/** Opens the provider's page where a payment method is added. Sending the person there is the caller's. */
export function useAddPaymentMethod(): CommandResult<PaymentMethodsPage, AddPaymentMethodInput> {
  return useCommand(addPaymentMethod);
}
