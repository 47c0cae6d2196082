import type { CancellationReason, Instant, InvoiceStatus, Money, NotificationKind } from '../core/index.ts';

/** Input of operations that need none. */
export type NoInput = Record<string, never>;

/** Input of `getCatalog`. */
export interface GetCatalogInput {
  /** The currency to show prices in, ISO 4217 upper case. Ignored once a subscription has fixed it. @default the catalog's */
  currency?: string | undefined;
}

/** Input of `listInvoices`. */
export interface ListInvoicesInput {
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  /** 1 to 100. @default 20 */
  limit?: number | undefined;
  status?: InvoiceStatus | undefined;
  /** Part of an invoice number or plan name, in any case. */
  search?: string | undefined;
}

/** Input of `getInvoiceDocument`. */
export interface GetInvoiceDocumentInput {
  invoiceId: string;
}

/** Input of `previewChange`: to which price, or that a pause ends now. */
export type PreviewChangeInput = { priceId: string } | { resume: true };

/** Input of `getCheckout`. */
export interface GetCheckoutInput {
  checkoutId: string;
}

/** Input of `startCheckout`. */
export interface StartCheckoutInput {
  priceId: string;
  /** ISO 4217 upper case. @default the catalog's */
  currency?: string | undefined;
  /** Where the hosted page sends the person back to: a path of the app, starting with one `/`. `checkout_id` is added to its query. */
  returnPath: string;
}

/** What every command on an existing subscription sends: the state the person saw. */
export interface RevisionInput {
  /** `revision` of the `getBilling` answer the person acted on. */
  revision: string;
}

/** Input of `changeSubscription`. */
export interface ChangeSubscriptionInput extends RevisionInput {
  quoteId: string;
}

/** Input of `pauseSubscription`. */
export interface PauseSubscriptionInput extends RevisionInput {
  /** One of `pauseOptions` of the `getBilling` answer. */
  months: number;
}

/** Input of `addPaymentMethod`. */
export interface AddPaymentMethodInput {
  /** Where the provider's page leads back to: a path of the app, starting with one `/`. */
  returnPath: string;
}

/** Input of `setDefaultPaymentMethod`, `removePaymentMethod` and `retryPayment`. */
export interface PaymentMethodInput extends RevisionInput {
  paymentMethodId: string;
}

/** Input of `cancelSubscription`. */
export interface CancelSubscriptionInput extends RevisionInput {
  reason: CancellationReason;
  /** At most 1,000 characters. The customer can read it later at Polar. */
  comment?: string | undefined;
}

/** Input of `updateNotificationPreferences`. */
export interface UpdateNotificationPreferencesInput {
  kind: NotificationKind;
  isWanted: boolean;
}

/** Which entries of the audit log: those that match everything given. */
export interface AuditFilterInput {
  /** A user id, `provider` or `system`. */
  actor?: string | undefined;
  action?: string | undefined;
  subjectId?: string | undefined;
  /** The first moment that counts. */
  from?: Instant | undefined;
  /** The first moment that does not count any more. */
  until?: Instant | undefined;
}

/** Input of `listAuditEntries`. */
export interface ListAuditEntriesInput extends AuditFilterInput {
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  /** 1 to 100. @default 20 */
  limit?: number | undefined;
}

/** Answer of `changeSubscription` and `retryPayment`. */
export interface ChangeReceipt {
  /** What was really charged; `null` when nothing was. */
  charged: Money | null;
  /** What could not be collected and is tried again; `null` when nothing is owed. */
  unpaid: Money | null;
}
