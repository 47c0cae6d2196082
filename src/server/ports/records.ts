import type {
  BillingReason,
  Instant,
  Interval,
  InvoiceStatus,
  Money,
  SubscriptionStatus,
} from '../../core/index.ts';

/**
 * The mirror's rows, in our words. Ids of provider objects (`customerId`, `productId`, …) are the provider's and
 * never leave the server except as opaque strings of the owner's own objects.
 *
 * `modifiedAt` is the entity's own, with microseconds as the provider sent it: it orders snapshots.
 */
interface MirrorRecord {
  id: string;
  createdAt: Instant;
  modifiedAt: Instant;
}

/** Who pays, at the provider. */
export interface CustomerRecord extends MirrorRecord {
  /** The owner's key at the provider (`external_id`); `null` for customers that are not ours. */
  externalId: string | null;
  type: 'individual' | 'team';
  name: string | null;
  email: string | null;
  billingName: string | null;
  /** Whether name and address suffice for an invoice document. */
  hasBillingAddress: boolean;
  defaultPaymentMethodId: string | null;
  deletedAt: Instant | null;
}

/** What is sold for one interval. */
export interface ProductRecord extends MirrorRecord {
  name: string;
  isArchived: boolean;
  interval: Interval | null;
  intervalCount: number;
  trialInterval: Interval | null;
  trialIntervalCount: number;
  prices: ProductPriceRecord[];
}

/** One price of a product. */
export interface ProductPriceRecord {
  id: string;
  /** The provider's word: `fixed`, `custom`, `seat_based`, … */
  amountType: string;
  currency: string;
  /** Of a `fixed` price, per interval before tax; `null` for every other kind. */
  money: Money | null;
}

/** A subscription as the provider last showed it. */
export interface SubscriptionRecord extends MirrorRecord {
  customerId: string;
  productId: string;
  status: SubscriptionStatus;
  /** Per interval, before tax. */
  money: Money;
  interval: Interval;
  intervalCount: number;
  seats: number | null;
  startedAt: Instant | null;
  currentPeriodStart: Instant;
  currentPeriodEnd: Instant;
  trialStart: Instant | null;
  trialEnd: Instant | null;
  cancelAtPeriodEnd: boolean;
  canceledAt: Instant | null;
  endsAt: Instant | null;
  endedAt: Instant | null;
  pastDueAt: Instant | null;
  pauseAtPeriodEnd: boolean;
  pausedAt: Instant | null;
  resumesAt: Instant | null;
  pendingChange: { id: string; appliesAt: Instant; productId: string | null } | null;
  checkoutId: string | null;
}

/** An order as the provider last showed it. All amounts share `currency`, minor units. */
export interface InvoiceRecord extends MirrorRecord {
  customerId: string;
  subscriptionId: string | null;
  productId: string | null;
  checkoutId: string | null;
  /** What the provider calls what was bought: shown where the catalog has no plan for it. */
  description: string;
  number: string | null;
  status: InvoiceStatus;
  billingReason: BillingReason;
  currency: string;
  subtotalAmount: number;
  discountAmount: number;
  taxAmount: number;
  totalAmount: number;
  /** The part paid from the customer's balance: zero or positive (Polar's own sign is the opposite). */
  appliedBalanceAmount: number;
  dueAmount: number;
  refundedAmount: number;
  nextPaymentAttemptAt: Instant | null;
  isDocumentReady: boolean;
  lines: InvoiceLineRecord[];
}

/** A line of an order, in minor units of its currency. */
export interface InvoiceLineRecord {
  label: string;
  amount: number;
  isProration: boolean;
}

/** A means of payment on file. The provider sends no event for it: read after checkouts and on reconciliation. */
export interface PaymentMethodRecord {
  id: string;
  customerId: string;
  type: string;
  brand: string | null;
  last4: string | null;
  expiryMonth: number | null;
  expiryYear: number | null;
  isDefault: boolean;
}

/** A hosted checkout as the provider last showed it. */
export interface CheckoutRecord extends MirrorRecord {
  /** `null` until the provider has tied it to a customer. */
  externalCustomerId: string | null;
  productId: string | null;
  /** The provider's word. */
  status: 'open' | 'expired' | 'confirmed' | 'succeeded' | 'failed';
  url: string;
  currency: string;
  subscriptionId: string | null;
  expiresAt: Instant;
}

