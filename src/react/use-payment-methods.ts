'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { BillingError, PaymentMethodList } from '../core/index.ts';
import { useBillingContext } from './billing-context.ts';
import { paymentMethodsQueryOptions } from './query-options.ts';

/** When {@link usePaymentMethods} asks. */
export interface UsePaymentMethodsOptions {
  /** Whether the person may see them: `invoices:view`. @default true */
  enabled?: boolean | undefined;
}

/** Reads every payment method on file, the default first. */
export function usePaymentMethods({
  enabled = true,
}: UsePaymentMethodsOptions = {}): UseQueryResult<PaymentMethodList, BillingError> {
  const { adapter, ownerKey, queryClient } = useBillingContext();
  return useQuery({ ...paymentMethodsQueryOptions({ adapter, ownerKey }), enabled }, queryClient);
}
