import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  text,
} from 'drizzle-orm/pg-core';
import {
  type BillingReason,
  INTERVALS,
  INVOICE_STATUSES,
  type Interval,
  type InvoiceStatus,
  SUBSCRIPTION_STATUSES,
  type SubscriptionStatus,
} from '../../core/index.ts';
import type {
  CheckoutRecord,
  DiscountRecord,
  InvoiceLineRecord,
  PaymentRecord,
  ProductPriceRecord,
  RefundRecord,
  SeatRecord,
  SubscriptionRecord,
} from '../../server/ports/index.ts';
import { currencyCode, instant, minorUnits, oneOf } from './columns.ts';
import { floeBilling, updatedAt } from './namespace.ts';

// Columns bear the names of the records' members, so that a row is a record with two or three members changed.

function isCurrency(column: AnyPgColumn) {
  return sql`${column} ~ '^[A-Z]{3}$'`;
}

/** One row per billing owner: what its transactions lock, and how often its billing has changed. */
export const owners = floeBilling.table('owners', {
  externalId: text('external_id').primaryKey(),
  version: bigint('version', { mode: 'bigint' }).notNull().default(sql`0`),
  updatedAt,
});

/** The provider's customers. `external_id` is not unique: a deleted customer's may be used again. */
export const customers = floeBilling.table(
  'customers',
  {
    id: text('id').primaryKey(),
    externalId: text('external_id').references(() => owners.externalId),
    type: text('type').$type<'individual' | 'team'>().notNull(),
    name: text('name'),
    email: text('email'),
    billingName: text('billing_name'),
    hasBillingAddress: boolean('has_billing_address').notNull(),
    defaultPaymentMethodId: text('default_payment_method_id'),
    createdAt: instant('created_at').notNull(),
    modifiedAt: instant('modified_at').notNull(),
    deletedAt: instant('deleted_at'),
    updatedAt,
  },
  (table) => [
    index('customers_external_id_idx').on(table.externalId),
    check('customers_type_check', oneOf(table.type, ['individual', 'team'])),
  ],
);

/** The provider's products with their prices. */
export const products = floeBilling.table(
  'products',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    isArchived: boolean('is_archived').notNull(),
    interval: text('interval').$type<Interval>(),
    intervalCount: integer('interval_count').notNull(),
    trialInterval: text('trial_interval').$type<Interval>(),
    trialIntervalCount: integer('trial_interval_count').notNull(),
    prices: jsonb('prices').$type<ProductPriceRecord[]>().notNull(),
    createdAt: instant('created_at').notNull(),
    modifiedAt: instant('modified_at').notNull(),
    updatedAt,
  },
  (table) => [
    check('products_interval_check', oneOf(table.interval, INTERVALS)),
    check('products_trial_interval_check', oneOf(table.trialInterval, INTERVALS)),
  ],
);

/**
 * The provider's subscriptions. `product_id` has no foreign key: events of a subscription may come before those
 * of its product, and are of use without it.
 */
