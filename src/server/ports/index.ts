export type { Authenticate, BillingSession } from './authenticate.ts';
export type {
  AppliedSnapshot,
  ApplyOutcome,
  AuditEntry,
  AuditFilter,
  AuditOrigin,
  AuditQuery,
  AuditRecord,
  AuditValues,
  BillingState,
  BillingStore,
  CheckoutIntentRecord,
  CollectionRecord,
  CommandRequestRecord,
  CommandStart,
  InvoiceQuery,
  NotificationChoice,
  QuoteRecord,
  SnapshotSource,
  StoreTransaction,
} from './billing-store.ts';
export { type Clock, systemClock } from './clock.ts';
export type {
  DueAttempt,
  DueCard,
  DueReads,
  DueRenewal,
  DueTrial,
  FailedCollection,
  NewJob,
  PurgeCounts,
  RetentionPolicy,
  Span,
} from './due.ts';
export type { LivePosition, LiveRecord, StoreListener, StoreNotifications } from './live.ts';
export type { MailDetails, MailInvoiceLine, MailPlan } from './mail-details.ts';
export type { DueMail, Mailer } from './mailer.ts';
export {
  type BillingEvent,
  type CallbackMessage,
  type LiveMessage,
  MAIL_NAMES,
  type MailMessage,
  type MailName,
  type MessageFacts,
  type OutboxMessage,
} from './outbox-message.ts';
export { linkedId, type OwnerLink, ownerLinkOf } from './owner-link.ts';
export type {
  ChangePreview,
  CreateCheckoutInput,
  EndpointHealth,
  EnsureCustomerInput,
  PagedKind,
  PaymentProvider,
  ProrationBehavior,
  ProviderEvent,
  ProviderWebhooks,
  RecordPage,
  RecordPageQuery,
  VerifiedDelivery,
} from './payment-provider.ts';
export type {
  ErasedCounts,
  ErasePersonalInput,
  OwnerRow,
  PersonalDataStore,
} from './personal-data.ts';
export type { RateLimitedRequest, RateLimiter } from './rate-limiter.ts';
export type {
  BenefitGrantRecord,
  BenefitRecord,
  CheckoutRecord,
  CustomerMeterRecord,
  CustomerRecord,
  DiscountRecord,
  InvoiceLineRecord,
  InvoiceRecord,
  MeterRecord,
  MirrorRecords,
  PaymentMethodRecord,
  PaymentRecord,
  ProductPriceRecord,
  ProductRecord,
  RecordKind,
  RecordSnapshot,
  RefundRecord,
  SeatRecord,
  Snapshot,
  SubscriptionRecord,
} from './records.ts';
export {
  type InboxDelivery,
  type InboxOutcome,
  type ParkedQuery,
  WORK_QUEUE_NAMES,
  type WorkClaim,
  type WorkDetails,
  type WorkFilter,
  type WorkItem,
  WorkLeaseLostError,
  type WorkPayloads,
  type WorkQueue,
  type WorkQueueName,
  type WorkSelection,
  type WorkSummary,
} from './work-queue.ts';
