import { BillingError } from '../../core/index.ts';
import { refreshCheckout } from '../checkouts/refresh-checkout.ts';
import { toCheckout } from '../display/checkout-view.ts';
import type { Query } from './query.ts';

/** `GET /get-checkout`: how a checkout stands. Asks the provider when the mirror has not heard of its end. */
export const getCheckout: Query<'getCheckout'> = async ({ checkoutId }, caller, context) => {
  const intent = await context.store.findCheckoutIntent(caller.externalId, checkoutId);
  if (intent === null) throw new BillingError('not_found', { message: 'There is no such checkout.' });

  const { record, hasSubscription } = await refreshCheckout(checkoutId, caller.externalId, context);
  const catalog = await context.readCatalog();
  return toCheckout({ now: context.clock.now(), intent, record, catalog, hasSubscription });
};
