import { z } from 'zod';
import type { OperationName, OperationOutput } from '../operations.ts';
import {
  auditPageSchema,
  billingSchema,
  cancelOptionsSchema,
  catalogSchema,
  changeQuoteSchema,
  checkoutSchema,
  invoiceDocumentSchema,
  invoicePageSchema,
  moneySchema,
  notificationPreferencesSchema,
  paymentMethodListSchema,
  paymentMethodsPageSchema,
} from './entities.ts';

const commandAnswer = z.strictObject({ billing: billingSchema });

const changeAnswer = commandAnswer.extend({
  receipt: z.strictObject({ charged: moneySchema.nullable(), unpaid: moneySchema.nullable() }),
});

/** The answer of each operation: what a server must give, for conformance cases and generated documents. */
export const operationOutputs = {
  getCatalog: catalogSchema,
  getBilling: billingSchema,
  listInvoices: invoicePageSchema,
  getInvoiceDocument: invoiceDocumentSchema,
  listPaymentMethods: paymentMethodListSchema,
  previewChange: changeQuoteSchema,
  getCancelOptions: cancelOptionsSchema,
  getCheckout: checkoutSchema,
  getNotificationPreferences: notificationPreferencesSchema,
  listAuditEntries: auditPageSchema,
  startCheckout: checkoutSchema,
  changeSubscription: changeAnswer,
  dropScheduledChange: commandAnswer,
  cancelSubscription: commandAnswer,
  uncancelSubscription: commandAnswer,
  pauseSubscription: commandAnswer,
  dropScheduledPause: commandAnswer,
  addPaymentMethod: paymentMethodsPageSchema,
  setDefaultPaymentMethod: commandAnswer,
  removePaymentMethod: commandAnswer,
  retryPayment: changeAnswer,
  updateNotificationPreferences: notificationPreferencesSchema,
} satisfies { [Name in OperationName]: z.ZodType<OperationOutput<Name>> };
