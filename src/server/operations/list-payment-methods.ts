import { BillingError } from '../../core/index.ts';
import { toPaymentMethodList } from '../display/payment-method-view.ts';
import { refreshPaymentMethods } from '../payment-methods/read-payment-methods.ts';
import type { Query } from './query.ts';

/**
 * `GET /list-payment-methods`: what the owner may be charged with. Asks the provider, which tells of no new one by an event;
 * while it cannot be asked, the mirror answers.
 */
export const listPaymentMethods: Query<'listPaymentMethods'> = async (_input, caller, context) => {
  const { store, clock } = context;
  const customer = await store.findCustomerByExternalId(caller.externalId);
  if (customer === null) return { asOf: clock.now(), items: [] };
  try {
    await refreshPaymentMethods(caller.externalId, customer.id, context);
  } catch (error) {
    if (!BillingError.is(error)) throw error;
    context.logger.warn({ code: error.code }, 'Payment methods are shown as they were last known.');
  }
  const [state, records] = await Promise.all([
    store.getBillingState(caller.externalId),
    store.listPaymentMethods(customer.id),
  ]);
  return toPaymentMethodList(records, state, clock.now());
};
