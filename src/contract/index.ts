export { auditExportPath } from './audit-export.ts';
export type {
  AdapterMethod,
  BillingAdapter,
  CommandOptions,
  LiveEvent,
  LiveListener,
  QueryOptions,
} from './billing-adapter.ts';
export { CLIENT_HEADER, CLIENT_VERSION } from './client-header.ts';
export type {
  AddPaymentMethodInput,
  AuditFilterInput,
  CancelSubscriptionInput,
  ChangeReceipt,
  ChangeSubscriptionInput,
  GetCatalogInput,
  GetCheckoutInput,
  GetInvoiceDocumentInput,
  ListAuditEntriesInput,
  ListInvoicesInput,
  NoInput,
  PauseSubscriptionInput,
  PaymentMethodInput,
  PreviewChangeInput,
  RevisionInput,
  StartCheckoutInput,
  UpdateNotificationPreferencesInput,
} from './inputs.ts';
export {
  type ChangeAnswer,
  type CommandAnswer,
  type CommandName,
  OPERATION_NAMES,
  type OperationDefinition,
  type OperationInput,
  type OperationName,
  type OperationNameOf,
  type OperationOutput,
  type Operations,
  operationMethod,
  operationPath,
  operations,
  type QueryName,
} from './operations.ts';
export { OWNER_HEADER } from './owner-header.ts';
