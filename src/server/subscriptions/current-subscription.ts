import { BillingError, hasEnded } from '../../core/index.ts';
import type { PricedCatalog } from '../catalog/priced-catalog.ts';
import { billingRevision } from '../display/billing-view.ts';
import type { BillingState, SubscriptionRecord } from '../ports/index.ts';
import type { Caller, ServerContext } from '../server-context.ts';

/** The owner's running subscription with what surrounds it. */
export interface CurrentSubscription {
  subscription: SubscriptionRecord;
  state: BillingState;
  catalog: PricedCatalog;
}

/**
 * The running subscription of the caller's owner. It comes from the session, never from a request.
 *
 * @throws {BillingError} `not_found` — there is none.
 */
export async function requireCurrent(caller: Caller, context: ServerContext): Promise<CurrentSubscription> {
  const [state, catalog] = await Promise.all([
    context.store.getBillingState(caller.externalId),
    context.readCatalog(),
  ]);
  const { subscription } = state;
  if (subscription === null || hasEnded(subscription.status)) {
    throw new BillingError('not_found', { message: 'There is no running subscription.' });
  }
  return { subscription, state, catalog };
}

/**
 * Compares what a person saw with what is.
 *
 * @throws {BillingError} `conflict` — they differ.
 */
export async function requireRevision(
  revision: string,
  { state, catalog }: Pick<CurrentSubscription, 'state' | 'catalog'>,
): Promise<void> {
  if (revision === (await billingRevision(state, catalog))) return;
  throw new BillingError('conflict', {
    message: 'Your billing has changed since you opened this page. Look at it again before you go on.',
  });
}
