'use client';
import { type MutateFunction, type MutationObserver, notifyManager } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import type { BillingError } from '../core/index.ts';

/** What `mutate` takes. */
export type MutateParameters<Answer, Variables> = Parameters<MutateFunction<Answer, BillingError, Variables>>;

/** Reads where a mutation stands. Unlike `useMutation`, another observer is read in the very same render. */
export function useMutationObserver<Answer, Variables>(
  observer: MutationObserver<Answer, BillingError, Variables>,
) {
  const subscribe = useCallback(
    (onChange: () => void) => observer.subscribe(notifyManager.batchCalls(onChange)),
    [observer],
  );
  const readResult = () => observer.getCurrentResult();
  return useSyncExternalStore(subscribe, readResult, readResult);
}
