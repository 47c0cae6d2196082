import type { models } from '@polar-sh/sdk/2026-10';
import type {
  BenefitRow,
  DiscountRedemptionRow,
  DiscountRow,
  MeterRow,
  PriceRow,
  ProductRow,
} from './catalog-rows.ts';
import type {
  BalanceEntryRow,
  BenefitGrantRow,
  CountedValueRow,
  CustomerMeterRow,
  DisputeRow,
  EventTypeRow,
  MeteredEntryRow,
  RefundRow,
  SeatRow,
  UsageEventRow,
} from './ownership-rows.ts';
import type { SettingsRow } from './settings.ts';

/** What the hosted checkout knows of a test card; a full number is never kept. */
export interface TestCard {
  brand: string;
  last4: string;
  expMonth: number;
  expYear: number;
}

/** A customer, with the wallet balances (minor units, by currency) and counters Polar keeps beside it. */
export interface CustomerRow
  extends Omit<
    models.CustomerTeam,
    'type' | 'external_id' | 'email' | 'default_payment_method_id' | 'locale'
  > {
  type: models.CustomerType;
  external_id: string | null;
  email: string | null;
  locale: string | null;
  default_payment_method_id: string | null;
  balances: Record<string, number>;
  short_id: string;
  next_invoice: number;
}

/**
 * What a test card does when it is charged: it pays, is refused for a reason (Stripe's `decline_code`), or wants its
 * owner to prove who they are. `declined_later` passes every check but is declined when charged.
 */
export type CardBehavior =
  | 'pays'
  | 'generic_decline'
  | 'insufficient_funds'
  | 'lost_card'
  | 'expired_card'
  | 'declined_later'
  | 'requires_action';

/** A card on file. `behavior` is what it does when it is charged while its owner is away. */
export interface PaymentMethodRow extends models.PaymentMethodCard {
  behavior: CardBehavior;
}

/** What a checkout was sold for. Minor units. */
export interface CheckoutSale {
  prices: PriceRow[];
  amount: number;
  discount_amount: number;
  net_amount: number;
  /** `null` where no country is known. */
  tax_amount: number | null;
  total_amount: number;
  tax_behavior: models.TaxBehavior;
  trial: { interval: models.TrialInterval; count: number } | null;
}

/** A checkout session; amounts are computed from it when it is read, and frozen once it is confirmed. */
export interface CheckoutRow {
  id: string;
  created_at: string;
  modified_at: string | null;
  status: models.CheckoutStatus;
  client_secret: string;
  expires_at: string;
  success_url: string | null;
  return_url: string | null;
  embed_origin: string | null;
  currency: string;
  product_ids: string[];
  product_id: string;
  /** The price that was current when the product was chosen: once it is archived, nobody can confirm any more. */
  product_price_id: string;
  /** Prices made for this checkout alone, by product. */
  ad_hoc_prices: Record<string, PriceRow[]>;
  /** What the customer chose to pay for a custom price, in minor units. */
  amount: number | null;
  seats: number | null;
  min_seats: number | null;
  max_seats: number | null;
  units: number | null;
  min_units: number | null;
  max_units: number | null;
  discount_id: string | null;
  allow_trial: boolean;
  trial_interval: models.TrialInterval | null;
  trial_interval_count: number | null;
  allow_discount_codes: boolean;
  require_billing_address: boolean;
  customer_id: string | null;
  is_business_customer: boolean;
  external_customer_id: string | null;
  customer_name: string | null;
  customer_email: string | null;
  customer_ip_address: string | null;
  customer_billing_name: string | null;
  customer_billing_address: models.Address | null;
  customer_tax_id: string | null;
  customer_metadata: Record<string, string | number | boolean>;
  payment_method_type: string | null;
  locale: string | null;
  metadata: models.MetadataOutputType;
  /** The free subscription that it upgrades. */
  subscription_id: string | null;
  /** When its trial ends, or would if it were confirmed now; `null` where there is none. */
  trial_end: string | null;
  /** `null` until it is confirmed. */
  sold: CheckoutSale | null;
  /** The card whose bank is asking its owner, between the confirmation and their answer. */
  pending_card: (TestCard & { behavior: CardBehavior }) | null;
}

