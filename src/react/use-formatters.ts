'use client';
import { useBillingContext } from './billing-context.ts';
import { type BillingFormatters, getFormatters } from './formatters.ts';

/** Reads the formatters of the provider's locale and time zone. */
export function useFormatters(): BillingFormatters {
  const { locale, timeZone } = useBillingContext();
  return getFormatters(locale, timeZone);
}