/** Money given back. */
export interface RefundRecord extends MirrorRecord {
  customerId: string;
  invoiceId: string;
  subscriptionId: string | null;
  status: 'pending' | 'succeeded' | 'failed' | 'canceled';
  /** The provider's word, such as `customer_request`. */
  reason: string;
  currency: string;
  /** Without the tax, in minor units. */
  amount: number;
  taxAmount: number;
}

/** One attempt to collect an invoice. The provider sends no event for it, and does not say whose it is: the invoice does. */
export interface PaymentRecord extends MirrorRecord {
  invoiceId: string;
  status: 'pending' | 'succeeded' | 'failed';
  currency: string;
  /** Minor units. */
  amount: number;
  /** The provider's word, such as `card`. */
  method: string;
  /** Of a card. */
  brand: string | null;
  last4: string | null;
  /** What it was tried for, in the provider's words, such as `retry_dunning`. */
  trigger: string | null;
  /** Why it was declined: the bank's code, such as `insufficient_funds`. Its sentence stays at the provider. */
  declineReason: string | null;
}

/** Something that customers are given with a product. */
export interface BenefitRecord extends MirrorRecord {
  /** The provider's word, such as `feature_flag`. */
  type: string;
  description: string;
  isDeleted: boolean;
}

/** That a customer has, or had, a benefit. What it consists of (keys, accounts elsewhere) stays at the provider. */
export interface BenefitGrantRecord extends MirrorRecord {
  customerId: string;
  benefitId: string;
  /** For whom within a team. */
  memberId: string | null;
  subscriptionId: string | null;
  invoiceId: string | null;
  isGranted: boolean;
  isRevoked: boolean;
  grantedAt: Instant | null;
  revokedAt: Instant | null;
}

/** A seat of a subscription. Seats of single purchases are not mirrored: no plan is one. */
export interface SeatRecord extends MirrorRecord {
  subscriptionId: string;
  status: 'pending' | 'claimed' | 'revoked';
  memberId: string | null;
  /** Whom the seat was given to: whoever gives seats must tell them apart. `null` once the customer is deleted. */
  email: string | null;
  invitationExpiresAt: Instant | null;
  claimedAt: Instant | null;
  revokedAt: Instant | null;
}

/**
 * What is taken off prices. How often it was redeemed is left out: it grows without an event, and without the provider
 * calling that a change.
 */
export interface DiscountRecord extends MirrorRecord {
  name: string;
  code: string | null;
  type: 'fixed' | 'percentage';
  /** Of a percentage: hundredths of a percent. */
  basisPoints: number | null;
  /** Of a fixed discount: minor units by currency. */
  amounts: Readonly<Record<string, number>> | null;
  duration: 'once' | 'forever' | 'repeating';
  durationInMonths: number | null;
  startsAt: Instant | null;
  endsAt: Instant | null;
  maxRedemptions: number | null;
  /** In the order of their ids; empty where it is for every product. */
  productIds: string[];
  isDeleted: boolean;
}

/** How usage is counted. */
export interface MeterRecord extends MirrorRecord {
  name: string;
  /** The provider's word: `scalar`, `token` or `custom`. */
  unit: string;
  /** Of a `custom` unit. */
  unitLabel: string | null;
  unitMultiplier: number | null;
  isArchived: boolean;
}

/** What a customer has used of a meter, in units of that meter, which may be fractions. */
export interface CustomerMeterRecord extends MirrorRecord {
  customerId: string;
  meterId: string;
  consumedUnits: number;
  creditedUnits: number;
  balance: number;
}

/** What the mirror keeps one by one, each with an id and a version. */
export interface MirrorRecords {
  customer: CustomerRecord;
  product: ProductRecord;
  subscription: SubscriptionRecord;
  invoice: InvoiceRecord;
  checkout: CheckoutRecord;
  refund: RefundRecord;
  payment: PaymentRecord;
  benefit: BenefitRecord;
  benefit_grant: BenefitGrantRecord;
  seat: SeatRecord;
  discount: DiscountRecord;
  meter: MeterRecord;
  customer_meter: CustomerMeterRecord;
}

/** The name of something the mirror keeps one by one. */
export type RecordKind = keyof MirrorRecords;

/** One record and what it is. */
export type RecordSnapshot<Kind extends RecordKind = RecordKind> = {
  [One in Kind]: { kind: One; record: MirrorRecords[One] };
}[Kind];

/** A piece of the provider's truth, ready to be written to the mirror. */
export type Snapshot =
  | RecordSnapshot
  | { kind: 'payment_methods'; customerId: string; records: PaymentMethodRecord[] };
