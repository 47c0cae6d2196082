'use client';
import { type UseMutationResult, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { BillingError } from '../core/index.ts';
import { useBillingContext } from './billing-context.ts';
import { type Command, createCommandRunner } from './create-command-runner.ts';
import { billingQueryOptions } from './query-options.ts';
import { useMutationObserver } from './use-mutation-observer.ts';
import { useScopedState } from './use-scoped-state.ts';

/**
 * A command as a mutation. It stays pending until everything derived from its answer is fresh, or for 3 s if that
 * takes longer. While it is pending, `mutate` sends nothing more; after an error that a retry may heal, the same variables are sent with
 * the same idempotency key.
 */
export type CommandResult<Answer, Variables = void> = UseMutationResult<Answer, BillingError, Variables> & {
  /**
   * Says that the person begins now, as when a confirmation opens: the next `mutate` acts on the state on
   * screen at this moment, and not on what may load behind the dialog. Without it the first `mutate` begins.
   */
  beginIntent: () => void;
};

/** Sends a command for the owner of the nearest provider; switching the owner starts anew at once. */
export function useCommand<Variables, Answer>(
  command: Command<Variables, Answer>,
): CommandResult<Answer, Variables> {
  const { adapter, ownerKey, queryClient } = useBillingContext();
  const options = billingQueryOptions({ adapter, ownerKey });
  const billing = useQuery({ ...options, enabled: command.needsRevision }, queryClient).data;
  const revision = billing?.revision ?? null;

  // Another adapter, as after a renewed token, does not make the person's intent another one.
  const [runner] = useScopedState([ownerKey, queryClient], () =>
    createCommandRunner(command, { ownerKey, queryClient }, { adapter, revision }),
  );
  useEffect(() => runner.look({ adapter, revision }), [runner, adapter, revision]);
  const result = useMutationObserver(runner.observer);

  const { mutate, mutateAsync, reset, beginIntent } = runner;
  return { ...result, mutate, mutateAsync, reset, beginIntent };
}
