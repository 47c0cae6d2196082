import type { models } from '@polar-sh/sdk/2026-10';
import { divideHalfUp } from '../../money/decimal.ts';
import type { SubscriptionRow } from '../../state/rows.ts';
import { fromIso } from '../../time/instant.ts';
import type { Columns } from './definitions.ts';
import { add, emptyColumns, type MetricsScope } from './scope.ts';

const slugs = [
  'active_subscriptions',
  'committed_subscriptions',
  'monthly_recurring_revenue',
  'trial_monthly_recurring_revenue',
  'committed_monthly_recurring_revenue',
  'trial_committed_monthly_recurring_revenue',
  'average_revenue_per_user',
  'new_subscriptions',
] as const;

/** How many months `count` intervals are, as a fraction: a year has 52 weeks or 365 days. */
const MONTHS: Record<models.RecurringInterval, readonly [number, number]> = {
  day: [12, 365],
  week: [12, 52],
  month: [1, 1],
  year: [12, 1],
};

/** What a subscription brings in a month, in minor units. */
function monthlyAmount({ amount, recurring_interval, recurring_interval_count }: SubscriptionRow): number {
  const [months, per] = MONTHS[recurring_interval];
  return divideHalfUp(amount * per, months * recurring_interval_count);
}

/** When a subscription ended or will end; `null` while nobody knows. */
export function endOf({ ended_at, ends_at }: SubscriptionRow): string | null {
  return ended_at ?? ends_at;
}

/** The subscriptions that are asked for. */
export function subscriptionsIn(scope: MetricsScope): SubscriptionRow[] {
  return scope.transaction.where('subscriptions', (one) => scope.isWanted(one.product_id, one.customer_id));
}

// Those that had ended before the present bucket began count as committed, too: Polar asks only about this one.
function isCommitted(scope: MetricsScope, end: string | null): boolean {
  return end === null || fromIso(end) < scope.buckets.startOf(scope.now);
}

/**
 * The metrics of subscriptions that are active in each bucket: started in it or before, and not ended in it. Those on
 * trial, past due and paused are active.
 *
 * @see Polar's `server/polar/metrics/queries.py`, `get_active_subscriptions_cte`
 */
export function subscriptionColumns(scope: MetricsScope): Columns<(typeof slugs)[number]> {
  const columns = emptyColumns(scope, slugs);
  const customers = columns.active_subscriptions.map(() => new Set<string>());
  for (const subscription of subscriptionsIn(scope)) {
    const { started_at, trial_end } = subscription;
    const end = endOf(subscription);
    if (started_at === null || fromIso(started_at) > scope.end) continue;
    if (end !== null && scope.isBefore(end)) continue;
    const started = scope.indexOf(started_at);
    const paid = trial_end === null ? started : scope.indexOf(trial_end);
    const last = Math.min(end === null ? customers.length : scope.indexOf(end), customers.length);
    const committed = isCommitted(scope, end);
    const amount = monthlyAmount(subscription);
    for (let index = Math.max(started, 0); index < last; index += 1) {
      const trial = index < paid ? 'trial_' : '';
      customers[index]?.add(subscription.customer_id);
      add(columns.active_subscriptions, index);
      add(columns[`${trial}monthly_recurring_revenue`], index, amount);
      if (index === started) add(columns.new_subscriptions, index);
      if (!committed) continue;
      add(columns.committed_subscriptions, index);
      add(columns[`${trial}committed_monthly_recurring_revenue`], index, amount);
    }
  }
  return {
    ...columns,
    average_revenue_per_user: columns.monthly_recurring_revenue.map((revenue, index) => {
      const count = customers[index]?.size ?? 0;
      return count === 0 ? 0 : divideHalfUp(revenue, count);
    }),
  };
}
