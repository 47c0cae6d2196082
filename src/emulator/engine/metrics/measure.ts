import type { models } from '@polar-sh/sdk/2026-10';
import type { Transaction } from '../../state/transaction.ts';
import { toIso } from '../../time/instant.ts';
import { checkoutColumns } from './checkouts.ts';
import { churnColumns } from './churn.ts';
import {
  type Columns,
  type DerivedSlug,
  definitions,
  type MetricSlug,
  metricSlugs,
  type Values,
} from './definitions.ts';
import { eventColumns } from './events.ts';
import { orderColumns } from './orders.ts';
import { type MetricsQuery, MetricsScope } from './scope.ts';
import { seatColumns } from './seats.ts';
import { subscriptionColumns } from './subscriptions.ts';

type CountedSlug = Exclude<MetricSlug, DerivedSlug>;

function countAll(scope: MetricsScope): Columns<CountedSlug> {
  return {
    ...subscriptionColumns(scope),
    ...churnColumns(scope),
    ...checkoutColumns(scope),
    ...seatColumns(scope),
    ...orderColumns(scope),
    ...eventColumns(scope),
  };
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

function lifetimeValue(counted: Record<CountedSlug, number>): number {
  if (counted.churn_rate === 0) return 0;
  const perUser = counted.average_revenue_per_user - counted.cost_per_user;
  return Math.max(0, Math.trunc(perUser / counted.churn_rate));
}

/** @see Polar's `server/polar/metrics/metrics.py`, `METRICS_POST_COMPUTE` */
function derive(counted: Record<CountedSlug, number>): Record<DerivedSlug, number> {
  const margin = counted.cumulative_revenue - counted.cumulative_costs;
  return {
    annual_recurring_revenue: counted.monthly_recurring_revenue * 12,
    committed_annual_recurring_revenue: counted.committed_monthly_recurring_revenue * 12,
    checkouts_conversion: ratio(counted.succeeded_checkouts, counted.checkouts),
    ltv: lifetimeValue(counted),
    gross_margin: margin,
    gross_margin_percentage: ratio(margin, counted.cumulative_revenue),
    cashflow: counted.revenue - counted.costs,
    average_seats_per_customer: ratio(counted.seats_total, counted.seat_customers),
    seat_utilization_rate: ratio(counted.seats_claimed, counted.seats_total),
  };
}

function pick<T>(slugs: readonly MetricSlug[], of: (slug: MetricSlug) => T): Partial<Record<MetricSlug, T>> {
  const picked: Partial<Record<MetricSlug, T>> = {};
  for (const slug of slugs) picked[slug] = of(slug);
  return picked;
}

/** Measures the state: each metric that is asked for in each stretch of time, and over all of them. */
export function measure(transaction: Transaction, query: MetricsQuery): models.MetricsResponse {
  const scope = new MetricsScope(transaction, query);
  const columns = countAll(scope);
  const slugs = metricSlugs.filter((slug) => query.slugs === null || query.slugs.includes(slug));
  const values = scope.buckets.starts.map((_, index): Values => {
    const counted = at(columns, index);
    const all = { ...counted, ...derive(counted) };
    return pick(slugs, (slug) => all[slug]);
  });
  return {
    periods: scope.buckets.starts.map((start, index) => ({ timestamp: toIso(start), ...values[index] })),
    totals: pick(slugs, (slug) => definitions[slug].total(values)),
    metrics: pick(slugs, (slug) => {
      const { name, type } = definitions[slug];
      return { slug, display_name: name, type };
    }),
  };
}

function at(columns: Columns<CountedSlug>, index: number): Record<CountedSlug, number> {
  const entries = Object.entries(columns).map(([slug, column]) => [slug, column[index] ?? 0]);
  // Object.fromEntries forgets the names of its keys.
  return Object.fromEntries(entries) as Record<CountedSlug, number>;
}
