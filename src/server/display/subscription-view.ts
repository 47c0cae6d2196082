import type { PendingChange, Subscription } from '../../core/index.ts';
import { type PricedCatalog, priceIn } from '../catalog/priced-catalog.ts';
import type { SubscriptionRecord } from '../ports/index.ts';
import { graceEndOf } from '../subscriptions/grace.ts';

/** How a subscription is shown. */
export interface SubscriptionViewOptions {
  maySeeAmounts: boolean;
  /** For how many days a payment that failed leaves access as it is. @default 0, for who does not ask about access */
  graceDays?: number | undefined;
}

/** A mirrored subscription as a caller may see it. */
export function toSubscription(
  record: SubscriptionRecord,
  catalog: PricedCatalog,
  options: SubscriptionViewOptions,
): Subscription {
  const { planId, planName, priceId } = catalog.describe(record.productId);
  return {
    id: record.id,
    status: record.status,
    planId,
    planName,
    priceId,
    money: options.maySeeAmounts ? record.money : null,
    interval: record.interval,
    intervalCount: record.intervalCount,
    seats: record.seats,
    startedAt: record.startedAt,
    currentPeriodStart: record.currentPeriodStart,
    currentPeriodEnd: record.currentPeriodEnd,
    trialStart: record.trialStart,
    trialEnd: record.trialEnd,
    cancelAtPeriodEnd: record.cancelAtPeriodEnd,
    canceledAt: record.canceledAt,
    endsAt: record.endsAt,
    endedAt: record.endedAt,
    pastDueAt: record.pastDueAt,
    graceEndsAt: graceEndOf(record, options.graceDays ?? 0),
    pauseAtPeriodEnd: record.pauseAtPeriodEnd,
    pausedAt: record.pausedAt,
    resumesAt: record.resumesAt,
    pendingChange: toPendingChange(record, catalog, options.maySeeAmounts),
  };
}

function toPendingChange(
  record: SubscriptionRecord,
  catalog: PricedCatalog,
  maySeeAmounts: boolean,
): PendingChange | null {
  if (record.pendingChange === null) return null;
  // A change that names no product keeps the one the subscription has.
  const productId = record.pendingChange.productId ?? record.productId;
  const { planId, planName, priceId, product } = catalog.describe(productId);
  const isSameProduct = productId === record.productId;
  return {
    appliesAt: record.pendingChange.appliesAt,
    planId,
    planName,
    priceId,
    money: maySeeAmounts ? priceIn(product, record.money.currency) : null,
    interval: isSameProduct ? record.interval : (product?.interval ?? record.interval),
    intervalCount: isSameProduct ? record.intervalCount : (product?.intervalCount ?? record.intervalCount),
  };
}
