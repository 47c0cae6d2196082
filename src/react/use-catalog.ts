'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { BillingError, Catalog } from '../core/index.ts';
import { useBillingContext } from './billing-context.ts';
import { keepOwnersData } from './keep-owners-data.ts';
import { catalogQueryOptions } from './query-options.ts';

/** How {@link useCatalog} asks. */
export interface UseCatalogOptions {
  /** ISO 4217 upper case. Ignored once a subscription has fixed it. @default the catalog's */
  currency?: string | undefined;
}

/** Reads what can be bought. While another currency loads, the prices of the one before stay (`isPlaceholderData`). */
export function useCatalog({ currency }: UseCatalogOptions = {}): UseQueryResult<Catalog, BillingError> {
  const { adapter, ownerKey, queryClient } = useBillingContext();
  const options = catalogQueryOptions({ adapter, ownerKey }, currency === undefined ? {} : { currency });
  return useQuery({ ...options, placeholderData: keepOwnersData(ownerKey) }, queryClient);
}