export const subscriptions = floeBilling.table(
  'subscriptions',
  {
    id: text('id').primaryKey(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    productId: text('product_id').notNull(),
    status: text('status').$type<SubscriptionStatus>().notNull(),
    amount: minorUnits('amount').notNull(),
    currency: currencyCode('currency').notNull(),
    interval: text('interval').$type<Interval>().notNull(),
    intervalCount: integer('interval_count').notNull(),
    seats: integer('seats'),
    startedAt: instant('started_at'),
    currentPeriodStart: instant('current_period_start').notNull(),
    currentPeriodEnd: instant('current_period_end').notNull(),
    trialStart: instant('trial_start'),
    trialEnd: instant('trial_end'),
    cancelAtPeriodEnd: boolean('cancel_at_period_end').notNull(),
    canceledAt: instant('canceled_at'),
    endsAt: instant('ends_at'),
    endedAt: instant('ended_at'),
    pastDueAt: instant('past_due_at'),
    pauseAtPeriodEnd: boolean('pause_at_period_end').notNull(),
    pausedAt: instant('paused_at'),
    resumesAt: instant('resumes_at'),
    pendingChange: jsonb('pending_change').$type<SubscriptionRecord['pendingChange']>(),
    checkoutId: text('checkout_id'),
    createdAt: instant('created_at').notNull(),
    modifiedAt: instant('modified_at').notNull(),
    updatedAt,
  },
  (table) => [
    index('subscriptions_customer_id_idx').on(table.customerId),
    index('subscriptions_checkout_id_idx').on(table.checkoutId),
    index('subscriptions_trial_end_idx')
      .on(table.trialEnd, table.id)
      .where(sql`${table.trialEnd} is not null`),
    index('subscriptions_renewal_idx')
      .on(table.currentPeriodEnd, table.id)
      .where(sql`${table.status} = 'active'`),
    check('subscriptions_status_check', oneOf(table.status, SUBSCRIPTION_STATUSES)),
    check('subscriptions_interval_check', oneOf(table.interval, INTERVALS)),
    check('subscriptions_interval_count_check', sql`${table.intervalCount} > 0`),
    check('subscriptions_currency_check', isCurrency(table.currency)),
    check('subscriptions_period_check', sql`${table.currentPeriodStart} <= ${table.currentPeriodEnd}`),
  ],
);

/** The provider's orders. `failed_attempts` is ours: the provider's order does not carry it. */
export const invoices = floeBilling.table(
  'invoices',
  {
    id: text('id').primaryKey(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    subscriptionId: text('subscription_id'),
    productId: text('product_id'),
    checkoutId: text('checkout_id'),
    description: text('description').notNull(),
    number: text('number'),
    status: text('status').$type<InvoiceStatus>().notNull(),
    billingReason: text('billing_reason').$type<BillingReason>().notNull(),
    currency: currencyCode('currency').notNull(),
    subtotalAmount: minorUnits('subtotal_amount').notNull(),
    discountAmount: minorUnits('discount_amount').notNull(),
    taxAmount: minorUnits('tax_amount').notNull(),
    totalAmount: minorUnits('total_amount').notNull(),
    appliedBalanceAmount: minorUnits('applied_balance_amount').notNull(),
    dueAmount: minorUnits('due_amount').notNull(),
    refundedAmount: minorUnits('refunded_amount').notNull(),
    nextPaymentAttemptAt: instant('next_payment_attempt_at'),
    isDocumentReady: boolean('is_document_ready').notNull(),
    lines: jsonb('lines').$type<InvoiceLineRecord[]>().notNull(),
    failedAttempts: integer('failed_attempts').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    modifiedAt: instant('modified_at').notNull(),
    updatedAt,
  },
  (table) => [
    index('invoices_customer_id_created_at_idx').on(table.customerId, table.createdAt, table.id),
    index('invoices_pending_idx')
      .on(table.customerId, table.createdAt)
      .where(sql`${table.status} = 'pending'`),
    index('invoices_next_attempt_idx')
      .on(table.nextPaymentAttemptAt, table.id)
      .where(sql`${table.status} = 'pending' and ${table.nextPaymentAttemptAt} is not null`),
    index('invoices_failing_idx')
      .on(table.id)
      .where(sql`${table.status} = 'pending' and ${table.failedAttempts} > 0`),
    index('invoices_given_up_idx')
      .on(table.modifiedAt, table.id)
      .where(sql`${table.status} = 'void' and ${table.failedAttempts} > 0`),
    check('invoices_status_check', oneOf(table.status, INVOICE_STATUSES)),
    check('invoices_currency_check', isCurrency(table.currency)),
    check('invoices_failed_attempts_check', sql`${table.failedAttempts} >= 0`),
  ],
);

/** Means of payment on file, replaced as a set per customer. */
export const paymentMethods = floeBilling.table(
  'payment_methods',
  {
    id: text('id').primaryKey(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    type: text('type').notNull(),
    brand: text('brand'),
    last4: text('last4'),
    expiryMonth: integer('expiry_month'),
    expiryYear: integer('expiry_year'),
    isDefault: boolean('is_default').notNull(),
    updatedAt,
  },
  (table) => [
    index('payment_methods_customer_id_idx').on(table.customerId),
    index('payment_methods_expiry_idx').on(table.expiryYear, table.expiryMonth, table.id),
    check('payment_methods_expiry_month_check', sql`${table.expiryMonth} between 1 and 12`),
  ],
);

/** The provider's checkouts. A checkout may not know its customer yet, so it has no foreign key. */
export const checkouts = floeBilling.table(
  'checkouts',
  {
    id: text('id').primaryKey(),
    externalCustomerId: text('external_customer_id'),
    productId: text('product_id'),
    status: text('status').$type<CheckoutRecord['status']>().notNull(),
    url: text('url').notNull(),
    currency: currencyCode('currency').notNull(),
    subscriptionId: text('subscription_id'),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull(),
    modifiedAt: instant('modified_at').notNull(),
    updatedAt,
  },
  (table) => [
    check(
      'checkouts_status_check',
      oneOf(table.status, ['open', 'expired', 'confirmed', 'succeeded', 'failed']),
    ),
    check('checkouts_currency_check', isCurrency(table.currency)),
  ],
);

/** What every record of the mirror has. */
const versioned = () => ({
  id: text('id').primaryKey(),
  createdAt: instant('created_at').notNull(),
  modifiedAt: instant('modified_at').notNull(),
  updatedAt,
});

const ofCustomer = () =>
  text('customer_id')
    .notNull()
    .references(() => customers.id);

/** Money given back. */
export const refunds = floeBilling.table(
  'refunds',
  {
    ...versioned(),
    customerId: ofCustomer(),
    invoiceId: text('invoice_id').notNull(),
    subscriptionId: text('subscription_id'),
    status: text('status').$type<RefundRecord['status']>().notNull(),
    reason: text('reason').notNull(),
    currency: currencyCode('currency').notNull(),
    amount: minorUnits('amount').notNull(),
    taxAmount: minorUnits('tax_amount').notNull(),
  },
  (table) => [
    index('refunds_customer_id_idx').on(table.customerId),
    check('refunds_status_check', oneOf(table.status, ['pending', 'succeeded', 'failed', 'canceled'])),
    check('refunds_currency_check', isCurrency(table.currency)),
  ],
);

/** One attempt to collect an invoice each. */
export const paymentTransactions = floeBilling.table(
  'payment_transactions',
  {
    ...versioned(),
    invoiceId: text('invoice_id')
      .notNull()
      .references(() => invoices.id),
    status: text('status').$type<PaymentRecord['status']>().notNull(),
    currency: currencyCode('currency').notNull(),
    amount: minorUnits('amount').notNull(),
    method: text('method').notNull(),
    brand: text('brand'),
    last4: text('last4'),
    trigger: text('trigger'),
    declineReason: text('decline_reason'),
  },
  (table) => [
    index('payment_transactions_invoice_id_idx').on(table.invoiceId),
    check('payment_transactions_status_check', oneOf(table.status, ['pending', 'succeeded', 'failed'])),
    check('payment_transactions_currency_check', isCurrency(table.currency)),
  ],
);

/** What customers are given with products. */
export const benefits = floeBilling.table('benefits', {
  ...versioned(),
  type: text('type').notNull(),
  description: text('description').notNull(),
  isDeleted: boolean('is_deleted').notNull(),
});

/** Who has which benefit. `benefit_id` has no foreign key: a grant may be told of before what it grants. */
export const benefitGrants = floeBilling.table(
  'benefit_grants',
  {
    ...versioned(),
    customerId: ofCustomer(),
    benefitId: text('benefit_id').notNull(),
    memberId: text('member_id'),
    subscriptionId: text('subscription_id'),
    invoiceId: text('invoice_id'),
    isGranted: boolean('is_granted').notNull(),
    isRevoked: boolean('is_revoked').notNull(),
    grantedAt: instant('granted_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [index('benefit_grants_customer_id_idx').on(table.customerId)],
);

/** Seats of subscriptions. */
export const seats = floeBilling.table(
  'seats',
  {
    ...versioned(),
    subscriptionId: text('subscription_id')
      .notNull()
      .references(() => subscriptions.id),
    status: text('status').$type<SeatRecord['status']>().notNull(),
    memberId: text('member_id'),
    email: text('email'),
    invitationExpiresAt: instant('invitation_expires_at'),
    claimedAt: instant('claimed_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    index('seats_subscription_id_idx').on(table.subscriptionId),
    check('seats_status_check', oneOf(table.status, ['pending', 'claimed', 'revoked'])),
  ],
);

/** What is taken off prices. */
export const discounts = floeBilling.table(
  'discounts',
  {
    ...versioned(),
    name: text('name').notNull(),
    code: text('code'),
    type: text('type').$type<DiscountRecord['type']>().notNull(),
    basisPoints: integer('basis_points'),
    amounts: jsonb('amounts').$type<DiscountRecord['amounts']>(),
    duration: text('duration').$type<DiscountRecord['duration']>().notNull(),
    durationInMonths: integer('duration_in_months'),
    startsAt: instant('starts_at'),
    endsAt: instant('ends_at'),
    maxRedemptions: integer('max_redemptions'),
    productIds: jsonb('product_ids').$type<string[]>().notNull(),
    isDeleted: boolean('is_deleted').notNull(),
  },
  (table) => [
    check('discounts_type_check', oneOf(table.type, ['fixed', 'percentage'])),
    check('discounts_duration_check', oneOf(table.duration, ['once', 'forever', 'repeating'])),
  ],
);

/** How usage is counted. */
export const meters = floeBilling.table('meters', {
  ...versioned(),
  name: text('name').notNull(),
  unit: text('unit').notNull(),
  unitLabel: text('unit_label'),
  unitMultiplier: doublePrecision('unit_multiplier'),
  isArchived: boolean('is_archived').notNull(),
});

/** What customers have used of meters. Units are no money: they may be fractions, and are kept as the provider counts them. */
export const customerMeters = floeBilling.table(
  'customer_meters',
  {
    ...versioned(),
    customerId: ofCustomer(),
    meterId: text('meter_id').notNull(),
    consumedUnits: doublePrecision('consumed_units').notNull(),
    creditedUnits: doublePrecision('credited_units').notNull(),
    balance: doublePrecision('balance').notNull(),
  },
  (table) => [index('customer_meters_customer_id_idx').on(table.customerId)],
);
