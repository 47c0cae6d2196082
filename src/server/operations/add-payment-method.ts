import { z } from 'zod';
import { BillingError } from '../../core/index.ts';
import type { Command } from '../commands/command.ts';
import { personOf } from '../payment-methods/acting-person.ts';
import { returnAddress } from '../return-address.ts';
import type { Caller, ServerContext } from '../server-context.ts';

const outcomeSchema = z.object({ returnUrl: z.string() });

/**
 * `POST /add-payment-method`: the way to the provider's page where one is added; no card ever comes near this server. The
 * page's address lets its bearer in, so it is opened for each answer and never kept.
 */
export const addPaymentMethod: Command<'addPaymentMethod'> = {
  async run({ returnPath }, caller, context) {
    const returnUrl = returnAddress(context.appUrl, returnPath).href;
    const { id } = await requireCustomer(caller, context);
    return {
      outcome: { returnUrl },
      snapshots: [],
      audit: [{ action: 'payment_methods_page.opened', subjectId: id, details: {} }],
    };
  },
  async answer(outcome, caller, context) {
    const { returnUrl } = outcomeSchema.parse(outcome);
    const customer = await requireCustomer(caller, context);
    return context.provider.openPaymentMethodsPage({ customer, person: personOf(caller), returnUrl });
  },
};

async function requireCustomer({ externalId }: Caller, { store }: ServerContext) {
  const customer = await store.findCustomerByExternalId(externalId);
  if (customer !== null) return customer;
  throw new BillingError('not_found', {
    message: 'There is nothing to pay for yet. Choose a plan first: its checkout asks for a payment method.',
  });
}
