'use client';
import type { StartCheckoutInput } from '../contract/index.ts';
import type { Checkout } from '../core/index.ts';
import { billingKeys } from './billing-keys.ts';
import type { Command } from './create-command-runner.ts';
import { type CommandResult, useCommand } from './use-command.ts';

const startCheckout: Command<StartCheckoutInput, Checkout> = {
  name: 'startCheckout',
  needsRevision: false,
  send: (adapter, variables, { idempotencyKey }) => adapter.startCheckout(variables, { idempotencyKey }),
  settle: async ({ ownerKey, queryClient }, checkout) => {
    queryClient.setQueryData(billingKeys.checkout(ownerKey, { checkoutId: checkout.id }), checkout);
  },
};

/** Starts a checkout, or finds the open one of the same intent. Sending the person to its page is the caller's. */
export function useStartCheckout(): CommandResult<Checkout, StartCheckoutInput> {
  return useCommand(startCheckout);
}
