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

/** A piece of the provider's truth, ready to be written to the mirror. */
export type Snapshot =
  | { kind: 'customer'; record: CustomerRecord }
  | { kind: 'product'; record: ProductRecord }
  | { kind: 'subscription'; record: SubscriptionRecord }
  | { kind: 'invoice'; record: InvoiceRecord }
  | { kind: 'checkout'; record: CheckoutRecord }
  | { kind: 'payment_methods'; customerId: string; records: PaymentMethodRecord[] };
