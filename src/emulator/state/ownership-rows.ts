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
  properties: models.BenefitGrant['properties'];
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

/** An ingested or system event that meters count. */
export interface UsageEventRow {
  id: string;
  /** When it came in; `timestamp` is when it happened. */
  created_at: string;
  timestamp: string;
  name: string;
  source: 'user' | 'system';
  customer_id: string | null;
  /** As the sender gave it, also when no customer has it yet. */
  external_customer_id: string | null;
  member_id: string | null;
  external_member_id: string | null;
  parent_id: string | null;
  /** What makes an event unique: the same one again is a duplicate. */
  external_id: string | null;
  metadata: Record<string, unknown>;
}

/** How much of a meter a customer has used and been credited in the present period. */
export interface CustomerMeterRow {
  id: string;
  created_at: string;
  modified_at: string | null;
  customer_id: string;
  meter_id: string;
  consumed_units: number;
  credited_units: number;
  balance: number;
}

/** Money given back for an order. `amount` is net of tax, in minor units. */
export interface RefundRow extends Omit<models.Refund, 'dispute'> {
  dispute_id: string | null;
}

/** A payment that the customer's bank contests. */
export interface DisputeRow extends Omit<models.Dispute, 'customer'> {
  customer_id: string;
}
