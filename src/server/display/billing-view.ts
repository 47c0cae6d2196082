import {
  type Billing,
  billingAlert,
  grantsAccess,
  type Instant,
  money,
  type NextCharge,
  type OverduePayment,
  type PaymentMethod,
  type Subscription,
} from '../../core/index.ts';
import { type PricedCatalog, priceIn } from '../catalog/priced-catalog.ts';
import { fingerprint } from '../fingerprint.ts';
import type { BillingState, SubscriptionRecord } from '../ports/index.ts';
import type { Caller } from '../server-context.ts';
import { pauseOptionsOf } from '../subscriptions/pause-options.ts';
import { toPaymentMethod } from './payment-method-view.ts';
import { toSubscription } from './subscription-view.ts';

/** What `getBilling` is assembled from. */
export interface BillingViewInput {
  now: Instant;
  caller: Caller;
  state: BillingState;
  catalog: PricedCatalog;
  /** The lengths of a pause that are offered. */
  pauseMonths: readonly number[];
  /** For how many days a payment that failed leaves access as it is. */
  graceDays: number;
}

/** The account at a glance, as this caller may see it. */
export async function toBilling({
  now,
  caller,
  state,
  catalog,
  pauseMonths,
  graceDays,
}: BillingViewInput): Promise<Billing> {
  const { owner } = caller.session;
  const maySeeAmounts = caller.permissions.includes('invoices:view');
  const subscription =
    state.subscription === null
      ? null
      : toSubscription(state.subscription, catalog, { maySeeAmounts, graceDays });
  const paymentMethod = toDefault(state);
  return {
    asOf: now,
    revision: await billingRevision(state, catalog),
    owner: { type: owner.type, id: owner.id, name: owner.name },
    permissions: [...caller.permissions],
    subscription,
    pauseOptions: caller.permissions.includes('subscription:manage')
      ? pauseOptionsOf(state.subscription, pauseMonths)
      : [],
    nextCharge: maySeeAmounts ? toNextCharge(state.subscription, catalog) : null,
    paymentMethod: maySeeAmounts ? paymentMethod : null,
    entitlements: toEntitlements(subscription, state.subscription, catalog, now),
    alert: billingAlert({
      now,
      subscription,
      overduePayment: toOverduePayment(state),
      paymentMethod,
      permissions: caller.permissions,
    }),
  };
}

/**
 * The opaque name of what `getBilling` shows. It is made from what a person can see and not from the mirror's version:
 * a webhook that changes nothing on the page must not refuse what the person decided on it.
 */
export function billingRevision(state: BillingState, catalog: PricedCatalog): Promise<string> {
  const { subscription, overdueInvoice, overdueAttempts } = state;
  return fingerprint([
    subscription === null ? null : toSubscription(subscription, catalog, { maySeeAmounts: true }),
    toDefault(state),
    overdueInvoice === null ? null : [overdueInvoice.id, overdueInvoice.dueAmount, overdueAttempts],
  ]);
}

function toDefault({ defaultPaymentMethod }: BillingState): PaymentMethod | null {
  return defaultPaymentMethod && toPaymentMethod(defaultPaymentMethod);
}

function toNextCharge(record: SubscriptionRecord | null, catalog: PricedCatalog): NextCharge | null {
  if (record === null || record.cancelAtPeriodEnd) return null;
  if (record.status === 'paused' || record.pauseAtPeriodEnd) {
    return record.resumesAt === null ? null : { at: record.resumesAt, money: record.money };
  }
  if (!['trialing', 'active', 'past_due'].includes(record.status)) return null;
  const pending = record.pendingChange?.productId ?? null;
  const pendingMoney =
    pending === null ? null : priceIn(catalog.describe(pending).product, record.money.currency);
  return { at: record.currentPeriodEnd, money: pendingMoney ?? record.money };
}

function toEntitlements(
  subscription: Subscription | null,
  record: SubscriptionRecord | null,
  catalog: PricedCatalog,
  now: Instant,
): Billing['entitlements'] {
  if (subscription === null || record === null || !grantsAccess(subscription, now)) return [];
  return catalog.describe(record.productId).features.map((feature) => ({ ...feature }));
}

function toOverduePayment({ overdueInvoice, overdueAttempts }: BillingState): OverduePayment | null {
  if (overdueInvoice === null) return null;
  return {
    money: money(overdueInvoice.dueAmount, overdueInvoice.currency),
    attempts: overdueAttempts,
    nextAttemptAt: overdueInvoice.nextPaymentAttemptAt,
  };
}
