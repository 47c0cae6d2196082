import type { CancellationReason, Instant } from '../../core/index.ts';
import type {
  CheckoutRecord,
  CustomerRecord,
  InvoiceRecord,
  PaymentMethodRecord,
  ProductRecord,
  RecordKind,
  RecordSnapshot,
  SeatRecord,
  Snapshot,
  SubscriptionRecord,
} from './records.ts';

/** How a plan change is settled at the provider: at once, or when the period ends. Polar's own words. */
export type ProrationBehavior = 'invoice' | 'prorate' | 'next_period';

/** The owner as the provider has to know it. */
export interface EnsureCustomerInput {
  externalId: string;
  type: 'individual' | 'team';
  name: string;
  email: string | null;
  /** The acting person; becomes the first member of a new team customer. */
  person: { userId: string; name: string | null; email: string };
}

/** On whose behalf something is asked of the provider that only customers themselves may do. */
export interface ActingPerson {
  customer: CustomerRecord;
  /** Becomes one of the customer's billing managers where it is none, and has members. */
  person: EnsureCustomerInput['person'];
}

/** What a hosted checkout is made from. */
export interface CreateCheckoutInput {
  externalCustomerId: string;
  productId: string;
  /** ISO 4217 upper case. */
  currency: string;
  /** Contains `{CHECKOUT_ID}` where the provider puts the id. */
  successUrl: string;
  returnUrl: string;
  /** The person's address, so that currency and tax country are theirs and not the server's. */
  customerIpAddress: string | null;
  metadata: Record<string, string>;
  /** Names this request, so that the checkout can be found when the answer is lost. */
  requestId: string;
}

/** What a change, or the next charge, would cost, by the provider's own arithmetic. Minor units of one currency. */
export interface ChangePreview {
  currency: string;
  /** Signed: credits are negative. */
  prorations: { label: string; amount: number }[];
  subtotalAmount: number;
  discountAmount: number;
  taxAmount: number | null;
  totalAmount: number;
  /** The part that would be paid from the customer's balance: zero or positive. */
  appliedBalanceAmount: number;
  dueAmount: number;
}

/** A signed delivery that proved to come from the provider. */
export interface VerifiedDelivery {
  /** Stable over every retry and redelivery of one event. */
  deliveryId: string;
  /** When this attempt was signed, real time, Unix seconds. */
  signedAtSeconds: number;
  /** Which of the configured secrets matched, 0 being the newest. */
  secretIndex: number;
}

/** What a webhook says, in our words. */
export interface ProviderEvent {
  /** The provider's word, such as `subscription.updated`. */
  type: string;
  occurredAt: Instant;
  /** What to write to the mirror; empty for types that tell nothing the mirror holds. */
  snapshots: Snapshot[];
  /** Whether this version knows the type. Unknown ones are kept and acknowledged. */
  isKnown: boolean;
}

/** Takes webhooks apart. Never calls the provider. */
export interface ProviderWebhooks {
  /**
   * Checks the signature over the raw bytes, in constant time and before anything is parsed.
   *
   * @returns `null` when no secret matches, a header is missing or malformed, or the timestamp is more than 300 s off.
   */
  verify(
    body: Uint8Array<ArrayBuffer>,
    headers: Headers,
    nowInSeconds: number,
  ): Promise<VerifiedDelivery | null>;
  /**
   * Reads a verified body. Tolerates unknown types, fields and enum values.
   *
   * @throws {Error} when the body is no JSON or lacks what a snapshot needs.
   */
  read(body: Uint8Array): ProviderEvent;
}

/** What the provider's webhook endpoint for this server looks like from there. */
export interface EndpointHealth {
  /** `false` when the provider has switched the endpoint off after too many failures. */
  isEnabled: boolean;
  /** What the mirror needs to hear of, and the endpoint is not told; in the provider's words, such as `refund.created`. */
  unheardEventTypes: string[];
  /** Ids of events that could not be delivered. */
  undeliveredEventIds: string[];
}

/** What the provider lists for everyone: not seats, which it lists by subscription, and not checkouts, which pass. */
export type PagedKind = Exclude<RecordKind, 'seat' | 'checkout'>;

/** Which records of a kind. */
export interface RecordPageQuery {
  /** Counted from 1. */
  page: number;
  /** Of one customer; for kinds that belong to customers. @default everyone's */
  customerId?: string | undefined;
}

/** Some records of a kind. */
export interface RecordPage {
  snapshots: RecordSnapshot[];
  isLast: boolean;
  /** Whether this server may not read the kind, which it can do without. The page is empty then, and the last. */
  isRefused: boolean;
}

/**
 * The platform behind the server. Every method speaks in our records and rejects with a `BillingError` only:
 * `not_found`, `rate_limited`, `provider_unavailable`, `conflict`, `payment_declined`, `payment_action_required`,
 * `billing_details_required`, `already_subscribed`, `limit_exceeded`, `internal`. A `provider_unavailable` whose cause is a lost
 * connection leaves open whether a command took effect: the caller re-reads and compares before anything is repeated.
 */
export interface PaymentProvider {
  webhooks: ProviderWebhooks;

