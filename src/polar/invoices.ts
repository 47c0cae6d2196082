import { confirmRetryPaymentOrders } from '@polar-sh/sdk/2026-10/services/customer_portal/orders';
import {
  generateInvoiceOrders,
  getOrders,
  invoiceOrders,
  listOrders,
} from '@polar-sh/sdk/2026-10/services/orders';
import { listPayments } from '@polar-sh/sdk/2026-10/services/payments';
import { z } from 'zod';
import { BillingError } from '../core/index.ts';
import type { PaymentProvider } from '../server/ports/index.ts';
import type { PolarClient } from './polar-client.ts';
import { openPortalSession } from './portal-sessions.ts';
import { toInvoiceRecord } from './records/invoice.ts';
import { readWire, wirePage } from './records/read-wire.ts';
import { walkPages } from './walk-pages.ts';

type InvoiceMethod =
  | 'getInvoice'
  | 'payInvoice'
  | 'listInvoices'
  | 'countFailedPayments'
  | 'requestInvoiceDocument'
  | 'findInvoiceDocument';

const polarDocument = z.object({ url: wirePage });
const polarCount = z.object({ pagination: z.object({ total_count: z.int() }) });

/** What Polar answers for an attempt that took no money. */
function refusedPayment(status: string): BillingError {
  return status === 'requires_action'
    ? new BillingError('payment_action_required', {
        message: 'The bank asks for a confirmation of this payment, on the page of the payment provider.',
      })
    : new BillingError('payment_declined', {
        message: 'The payment was declined. Nothing was charged. Use another payment method.',
      });
}

/** Orders, their documents and the attempts to collect them. */
export function createInvoiceOperations(client: PolarClient): Pick<PaymentProvider, InvoiceMethod> {
  const { core, send, sendOptional, asChange, asCharge } = client;
  return {
    getInvoice: (invoiceId) =>
      send('get order', async () => toInvoiceRecord(await getOrders(core)(invoiceId))),
    async payInvoice({ invoiceId, paymentMethodId, ...acting }) {
      const { token } = await openPortalSession(client, acting);
      const { status } = await send('pay order', () =>
        confirmRetryPaymentOrders(core)(
          invoiceId,
          { payment_method_id: paymentMethodId },
          { ...asCharge, accessToken: token },
        ),
      );
      if (status === 'succeeded') return;
      throw refusedPayment(status);
    },
    listInvoices: (customerId) =>
      walkPages(client, {
        operation: 'list orders',
        fetchPage: (query) =>
          listOrders(core)({ ...query, customer_id: customerId ?? null, sorting: ['-created_at'] }),
        toRecord: toInvoiceRecord,
      }),
    countFailedPayments: (invoiceId) =>
      sendOptional('count failed payments', async () => {
        const page = await listPayments(core)({ order_id: invoiceId, status: 'failed', limit: 1 });
        return readWire(polarCount, page, 'payments').pagination.total_count;
      }),
    requestInvoiceDocument: (invoiceId) =>
      send('request invoice', async () => void (await generateInvoiceOrders(core)(invoiceId, asChange))),
    async findInvoiceDocument(invoiceId) {
      try {
        return await send('find invoice', async () => {
          const { url } = readWire(polarDocument, await invoiceOrders(core)(invoiceId), 'invoice');
          // The address expires; Polar does not say when.
          return { url: client.requirePage(url), expiresAt: null };
        });
      } catch (error) {
        if (BillingError.is(error) && error.code === 'not_found') return null;
        throw error;
      }
    },
  };
}
