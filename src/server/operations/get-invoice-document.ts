import { BillingError } from '../../core/index.ts';
import type { Query } from './query.ts';

/** `GET /get-invoice-document`: the PDF of an invoice, which is made when it is first asked for. */
export const getInvoiceDocument: Query<'getInvoiceDocument'> = async ({ invoiceId }, caller, context) => {
  const { store, provider } = context;
  const invoice = await store.findInvoice(caller.externalId, invoiceId);
  if (invoice === null) throw new BillingError('not_found', { message: 'There is no such invoice.' });
  if (invoice.status === 'draft' || invoice.status === 'void') {
    throw new BillingError('conflict', { message: 'There is no document for a draft or a void invoice.' });
  }

  const existing = await provider.findInvoiceDocument(invoice.id);
  if (existing !== null) return { status: 'ready', ...existing };
  // Who waits asks every second; the provider would make it anew each time.
  if (context.documentRequests.add(invoice.id)) {
    try {
      await provider.requestInvoiceDocument(invoice.id);
    } catch (error) {
      context.documentRequests.forget(invoice.id);
      throw error;
    }
  }
  const made = await provider.findInvoiceDocument(invoice.id);
  return made === null ? { status: 'preparing' } : { status: 'ready', ...made };
};
