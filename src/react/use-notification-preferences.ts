'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { BillingError, NotificationPreferences } from '../core/index.ts';
import { useBillingContext } from './billing-context.ts';
import { notificationPreferencesQueryOptions } from './query-options.ts';

/** Reads what the signed-in person is written to about, for the owner they look at. */
export function useNotificationPreferences(): UseQueryResult<NotificationPreferences, BillingError> {
  const { adapter, ownerKey, queryClient } = useBillingContext();
  return useQuery(notificationPreferencesQueryOptions({ adapter, ownerKey }), queryClient);
}
