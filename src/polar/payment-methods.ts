import { listPaymentMethodsCustomers } from '@polar-sh/sdk/2026-10/services/customers';
import type { PaymentMethodRecord, PaymentProvider } from '../server/ports/index.ts';
import type { PolarClient } from './polar-client.ts';
import { toPaymentMethodRecord } from './records/payment-method.ts';
import { walkPages } from './walk-pages.ts';

/** Means of payment on file; a merchant can only read them. */
export function createPaymentMethodOperations(
  client: PolarClient,
): Pick<PaymentProvider, 'listPaymentMethods'> {
  return {
    async listPaymentMethods(customerId) {
      const records: PaymentMethodRecord[] = [];
      const pages = walkPages(client, {
        operation: 'list payment methods',
        fetchPage: (query) => listPaymentMethodsCustomers(client.core)(customerId, query),
        toRecord: toPaymentMethodRecord,
      });
      for await (const record of pages) records.push(record);
      return records;
    },
  };
}
