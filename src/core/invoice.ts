import type { Instant } from './instant.ts';
import type { Money } from './money.ts';

/** The states of an invoice, spelled as Polar spells those of its orders. */
export const INVOICE_STATUSES = [
  'draft',
  'pending',
  'paid',
  'refunded',
  'partially_refunded',
  'void',
] as const;

/** One of {@link INVOICE_STATUSES}. */
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

/** Why an invoice was made. */
export const BILLING_REASONS = [
  'purchase',
  'subscription_create',
  'subscription_cycle',
  'subscription_update',
  'subscription_meter_cycle',
] as const;

/** One of {@link BILLING_REASONS}. */
export type BillingReason = (typeof BILLING_REASONS)[number];

/** The document of an order. All amounts are in one currency. */
export interface Invoice {
  id: string;
  /** `null` until the provider has numbered it. */
  number: string | null;
  status: InvoiceStatus;
  billingReason: BillingReason;
  planName: string;
  createdAt: Instant;
  subtotal: Money;
  discount: Money;
  tax: Money;
  /** Negative for a credit. */
  total: Money;
  /** The part of the total paid from the customer's balance. */
  appliedBalance: Money;
  amountDue: Money;
  refunded: Money;
  /** When a failed payment is tried again; `null` when none is planned. */
  nextPaymentAttemptAt: Instant | null;
}

/** One page of invoices, newest first. */
export interface InvoicePage {
  asOf: Instant;
  items: Invoice[];
  /** Given back as `cursor` for the next page; `null` on the last one. */
  nextCursor: string | null;
}

/** The PDF of an invoice: made on demand, so it may take a moment. */
export type InvoiceDocument =
  | { status: 'ready'; url: string; expiresAt: Instant | null }
  | { status: 'preparing' };
