import type { models } from '@polar-sh/sdk/2026-10';

/** A benefit that a customer, or one member of a team, has or had. */
export interface BenefitGrantRow {
  id: string;
  created_at: string;
  modified_at: string | null;
  granted_at: string | null;
  revoked_at: string | null;
  subscription_id: string | null;
  order_id: string | null;
  customer_id: string;
  member_id: string | null;
  benefit_id: string;
  properties: models.BenefitGrantMeterCreditProperties;
}

/** A seat of a subscription or an order: invited, taken or given up. */
export interface SeatRow {
  id: string;
  created_at: string;
  modified_at: string | null;
  subscription_id: string | null;
  order_id: string | null;
  status: models.SeatStatus;
  /** The customer that pays. */
  customer_id: string;
  member_id: string | null;
  email: string | null;
  invitation_token: string | null;
  invitation_token_expires_at: string | null;
  claimed_at: string | null;
  revoked_at: string | null;
  seat_metadata: Record<string, unknown> | null;
}

/** What Polar itself writes among the events, as far as it is written here; the rest stands in docs/emulator.md. */
export type SystemEventName =
  | 'meter.credited'
  | 'meter.reset'
  | 'benefit.granted'
  | 'benefit.cycled'
  | 'benefit.updated'
  | 'benefit.revoked';

// One by one, so that each name keeps the metadata that the SDK has for it; as a type of its own, so that it can be read by
// any name as ingested metadata can.
type ContentOf<One> = One extends { source: 'system'; name: SystemEventName; metadata: infer Metadata }
  ? { source: 'system'; name: One['name']; metadata: { [Key in keyof Metadata]: Metadata[Key] } }
  : never;

/** What an event of Polar's own says. */
export type SystemEventContent = ContentOf<models.SystemEvent>;

/** What an ingested event says. */
export interface UserEventContent {
  source: 'user';
  name: string;
  metadata: models.EventMetadataOutput;
}

interface UsageEventFields {
  id: string;
  /** When it came in; `timestamp` is when it happened. */
  created_at: string;
  timestamp: string;
  customer_id: string | null;
  /** As the sender gave it, also when no customer has it yet. */
  external_customer_id: string | null;
  member_id: string | null;
  external_member_id: string | null;
  parent_id: string | null;
  /** What makes an event unique: the same one again is a duplicate. */
  external_id: string | null;
}

/** An ingested or system event; meters count the former. */
export type UsageEventRow = UsageEventFields & (UserEventContent | SystemEventContent);

/** What a meter has counted since it was last reset, enough to go on counting without reading the events again. */
export interface TallyRow {
  count: number;
  /** Decimals as text: sums of fractions must not drift. */
  sum: string;
  min: string | null;
  max: string | null;
}

/** A value that a tally for `unique` has seen, so that it is counted once. `id` is made of the other two. */
export interface CountedValueRow {
  id: string;
  /** The customer's meter, or the entry, whose tally it is in. */
  owner_id: string;
  /** As JSON. */
  value: string;
}

/** How much of a meter a customer has used and been credited in the present period. */
export interface CustomerMeterRow {
  id: string;
  created_at: string;
  modified_at: string | null;
  customer_id: string;
  meter_id: string;
  tally: TallyRow;
  credited_units: number;
  /** Of the credited units those that stay when the period ends without being used. */
  rollover_units: number;
  /** Events that came in from then on are counted; `null` when it was never reset. */
  counted_since: string | null;
  /** When it first counted or was credited something; nobody is shown it before. */
  activated_at: string | null;
}

/**
 * Usage of a subscription that waits to be billed: what one meter counted while the subscription was sold at one price.
 * Polar keeps an entry for each event; all that is ever asked of them is what they come to.
 */
export interface MeteredEntryRow {
  id: string;
  created_at: string;
  subscription_id: string;
  meter_id: string;
  product_price_id: string;
  tally: TallyRow;
  credited_units: number;
  /** When the first and the last of its events happened. */
  start_timestamp: string;
  end_timestamp: string;
}

/** How events of one name are shown. */
export type EventTypeRow = models.EventType;

/** Money given back for an order. `amount` is net of tax, in minor units. */
export interface RefundRow extends Omit<models.Refund, 'dispute'> {
  dispute_id: string | null;
}

/** A payment that the customer's bank contests; what follows from its status and the time is told by wire/dispute.ts. */
export interface DisputeRow extends Omit<models.Dispute, 'customer' | 'resolved' | 'closed' | 'past_due'> {
  customer_id: string;
}

/** What a customer's balance gained or lost by an order: a credit, its use, or what a refund or a lost claim took of it. */
export interface BalanceEntryRow {
  id: string;
  created_at: string;
  customer_id: string;
  order_id: string;
  currency: string;
  /** Signed minor units. */
  amount: number;
  reason: 'order' | 'refund' | 'void';
}
