import {
  deletePaymentMethodCustomers,
  updateCustomers,
} from '@polar-sh/sdk/2026-10/services/customer_portal/customers';
import { listPaymentMethodsCustomers } from '@polar-sh/sdk/2026-10/services/customers';
import type { PaymentMethodRecord, PaymentProvider } from '../server/ports/index.ts';
import type { PolarClient } from './polar-client.ts';
import { openPortalSession } from './portal-sessions.ts';
import { toPaymentMethodRecord } from './records/payment-method.ts';
import { walkPages } from './walk-pages.ts';

type PaymentMethodMethod =
  | 'listPaymentMethods'
  | 'openPaymentMethodsPage'
  | 'setDefaultPaymentMethod'
  | 'removePaymentMethod';

/** Means of payment on file. A merchant can only read them; what changes them is done with a session of the customer's. */
export function createPaymentMethodOperations(
  client: PolarClient,
): Pick<PaymentProvider, PaymentMethodMethod> {
  const { core, send, asChange, asCharge, requirePage } = client;
  return {
    async openPaymentMethodsPage({ returnUrl, ...acting }) {
      const session = await openPortalSession(client, acting, returnUrl);
      return send('read customer session', async () => ({
        url: requirePage(session.customer_portal_url),
        expiresAt: session.expires_at,
      }));
    },
    async setDefaultPaymentMethod({ paymentMethodId, ...acting }) {
      const { token } = await openPortalSession(client, acting);
      await send('set default payment method', () =>
        updateCustomers(core)(
          { default_payment_method_id: paymentMethodId },
          { ...asCharge, accessToken: token },
        ),
      );
    },
    async removePaymentMethod({ paymentMethodId, ...acting }) {
      const { token } = await openPortalSession(client, acting);
      await send('remove payment method', () =>
        deletePaymentMethodCustomers(core)(paymentMethodId, { ...asChange, accessToken: token }),
      );
    },
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
