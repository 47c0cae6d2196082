import type { PaymentMethod } from './billing.ts';
import { daysBetween, type Instant, isBefore } from './instant.ts';
import type { Money } from './money.ts';
import type { Permission } from './permission.ts';
import type { Subscription } from './subscription.ts';

/** What an alert is about, most urgent first. */
export const BILLING_ALERT_KINDS = [
  'payment_failed',
  'canceled',
  'cancel_scheduled',
  'pause_scheduled',
  'paused',
  'trial_ending',
  'card_expiring',
] as const;

/** One of {@link BILLING_ALERT_KINDS}. */
export type BillingAlertKind = (typeof BILLING_ALERT_KINDS)[number];

/** How much an alert asks for. */
export type BillingAlertSeverity = 'info' | 'warning' | 'critical';

/** The one thing that needs attention. Holds facts, no sentences. */
export interface BillingAlert {
  kind: BillingAlertKind;
  severity: BillingAlertSeverity;
  /** Changes when things get worse, so that a dismissed alert comes back. */
  id: string;
  /** The date the alert is about: the next attempt, the end, the expiry; `null` when there is none. */
  at: Instant | null;
  /** What is owed or will be charged; `null` when unknown or the caller may not see amounts. */
  money: Money | null;
  /** Failed attempts to collect so far; 0 for alerts that are not about a payment. */
  attempts: number;
  /** Whether the caller may do something about it; everyone else is told to ask an administrator. */
  canAct: boolean;
}

/** An invoice that could not be collected yet. */
export interface OverduePayment {
  money: Money;
  attempts: number;
  nextAttemptAt: Instant | null;
}

/** The facts an alert is chosen from. */
export interface BillingAlertInput {
  now: Instant;
  subscription: Subscription | null;
  overduePayment: OverduePayment | null;
  paymentMethod: PaymentMethod | null;
  permissions: readonly Permission[];
}

/** How long before its end a trial counts as ending. */
export const TRIAL_ENDING_DAYS = 3;

/** How long before its expiry a card counts as expiring. */
export const CARD_EXPIRING_DAYS = 30;

/** Chooses the one alert to show, in the order of {@link BILLING_ALERT_KINDS}; `null` when all is well. */
export function billingAlert(input: BillingAlertInput): BillingAlert | null {
  const { subscription } = input;
  if (subscription === null) return null;
  return subscriptionAlert(subscription, input) ?? cardExpiringAlert(subscription, input);
}

function subscriptionAlert(subscription: Subscription, input: BillingAlertInput): BillingAlert | null {
  const mayManage = input.permissions.includes('subscription:manage');
  const mayCancel = input.permissions.includes('subscription:cancel');
  const base = { id: '', at: null, money: null, attempts: 0, canAct: mayManage };

  if (subscription.status === 'past_due') return paymentFailedAlert(subscription, input);
  if (subscription.status === 'canceled' || subscription.status === 'unpaid') {
    const at = subscription.endedAt;
    return { ...base, kind: 'canceled', severity: 'warning', id: `canceled:${subscription.id}`, at };
  }
  if (subscription.cancelAtPeriodEnd) {
    const at = subscription.endsAt ?? subscription.currentPeriodEnd;
    return {
      ...base,
      kind: 'cancel_scheduled',
      severity: 'warning',
      id: `cancel:${at}`,
      at,
      canAct: mayCancel,
    };
  }
  if (subscription.pauseAtPeriodEnd) {
    const at = subscription.currentPeriodEnd;
    return { ...base, kind: 'pause_scheduled', severity: 'info', id: `pause:${at}`, at };
  }
  if (subscription.status === 'paused') {
    const at = subscription.resumesAt;
    return { ...base, kind: 'paused', severity: 'warning', id: `paused:${subscription.pausedAt}`, at };
  }
  return trialEndingAlert(subscription, input);
}

function paymentFailedAlert(subscription: Subscription, input: BillingAlertInput): BillingAlert {
  const attempts = Math.max(1, input.overduePayment?.attempts ?? 1);
  const maySeeAmounts = input.permissions.includes('invoices:view');
  return {
    kind: 'payment_failed',
    severity: attempts > 1 ? 'critical' : 'warning',
    id: `payment_failed:${subscription.pastDueAt}:${attempts}`,
    at: input.overduePayment?.nextAttemptAt ?? null,
    money: maySeeAmounts ? (input.overduePayment?.money ?? null) : null,
    attempts,
    canAct: input.permissions.includes('payment_methods:manage'),
  };
}

function trialEndingAlert(subscription: Subscription, input: BillingAlertInput): BillingAlert | null {
  const { trialEnd } = subscription;
  if (subscription.status !== 'trialing' || trialEnd === null) return null;
  const days = daysBetween(input.now, trialEnd);
  if (days > TRIAL_ENDING_DAYS) return null;
  return {
    kind: 'trial_ending',
    severity: 'info',
    id: `trial_ending:${trialEnd}:${days <= 1 ? 'last_day' : 'soon'}`,
    at: trialEnd,
    money: subscription.money,
    attempts: 0,
    canAct: input.permissions.includes('subscription:manage'),
  };
}

function cardExpiringAlert(subscription: Subscription, input: BillingAlertInput): BillingAlert | null {
  const expiresAt = input.paymentMethod === null ? null : cardExpiresAt(input.paymentMethod);
  const isBilled = subscription.status === 'active' || subscription.status === 'trialing';
  if (expiresAt === null || !isBilled) return null;
  if (daysBetween(input.now, expiresAt) > CARD_EXPIRING_DAYS) return null;
  const hasExpired = !isBefore(input.now, expiresAt);
  return {
    kind: 'card_expiring',
    severity: hasExpired ? 'critical' : 'warning',
    id: `card_expiring:${expiresAt}:${hasExpired}`,
    at: expiresAt,
    money: null,
    attempts: 0,
    canAct: input.permissions.includes('payment_methods:manage'),
  };
}

/** The instant a card stops working: the end of its month, in UTC; `null` for what does not expire. */
export function cardExpiresAt(method: Pick<PaymentMethod, 'expiryMonth' | 'expiryYear'>): Instant | null {
  if (method.expiryMonth === null || method.expiryYear === null) return null;
  return new Date(Date.UTC(method.expiryYear, method.expiryMonth, 1)).toISOString();
}
