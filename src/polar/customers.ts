import { PolarClientError } from '@polar-sh/sdk';
import type { models } from '@polar-sh/sdk/2026-10';
import {
  createCustomers,
  deleteCustomers,
  getCustomers,
  getExternalCustomers,
} from '@polar-sh/sdk/2026-10/services/customers';
import { BillingError } from '../core/index.ts';
import type { CustomerRecord, EnsureCustomerInput, PaymentProvider } from '../server/ports/index.ts';
import { toPolarFailure } from './errors/polar-failure.ts';
import type { PolarClient } from './polar-client.ts';
import { toCustomerRecord } from './records/customer.ts';

function toCustomerCreate(input: EnsureCustomerInput, email: string | null): models.CustomerCreate {
  const { externalId, name, person } = input;
  if (input.type === 'individual') {
    return { type: 'individual', external_id: externalId, name, email: email ?? person.email };
  }
  // The member's external id is the person's, so that their member session is found by it later.
  const owner = { external_id: person.userId, name: person.name, email: person.email };
  return { type: 'team', external_id: externalId, name, email, owner };
}

/** Whether Polar found a value unacceptable, which includes one that is taken. */
function isRefusedValue(error: unknown): boolean {
  return BillingError.is(error) && error.cause instanceof PolarClientError && error.cause.statusCode === 422;
}

/** Whether an address alone stood in the way; a person may have it with another account of theirs. */
function isRefusedEmail(error: unknown): boolean {
  const failure = BillingError.is(error) ? toPolarFailure(error.cause) : null;
  return failure?.issues.some(({ location }) => location === 'body.email') ?? false;
}

function refusedEmail(cause: unknown): BillingError {
  return new BillingError('conflict', {
    message:
      'The payment provider cannot take your e-mail address: it is in use by another customer, or not valid. Use another address, or contact support.',
    cause,
  });
}

/** Customers of the provider. */
export function createCustomerOperations(
  client: PolarClient,
): Pick<PaymentProvider, 'ensureCustomer' | 'findCustomer' | 'eraseCustomer' | 'getCustomer'> {
  const { core, send, asChange } = client;

  async function findCustomer(externalId: string): Promise<CustomerRecord | null> {
    try {
      return await send('find customer', async () =>
        toCustomerRecord(await getExternalCustomers(core)(externalId)),
      );
    } catch (error) {
      if (BillingError.is(error) && error.code === 'not_found') return null;
      throw error;
    }
  }

  async function createCustomer(input: EnsureCustomerInput, email: string | null): Promise<CustomerRecord> {
    try {
      return await send('create customer', async () =>
        toCustomerRecord(await createCustomers(core)(toCustomerCreate(input, email), asChange)),
      );
    } catch (error) {
      // Another request may have created it in between: Polar then calls the external id taken.
      const existing = isRefusedValue(error) ? await findCustomer(input.externalId) : null;
      if (existing !== null) return existing;
      // Addresses are unique among Polar's customers. Two teams may share one here: the second does without.
      if (isRefusedValue(error) && input.type === 'team' && email !== null)
        return createCustomer(input, null);
      throw isRefusedEmail(error) ? refusedEmail(error) : error;
    }
  }

  return {
    findCustomer,
    async ensureCustomer(input) {
      return (await findCustomer(input.externalId)) ?? (await createCustomer(input, input.email));
    },
    async eraseCustomer(customerId) {
      try {
        await send('erase customer', () => deleteCustomers(core)(customerId, { anonymize: true }, asChange));
      } catch (error) {
        if (!BillingError.is(error) || error.code !== 'not_found') throw error;
      }
    },
    getCustomer: (customerId) =>
      send('get customer', async () => toCustomerRecord(await getCustomers(core)(customerId))),
  };
}
