import type { models } from '@polar-sh/sdk/2026-10';
import type { SubscriptionRow } from '../../state/rows.ts';
import { fromIso, type Micros } from '../../time/instant.ts';
import type { Columns } from './definitions.ts';
import { add, emptyColumns, type MetricsScope } from './scope.ts';
import { endOf, subscriptionsIn } from './subscriptions.ts';

const slugs = [
  'churned_subscriptions',
  'churn_rate',
  'canceled_subscriptions',
  'canceled_subscriptions_customer_service',
  'canceled_subscriptions_low_quality',
  'canceled_subscriptions_missing_features',
  'canceled_subscriptions_switched_service',
  'canceled_subscriptions_too_complex',
  'canceled_subscriptions_too_expensive',
  'canceled_subscriptions_unused',
  'canceled_subscriptions_other',
] as const;

/** How far a rate of churn looks back: thirty days. */
const WINDOW: Micros = 30 * 86_400_000_000;

/** The thirty days before a bucket, by the calendar of the zone; for years the bucket itself. */
function windowOf({ buckets }: MetricsScope, start: Micros, index: number): [Micros, Micros] {
  if (buckets.interval === 'year') return [start, buckets.endOf(index)];
  return [buckets.zone.toInstant(buckets.zone.toLocal(start) - WINDOW), start];
}

function churnRates(scope: MetricsScope, subscriptions: readonly SubscriptionRow[]): number[] {
  const lives = subscriptions.map((one) => {
    const end = endOf(one);
    return {
      started: one.started_at === null ? -Infinity : fromIso(one.started_at),
      ended: end === null ? Infinity : fromIso(end),
      canceled: one.canceled_at === null ? Infinity : fromIso(one.canceled_at),
    };
  });
  return scope.buckets.starts.map((start, index) => {
    const [from, to] = windowOf(scope, start, index);
    const active = lives.filter((one) => one.started <= from && one.ended > from).length;
    const canceled = lives.filter((one) => one.canceled >= from && one.canceled < to).length;
    return active === 0 ? 0 : canceled / active;
  });
}

function reasonOf({ customer_cancellation_reason }: SubscriptionRow): models.CustomerCancellationReason {
  return customer_cancellation_reason ?? 'other';
}

/**
 * The metrics of subscriptions that were canceled, and of those that ended.
 *
 * @see Polar's `server/polar/metrics/queries.py`, `get_churn_rate_cte`, and `server/tinybird/endpoints/metrics_cancellations.pipe`
 */
export function churnColumns(scope: MetricsScope): Columns<(typeof slugs)[number]> {
  const columns = emptyColumns(scope, slugs);
  const subscriptions = subscriptionsIn(scope);
  for (const subscription of subscriptions) {
    const { canceled_at } = subscription;
    const end = endOf(subscription);
    const ended = end === null ? null : scope.countedIndexOf(end);
    if (ended !== null) add(columns.churned_subscriptions, ended);
    const canceled = canceled_at === null ? null : scope.countedIndexOf(canceled_at);
    if (canceled === null) continue;
    add(columns.canceled_subscriptions, canceled);
    add(columns[`canceled_subscriptions_${reasonOf(subscription)}`], canceled);
  }
  return { ...columns, churn_rate: churnRates(scope, subscriptions) };
}