/** A change that waits for the period's end. */
export type PendingUpdateRow = models.PendingSubscriptionUpdate;

/** A subscription: the wire's scalar fields, the prices it was sold at, and its anchor day. */
export interface SubscriptionRow extends models.OrderSubscription {
  seats: number | null;
  past_due_at: string | null;
  prices: PriceRow[];
  /** What was chosen for a custom price, in minor units. */
  custom_amount: number | null;
  /** The start of the first period that the discount was applied to; `null` before. */
  discount_applied_at: string | null;
  anchor_day: number;
  tax_behavior: models.TaxBehavior;
  pending_update: PendingUpdateRow | null;
  past_due_deadline: string | null;
  /** When the grace of a subscription that is past due is over, and its benefits are revoked. */
  benefits_end_at: string | null;
}

/** A line waiting for the subscription's next order: its share of the discount is taken already. Signed minor units. */
export interface BillingEntryRow {
  id: string;
  subscription_id: string;
  created_at: string;
  label: string;
  amount: number;
  product_price_id: string | null;
  start_timestamp: string;
  end_timestamp: string;
}

/** What an invoice said when it was generated: later changes of the order make a new one. */
export interface DocumentDetails {
  billing_name: string;
  billing_address: models.Address;
  generated_at: string;
}

/** An order with its lines and the state of collecting it. */
export interface OrderRow {
  id: string;
  created_at: string;
  modified_at: string | null;
  status: models.OrderStatus;
  subtotal_amount: number;
  discount_amount: number;
  net_amount: number;
  tax_amount: number;
  total_amount: number;
  applied_balance_amount: number;
  currency: string;
  billing_reason: models.OrderBillingReason;
  billing_name: string | null;
  billing_address: models.Address | null;
  invoice_number: string | null;
  invoice: DocumentDetails | null;
  /** When an invoice was asked for that is not there yet. */
  invoice_requested_at: string | null;
  receipt_number: string | null;
  customer_id: string;
  product_id: string | null;
  /** What it is called where there is no product to name it. */
  description: string;
  discount_id: string | null;
  seats: number | null;
  units: number | null;
  refunded_amount: number;
  refunded_tax_amount: number;
  subscription_id: string | null;
  checkout_id: string | null;
  next_payment_attempt_at: string | null;
  /** Scheduled attempts that failed; those that a person asked for do not count. */
  failed_attempts: number;
  /** Since when its customer is authenticating a payment of it. */
  payment_lock_acquired_at: string | null;
  paid_at: string | null;
  metadata: models.MetadataOutputType;
  items: models.OrderItemSchema[];
}

/** One attempt to collect an order, or to pay a checkout. */
export interface PaymentRow extends models.CardPayment {
  customer_id: string | null;
  customer_email: string | null;
}

/** An organization access token. */
export interface TokenRow {
  id: string;
  created_at: string;
  token: string;
  name: string;
  /** What it may be used for, such as `orders:read`; `null` for everything. */
  scopes: string[] | null;
  /** `null` for never. */
  expires_at: string | null;
}

/** A customer session; its token opens the customer portal for one hour. */
export interface SessionRow {
  id: string;
  created_at: string;
  token: string;
  expires_at: string;
  return_url: string | null;
  customer_id: string;
  member_id: string | null;
}

/** A new email address that its customer has still to prove; the token is what the mail would carry. */
export interface EmailUpdateRow {
  id: string;
  created_at: string;
  customer_id: string;
  email: string;
  token: string;
  expires_at: string;
}

/** What the fault switches do to one event. */
export interface EventFaults {
  /** It is lost on its way. */
  isDropped: boolean;
  isDuplicated: boolean;
  /** It does not stand in line: others may overtake it. */
  isReordered: boolean;
  /** How much later it is first tried, on the clock that retries follow. */
  delayMs: number;
}

