import { toCatalog } from '../display/catalog-view.ts';
import type { Query } from './query.ts';

/** `GET /get-catalog`: what can be bought, and what this caller can do with it. */
export const getCatalog: Query<'getCatalog'> = async ({ currency }, caller, context) => {
  const [{ subscription }, catalog] = await Promise.all([
    context.store.getBillingState(caller.externalId),
    context.readCatalog(),
  ]);
  const { permissions } = caller;
  return toCatalog({ now: context.clock.now(), catalog, subscription, permissions, currency });
};