  /** Finds or creates the customer with this external id. Safe to race. */
  ensureCustomer(input: EnsureCustomerInput): Promise<CustomerRecord>;
  /** @returns `null` when there is none. */
  findCustomer(externalId: string): Promise<CustomerRecord | null>;
  /**
   * Deletes a customer, which ends their subscriptions at once, and makes what must be kept of them anonymous. One that is
   * gone already is no error.
   */
  eraseCustomer(customerId: string): Promise<void>;
  getCustomer(customerId: string): Promise<CustomerRecord>;
  listPaymentMethods(customerId: string): Promise<PaymentMethodRecord[]>;
  /** Opens the page where a person adds payment methods. */
  openPaymentMethodsPage(
    input: ActingPerson & { returnUrl: string },
  ): Promise<{ url: string; expiresAt: Instant }>;
  /** Charges this one from now on, and tries it at once on what is owed. @throws {BillingError} `not_found`. */
  setDefaultPaymentMethod(input: ActingPerson & { paymentMethodId: string }): Promise<void>;
  /** @throws {BillingError} `not_found`; `conflict` for the only one that a subscription is charged to. */
  removePaymentMethod(input: ActingPerson & { paymentMethodId: string }): Promise<void>;

  getProduct(productId: string): Promise<ProductRecord>;

  createCheckout(input: CreateCheckoutInput): Promise<CheckoutRecord>;
  getCheckout(checkoutId: string): Promise<CheckoutRecord>;
  /** The checkout that was made by a request; `null` when there is none. */
  findCheckout(input: { externalCustomerId: string; requestId: string }): Promise<CheckoutRecord | null>;

  getSubscription(subscriptionId: string): Promise<SubscriptionRecord>;
  /** All of one customer, or of everyone. */
  listSubscriptions(customerId?: string): AsyncIterable<SubscriptionRecord>;
  /** @throws {BillingError} `payment_declined`, `payment_action_required` — nothing has changed then. */
  changeSubscription(input: {
    subscriptionId: string;
    productId: string;
    proration: ProrationBehavior;
  }): Promise<SubscriptionRecord>;
  dropScheduledChange(subscriptionId: string): Promise<SubscriptionRecord>;
  cancelSubscription(input: {
    subscriptionId: string;
    reason: CancellationReason;
    comment: string | null;
  }): Promise<SubscriptionRecord>;
  uncancelSubscription(subscriptionId: string): Promise<SubscriptionRecord>;
  /** Lets an active subscription rest from the end of its period, where nothing is charged, until `resumesAt`. */
  pauseSubscription(input: { subscriptionId: string; resumesAt: Instant }): Promise<SubscriptionRecord>;
  /** Takes a pause back that has not begun. */
  dropScheduledPause(subscriptionId: string): Promise<SubscriptionRecord>;
  /**
   * Ends a pause now: a new period begins, and is charged. When the charge fails the subscription goes on as past due.
   *
   * @throws {BillingError} `payment_declined`, `payment_action_required` — nothing has changed then.
   */
  resumeSubscription(subscriptionId: string): Promise<SubscriptionRecord>;
  /**
   * What the next charge of a subscription will be; of a paused one, what ending the pause costs.
   *
   * @returns `null` when the provider offers no preview to this server.
   */
  previewNextCharge(subscriptionId: string): Promise<ChangePreview | null>;
  /** @returns `null` when the provider offers no preview to this server: estimate then. */
  previewChange(input: {
    subscriptionId: string;
    productId: string;
    proration: ProrationBehavior;
  }): Promise<ChangePreview | null>;

  getInvoice(invoiceId: string): Promise<InvoiceRecord>;
  /**
   * Charges what could not be collected to one of the payment methods on file, now. Resolves when it is paid.
   *
   * @throws {BillingError} `payment_declined`, `payment_action_required`, `limit_exceeded` after too many tries, `conflict`
   * when there is nothing to collect or it is being collected: nothing was charged then.
   */
  payInvoice(input: ActingPerson & { invoiceId: string; paymentMethodId: string }): Promise<void>;
  /** All of one customer, or of everyone, newest first. */
  listInvoices(customerId?: string): AsyncIterable<InvoiceRecord>;
  /** How many attempts to collect an order have failed; `null` when this server may not read that. */
  countFailedPayments(invoiceId: string): Promise<number | null>;
  /** Asks for the document to be made. @throws {BillingError} `billing_details_required`, `conflict`. */
  requestInvoiceDocument(invoiceId: string): Promise<void>;
  /** @returns `null` while it is being made. */
  findInvoiceDocument(invoiceId: string): Promise<{ url: string; expiresAt: Instant | null } | null>;

  /**
   * One page of everything there is of a kind, the oldest first, so that what comes while pages are read is on the last
   * ones. Waits where the provider wants to be asked more slowly. An entry that cannot be read is left out.
   */
  readPage(kind: PagedKind, query: RecordPageQuery): Promise<RecordPage>;
  /**
   * A record as it is at the provider now; `null` when there is none any more, and what was given when this server may not
   * read its kind.
   */
  readAgain(snapshot: RecordSnapshot): Promise<RecordSnapshot | null>;
  /** Every seat of a subscription, revoked ones too; none of a subscription that is not sold by the seat; `null` when this server may not read them. */
  listSeats(subscriptionId: string): Promise<SeatRecord[] | null>;

  /** The endpoint with this address; `null` when the provider has none. */
  findEndpointHealth(url: string): Promise<EndpointHealth | null>;
  /** Switches the endpoint on, and has it told of everything the mirror needs beside what it is told of already. */
  mendEndpoint(url: string): Promise<void>;
  redeliver(eventId: string): Promise<void>;
}
