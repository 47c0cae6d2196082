import { z } from 'zod';
import {
  type AuditPage,
  BILLING_ALERT_KINDS,
  BILLING_REASONS,
  type Billing,
  CANCELLATION_REASONS,
  type CancelOptions,
  type Catalog,
  type ChangeQuote,
  type Checkout,
  INVOICE_STATUSES,
  type Invoice,
  type InvoiceDocument,
  type InvoicePage,
  type Money,
  NOTIFICATION_KINDS,
  type NotificationPreferences,
  type PaymentMethodList,
  type PaymentMethodsPage,
  PERMISSIONS,
  type Plan,
  type PlanAction,
  SUBSCRIPTION_STATUSES,
  type Subscription,
} from '../../core/index.ts';

const instant = z.iso.datetime();
const interval = z.enum(['day', 'week', 'month', 'year']);
const intervalCount = z.number().int().positive();

/** {@link Money}: whole minor units. */
export const moneySchema = z.strictObject({
  amount: z.int(),
  currency: z.string().regex(/^[A-Z]{3}$/),
}) satisfies z.ZodType<Money>;

const feature = z.strictObject({
  id: z.string(),
  name: z.string(),
  limit: z.union([z.int(), z.literal('unlimited')]).nullable(),
});

const trial = z.strictObject({ interval, intervalCount });

/** {@link PlanAction}. */
export const planActionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('checkout'), trial: trial.nullable() }),
  z.strictObject({
    kind: z.literal('change'),
    direction: z.enum(['upgrade', 'downgrade', 'interval']),
    effect: z.enum(['now', 'period_end']),
  }),
  z.strictObject({ kind: z.literal('scheduled'), appliesAt: instant, canDrop: z.boolean() }),
  z.strictObject({ kind: z.literal('current') }),
  z.strictObject({ kind: z.literal('contact'), url: z.string() }),
  z.strictObject({
    kind: z.literal('unavailable'),
    reason: z.enum([
      'no_price_in_currency',
      'permission',
      'cancel_scheduled',
      'past_due',
      'paused',
      'incomplete',
    ]),
  }),
]) satisfies z.ZodType<PlanAction>;

const planSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  rank: z.number(),
  isHighlighted: z.boolean(),
  features: z.array(feature),
  contactUrl: z.string().nullable(),
  prices: z.array(
    z.strictObject({
      id: z.string(),
      interval,
      intervalCount,
      money: moneySchema.nullable(),
      trial: trial.nullable(),
      action: planActionSchema,
    }),
  ),
}) satisfies z.ZodType<Plan>;

/** {@link Catalog}. */
export const catalogSchema = z.strictObject({
  asOf: instant,
  currency: z.string(),
  currencies: z.array(z.string()),
  plans: z.array(planSchema),
  addOns: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      description: z.string(),
      interval,
      money: moneySchema.nullable(),
      unit: z.enum(['flat', 'seat']),
    }),
  ),
}) satisfies z.ZodType<Catalog>;

/** {@link Subscription}. */
export const subscriptionSchema = z.strictObject({
  id: z.string(),
  status: z.enum(SUBSCRIPTION_STATUSES),
  planId: z.string(),
  planName: z.string(),
  priceId: z.string().nullable(),
  money: moneySchema.nullable(),
  interval,
  intervalCount,
  seats: z.int().nullable(),
  startedAt: instant.nullable(),
  currentPeriodStart: instant,
  currentPeriodEnd: instant,
  trialStart: instant.nullable(),
  trialEnd: instant.nullable(),
  cancelAtPeriodEnd: z.boolean(),
  canceledAt: instant.nullable(),
  endsAt: instant.nullable(),
  endedAt: instant.nullable(),
  pastDueAt: instant.nullable(),
  graceEndsAt: instant.nullable(),
  pauseAtPeriodEnd: z.boolean(),
  pausedAt: instant.nullable(),
  resumesAt: instant.nullable(),
  pendingChange: z
    .strictObject({
      appliesAt: instant,
      planId: z.string(),
      planName: z.string(),
      priceId: z.string().nullable(),
      money: moneySchema.nullable(),
      interval,
      intervalCount,
    })
    .nullable(),
}) satisfies z.ZodType<Subscription>;

const paymentMethod = {
  id: z.string(),
  type: z.string(),
  brand: z.string().nullable(),
  last4: z.string().nullable(),
  expiryMonth: z.int().nullable(),
  expiryYear: z.int().nullable(),
};

/** {@link PaymentMethodList}. */
export const paymentMethodListSchema = z.strictObject({
  asOf: instant,
  items: z.array(z.strictObject({ ...paymentMethod, isDefault: z.boolean(), isRemovable: z.boolean() })),
}) satisfies z.ZodType<PaymentMethodList>;

/** {@link PaymentMethodsPage}. */
export const paymentMethodsPageSchema = z.strictObject({
  url: z.url(),
  expiresAt: instant,
}) satisfies z.ZodType<PaymentMethodsPage>;

