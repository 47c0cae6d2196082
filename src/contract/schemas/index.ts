export {
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
export { operationInputs } from './inputs.ts';
export { operationOutputs } from './outputs.ts';
