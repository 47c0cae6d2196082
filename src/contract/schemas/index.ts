export {
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
  planActionSchema,
  subscriptionSchema,
} from './entities.ts';
export { auditFilterSchema, operationInputs } from './inputs.ts';
export { operationOutputs } from './outputs.ts';
