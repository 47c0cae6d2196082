'use client';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { BillingAdapter, QueryName } from '../contract/index.ts';
import { catchUp } from './catch-up.ts';
import { ACCOUNT_QUERIES, refreshQueries } from './refresh-queries.ts';

/** Queries shown in dialogs: a person acts on what they opened, and the server refuses what no longer holds. */
const DIALOG_QUERIES: readonly QueryName[] = ['previewChange', 'getCancelOptions'];

/** Follows the adapter's live events for an owner. Returns whether they flow. */
export function useLiveEvents(adapter: BillingAdapter, ownerKey: string, queryClient: QueryClient): boolean {
  const [isLive, setIsLive] = useState(false);

  useEffect(() => {
    let isStopped = false;
    let hasBeenLive = false;
    const stop = adapter.subscribe?.({
      onEvent: ({ stale }) => {
        if (isStopped) return;
        const names = stale.filter((name) => !DIALOG_QUERIES.includes(name));
        void refreshQueries(queryClient, ownerKey, names);
      },
      onConnectionChange: (isConnected) => {
        if (isStopped) return;
        setIsLive(isConnected);
        if (!isConnected) return;
        if (hasBeenLive) void refreshQueries(queryClient, ownerKey, ACCOUNT_QUERIES);
        else void catchUp(queryClient, ownerKey);
        hasBeenLive = true;
      },
    });
    return () => {
      isStopped = true;
      stop?.();
      setIsLive(false);
    };
  }, [adapter, ownerKey, queryClient]);

  return isLive;
}