/** {@link Billing}. */
export const billingSchema = z.strictObject({
  asOf: instant,
  revision: z.string(),
  owner: z.strictObject({ type: z.enum(['organization', 'user']), id: z.string(), name: z.string() }),
  permissions: z.array(z.enum(PERMISSIONS)),
  subscription: subscriptionSchema.nullable(),
  pauseOptions: z.array(
    z.strictObject({ months: z.int().positive(), pausesAt: instant, resumesAt: instant }),
  ),
  nextCharge: z.strictObject({ at: instant, money: moneySchema }).nullable(),
  paymentMethod: z.strictObject(paymentMethod).nullable(),
  entitlements: z.array(feature),
  alert: z
    .strictObject({
      kind: z.enum(BILLING_ALERT_KINDS),
      severity: z.enum(['info', 'warning', 'critical']),
      id: z.string(),
      at: instant.nullable(),
      money: moneySchema.nullable(),
      attempts: z.int(),
      canAct: z.boolean(),
    })
    .nullable(),
}) satisfies z.ZodType<Billing>;

const invoiceSchema = z.strictObject({
  id: z.string(),
  number: z.string().nullable(),
  status: z.enum(INVOICE_STATUSES),
  billingReason: z.enum(BILLING_REASONS),
  planName: z.string(),
  createdAt: instant,
  subtotal: moneySchema,
  discount: moneySchema,
  tax: moneySchema,
  total: moneySchema,
  appliedBalance: moneySchema,
  amountDue: moneySchema,
  refunded: moneySchema,
  nextPaymentAttemptAt: instant.nullable(),
}) satisfies z.ZodType<Invoice>;

/** {@link InvoicePage}. */
export const invoicePageSchema = z.strictObject({
  asOf: instant,
  items: z.array(invoiceSchema),
  nextCursor: z.string().nullable(),
}) satisfies z.ZodType<InvoicePage>;

/** {@link InvoiceDocument}. */
export const invoiceDocumentSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('ready'), url: z.url(), expiresAt: instant.nullable() }),
  z.strictObject({ status: z.literal('preparing') }),
]) satisfies z.ZodType<InvoiceDocument>;

const quotePlan = z.strictObject({
  planId: z.string(),
  planName: z.string(),
  priceId: z.string().nullable(),
  money: moneySchema,
  interval,
  intervalCount,
});

/** {@link ChangeQuote}. */
export const changeQuoteSchema = z.strictObject({
  id: z.string(),
  asOf: instant,
  expiresAt: instant,
  from: quotePlan,
  to: quotePlan,
  direction: z.enum(['upgrade', 'downgrade', 'interval', 'resume']),
  effect: z.enum(['now', 'period_end']),
  effectiveAt: instant,
  accuracy: z.enum(['exact', 'estimate']),
  lines: z.array(
    z.strictObject({
      kind: z.enum(['unused_time', 'remaining_time', 'full_period', 'discount']),
      planName: z.string(),
      money: moneySchema,
    }),
  ),
  subtotal: moneySchema,
  tax: moneySchema.nullable(),
  appliedBalance: moneySchema,
  dueNow: moneySchema,
  credited: moneySchema,
  nextInvoice: z.strictObject({ at: instant, money: moneySchema }).nullable(),
}) satisfies z.ZodType<ChangeQuote>;

/** {@link Checkout}. */
export const checkoutSchema = z.strictObject({
  asOf: instant,
  id: z.string(),
  status: z.enum(['open', 'processing', 'succeeded', 'failed', 'expired']),
  priceId: z.string(),
  planName: z.string(),
  url: z.url().nullable(),
  expiresAt: instant,
}) satisfies z.ZodType<Checkout>;

/** {@link CancelOptions}. */
export const cancelOptionsSchema = z.strictObject({
  asOf: instant,
  planName: z.string(),
  endsAt: instant,
  isTrialing: z.boolean(),
  reasons: z.array(z.enum(CANCELLATION_REASONS)),
  featuresLost: z.array(feature),
}) satisfies z.ZodType<CancelOptions>;

/** {@link NotificationPreferences}. */
export const notificationPreferencesSchema = z.strictObject({
  asOf: instant,
  isRecipient: z.boolean(),
  preferences: z.array(
    z.strictObject({ kind: z.enum(NOTIFICATION_KINDS), isWanted: z.boolean(), isRequired: z.boolean() }),
  ),
}) satisfies z.ZodType<NotificationPreferences>;

const auditValues = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** {@link AuditPage}. */
export const auditPageSchema = z.strictObject({
  asOf: instant,
  items: z.array(
    z.strictObject({
      id: z.string(),
      at: instant,
      actor: z.string(),
      action: z.string(),
      subjectId: z.string().nullable(),
      details: auditValues,
      before: auditValues.nullable(),
      after: auditValues.nullable(),
      origin: z.strictObject({ address: z.string().nullable(), agent: z.string().nullable() }).nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
}) satisfies z.ZodType<AuditPage>;
