export {
  type AddOnDefinition,
  type CatalogDefinition,
  defineCatalog,
  type PlanDefinition,
} from './catalog/define-catalog.ts';
export {
  type BillingServer,
  type CreateBillingServerOptions,
  createBillingServer,
} from './create-billing-server.ts';
export { type BillingEnvironment, readBillingEnvironment } from './environment.ts';
export type { RateLimits } from './http/rate-guards.ts';
export { consoleLogger, type LogFields, type Logger } from './logger.ts';
export { DEFAULT_ROLE_PERMISSIONS } from './permissions.ts';
export type {
  ApplyOutcome,
  AuditEntry,
  Authenticate,
  BillingSession,
  BillingState,
  BillingStore,
  ChangePreview,
  CheckoutIntentRecord,
  CheckoutRecord,
  Clock,
  CommandStart,
  CreateCheckoutInput,
  CustomerRecord,
  EndpointHealth,
  EnsureCustomerInput,
  InboxDelivery,
  InboxOutcome,
  InvoiceLineRecord,
  InvoiceQuery,
  InvoiceRecord,
  OutboxMessage,
  PaymentMethodRecord,
  PaymentProvider,
  ProductPriceRecord,
  ProductRecord,
  ProrationBehavior,
  ProviderEvent,
  ProviderWebhooks,
  QuoteRecord,
  RateLimitedRequest,
  RateLimiter,
  Snapshot,
  SnapshotSource,
  StoreTransaction,
  SubscriptionRecord,
  VerifiedDelivery,
  WorkItem,
  WorkQueue,
  WorkQueueName,
  WorkSummary,
} from './ports/index.ts';
export { systemClock } from './ports/index.ts';
export type { ReconcileReport, SnapshotCounts } from './reconcile/reconcile-report.ts';
