import { type Catalog, hasEnded, type Instant, type Permission, planActions } from '../../core/index.ts';
import type { PricedCatalog } from '../catalog/priced-catalog.ts';
import type { SubscriptionRecord } from '../ports/index.ts';
import { toSubscription } from './subscription-view.ts';

/** What `getCatalog` is assembled from. */
export interface CatalogViewInput {
  now: Instant;
  catalog: PricedCatalog;
  subscription: SubscriptionRecord | null;
  permissions: readonly Permission[];
  /** The currency asked for; `undefined` when none was. */
  currency: string | undefined;
}

/** The catalog with, on each price, the one thing this caller can do with it. */
export function toCatalog({ now, catalog, subscription, permissions, currency }: CatalogViewInput): Catalog {
  const running = subscription !== null && !hasEnded(subscription.status) ? subscription : null;
  const shown = running?.money.currency ?? currency ?? catalog.defaultCurrency;
  return {
    asOf: now,
    currency: shown,
    currencies: running === null ? catalog.currencies : [shown],
    plans: planActions({
      plans: catalog.plansIn(shown),
      subscription: running === null ? null : toSubscription(running, catalog, { maySeeAmounts: true }),
      permissions,
    }),
    addOns: catalog.addOnsIn(shown),
  };
}