/** One fact for one endpoint, with how its delivery goes. `id` is the `webhook-id`. */
export interface EventRow {
  id: string;
  endpoint_id: string;
  created_at: string;
  modified_at: string | null;
  type: models.WebhookEventType;
  api_version: string;
  /** `null` once it is archived. */
  payload: string | null;
  attempts: number;
  succeeded: boolean | null;
  skipped: boolean;
  last_http_code: number | null;
  /** When it is tried again: on the test clock when frozen, on the wall clock when live. */
  next_attempt_at: string | null;
  faults: EventFaults | null;
}

/** One attempt to deliver an event. */
export interface DeliveryRow {
  id: string;
  created_at: string;
  event_id: string;
  endpoint_id: string;
  succeeded: boolean;
  http_code: number | null;
  response: string | null;
  /** Where it was sent. */
  url: string;
  /** The headers that were sent. */
  headers: Record<string, string>;
  /** The body that was sent, where a fault made it another than the event's payload. */
  body: string | null;
}

/** An event that arrived or was given up, as its endpoint remembers it. */
export interface CompletedEvent {
  event_id: string;
  created_at: string;
  succeeded: boolean;
}

/** An endpoint, and the ten newest of its events that arrived or were given up, newest first. */
export interface EndpointRow extends models.WebhookEndpoint {
  completed: CompletedEvent[];
}

/** How the clock stands. `offset` is added to wall time when live, `frozenAt` is the time when frozen. Microseconds. */
export interface ClockRow {
  id: 'clock';
  mode: 'live' | 'frozen';
  offset: number;
  frozenAt: number;
  /** The last instant given out, so that no two changes bear the same one. */
  lastStamp: number;
}

/** The seed of all ids and secrets and how many were drawn. */
export interface RandomRow {
  id: 'random';
  seed: string;
  drawn: number;
}

/** The collections of the state: everything the emulator knows, as plain rows by id. */
export interface Rows {
  organizations: models.Organization;
  tokens: TokenRow;
  products: ProductRow;
  discounts: DiscountRow;
  discount_redemptions: DiscountRedemptionRow;
  benefits: BenefitRow;
  benefit_grants: BenefitGrantRow;
  meters: MeterRow;
  event_types: EventTypeRow;
  usage_events: UsageEventRow;
  customer_meters: CustomerMeterRow;
  metered_entries: MeteredEntryRow;
  counted_values: CountedValueRow;
  customers: CustomerRow;
  members: models.Member;
  payment_methods: PaymentMethodRow;
  sessions: SessionRow;
  email_updates: EmailUpdateRow;
  checkouts: CheckoutRow;
  subscriptions: SubscriptionRow;
  billing_entries: BillingEntryRow;
  orders: OrderRow;
  payments: PaymentRow;
  refunds: RefundRow;
  disputes: DisputeRow;
  balance_entries: BalanceEntryRow;
  seats: SeatRow;
  webhook_endpoints: EndpointRow;
  webhook_events: EventRow;
  webhook_deliveries: DeliveryRow;
  clock: ClockRow;
  random: RandomRow;
  settings: SettingsRow;
}

/** The name of a collection. */
export type CollectionName = keyof Rows;

/** Every collection, in the order in which `/_emulator/state` lists them. */
export const collectionNames = [
  'organizations',
  'tokens',
  'products',
  'discounts',
  'discount_redemptions',
  'benefits',
  'benefit_grants',
  'meters',
  'event_types',
  'usage_events',
  'customer_meters',
  'metered_entries',
  'counted_values',
  'customers',
  'members',
  'payment_methods',
  'sessions',
  'email_updates',
  'checkouts',
  'subscriptions',
  'billing_entries',
  'orders',
  'payments',
  'refunds',
  'disputes',
  'balance_entries',
  'seats',
  'webhook_endpoints',
  'webhook_events',
  'webhook_deliveries',
  'clock',
  'random',
  'settings',
] as const satisfies readonly CollectionName[];
