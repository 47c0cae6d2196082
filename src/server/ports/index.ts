export type { Authenticate, BillingSession } from './authenticate.ts';
export type {
  ApplyOutcome,
  AuditEntry,
  BillingState,
  BillingStore,
  CheckoutIntentRecord,
  CommandStart,
  InvoiceQuery,
  QuoteRecord,
  SnapshotSource,
  StoreTransaction,
} from './billing-store.ts';
export { type Clock, systemClock } from './clock.ts';
export type {
  ChangePreview,
  CreateCheckoutInput,
  EndpointHealth,
  EnsureCustomerInput,
  PaymentProvider,
  ProrationBehavior,
  ProviderEvent,
  ProviderWebhooks,
  VerifiedDelivery,
} from './payment-provider.ts';
export type { RateLimitedRequest, RateLimiter } from './rate-limiter.ts';
export type {
  CheckoutRecord,
  CustomerRecord,
  InvoiceLineRecord,
  InvoiceRecord,
  PaymentMethodRecord,
  ProductPriceRecord,
  ProductRecord,
  Snapshot,
  SubscriptionRecord,
} from './records.ts';
export type {
  InboxDelivery,
  InboxOutcome,
  OutboxMessage,
  WorkItem,
  WorkQueue,
  WorkQueueName,
  WorkSummary,
} from './work-queue.ts';
