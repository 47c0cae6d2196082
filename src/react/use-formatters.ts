'use client';
import { type BillingFormatters, getFormatters } from '../core/index.ts';
import { useBillingContext } from './billing-context.ts';

/** Reads the formatters of the provider's locale and time zone. */
export function useFormatters(): BillingFormatters {
  const { locale, timeZone } = useBillingContext();
  return getFormatters(locale, timeZone);
}
