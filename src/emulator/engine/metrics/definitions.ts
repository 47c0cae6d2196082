import type { models } from '@polar-sh/sdk/2026-10';

/** The name of a metric, as the SDK types it. */
export type MetricSlug = keyof models.Metrics;

/** The metrics of one bucket, or of the whole; those that were not asked for are left out. */
export type Values = Partial<Record<MetricSlug, number>>;

/** Metrics that follow from others of the same bucket. */
export type DerivedSlug =
  | 'annual_recurring_revenue'
  | 'committed_annual_recurring_revenue'
  | 'checkouts_conversion'
  | 'ltv'
  | 'gross_margin'
  | 'gross_margin_percentage'
  | 'cashflow'
  | 'average_seats_per_customer'
  | 'seat_utilization_rate';

/** One value for each bucket, by metric. */
export type Columns<Slug extends MetricSlug> = Record<Slug, number[]>;

/** What a metric is, and what its buckets amount to. */
interface Definition {
  name: string;
  type: models.MetricType;
  total(periods: readonly Values[]): number;
}

const sumOf = (periods: readonly Values[], slug: MetricSlug) =>
  periods.reduce((total, period) => total + (period[slug] ?? 0), 0);

const lastOf = (periods: readonly Values[], slug: MetricSlug) => periods.at(-1)?.[slug] ?? 0;

const ratioOf = (part: number, whole: number) => (whole > 0 ? part / whole : 0);

function sum(slug: MetricSlug, name: string, type: models.MetricType = 'scalar'): Definition {
  return { name, type, total: (periods) => sumOf(periods, slug) };
}

function last(slug: MetricSlug, name: string, type: models.MetricType = 'scalar'): Definition {
  return { name, type, total: (periods) => lastOf(periods, slug) };
}

function custom(name: string, type: models.MetricType, total: Definition['total']): Definition {
  return { name, type, total };
}

/**
 * Every metric in the SDK's order. Where a total is made of other metrics, it is made of those that were asked for:
 * alone, an average has the total 0, as at Polar.
 *
 * @see Polar's `server/polar/metrics/metrics.py`
 */
// biome-ignore format: one metric, one line
export const definitions: Record<MetricSlug, Definition> = {
  active_subscriptions: last('active_subscriptions', 'Active Subscriptions'),
  committed_subscriptions: last('committed_subscriptions', 'Committed Subscriptions'),
  monthly_recurring_revenue: last('monthly_recurring_revenue', 'Monthly Recurring Revenue', 'currency'),
  trial_monthly_recurring_revenue: last('trial_monthly_recurring_revenue', 'Trial Monthly Recurring Revenue', 'currency'),
  committed_monthly_recurring_revenue: last('committed_monthly_recurring_revenue', 'Committed Monthly Recurring Revenue', 'currency'),
  trial_committed_monthly_recurring_revenue: last('trial_committed_monthly_recurring_revenue', 'Trial Committed Monthly Recurring Revenue', 'currency'),
  average_revenue_per_user: last('average_revenue_per_user', 'Average Revenue Per User', 'currency'),
  checkouts: sum('checkouts', 'Checkouts'),
  succeeded_checkouts: sum('succeeded_checkouts', 'Succeeded Checkouts'),
  churned_subscriptions: sum('churned_subscriptions', 'Churned Subscriptions'),
  churn_rate: last('churn_rate', 'Churn Rate', 'percentage'),
  seats_total: last('seats_total', 'Seats Total'),
  seats_claimed: last('seats_claimed', 'Seats Claimed'),
  seats_pending: last('seats_pending', 'Seats Pending'),
  seat_customers: last('seat_customers', 'Seat Customers'),
  new_seat_customers: sum('new_seat_customers', 'New Seat Customers'),
  churned_seat_customers: sum('churned_seat_customers', 'Churned Seat Customers'),
  orders: sum('orders', 'Orders'),
  revenue: sum('revenue', 'Revenue', 'currency'),
  net_revenue: sum('net_revenue', 'Net Revenue', 'currency'),
  cumulative_revenue: last('cumulative_revenue', 'Cumulative Revenue', 'currency'),
  net_cumulative_revenue: last('net_cumulative_revenue', 'Net Cumulative Revenue', 'currency'),
  costs: sum('costs', 'Costs', 'currency_sub_cent'),
  cumulative_costs: last('cumulative_costs', 'Cumulative Costs', 'currency_sub_cent'),
  average_order_value: custom('Average Order Value', 'currency', (periods) => ratioOf(sumOf(periods, 'revenue'), sumOf(periods, 'orders'))),
  net_average_order_value: custom('Net Average Order Value', 'currency', (periods) => ratioOf(sumOf(periods, 'net_revenue'), sumOf(periods, 'orders'))),
  cost_per_user: custom('Cost Per User', 'currency_sub_cent', (periods) => ratioOf(sumOf(periods, 'costs'), lastOf(periods, 'active_subscriptions'))),
  active_user_by_event: custom('Active User (By event)', 'scalar', (periods) => lastOf(periods, 'active_subscriptions')),
  one_time_products: sum('one_time_products', 'One-Time Products'),
  one_time_products_revenue: sum('one_time_products_revenue', 'One-Time Products Revenue', 'currency'),
  one_time_products_net_revenue: sum('one_time_products_net_revenue', 'One-Time Products Net Revenue', 'currency'),
  new_subscriptions: sum('new_subscriptions', 'New Subscriptions'),
  new_subscriptions_revenue: sum('new_subscriptions_revenue', 'New Subscriptions Revenue', 'currency'),
  new_subscriptions_net_revenue: sum('new_subscriptions_net_revenue', 'New Subscriptions Net Revenue', 'currency'),
  renewed_subscriptions: sum('renewed_subscriptions', 'Renewed Subscriptions'),
  renewed_subscriptions_revenue: sum('renewed_subscriptions_revenue', 'Renewed Subscriptions Revenue', 'currency'),
  renewed_subscriptions_net_revenue: sum('renewed_subscriptions_net_revenue', 'Renewed Subscriptions Net Revenue', 'currency'),
  canceled_subscriptions: sum('canceled_subscriptions', 'Canceled Subscriptions'),
  canceled_subscriptions_customer_service: sum('canceled_subscriptions_customer_service', 'Canceled Subscriptions - Customer Service'),
  canceled_subscriptions_low_quality: sum('canceled_subscriptions_low_quality', 'Canceled Subscriptions - Low Quality'),
  canceled_subscriptions_missing_features: sum('canceled_subscriptions_missing_features', 'Canceled Subscriptions - Missing Features'),
  canceled_subscriptions_switched_service: sum('canceled_subscriptions_switched_service', 'Canceled Subscriptions - Switched Service'),
  canceled_subscriptions_too_complex: sum('canceled_subscriptions_too_complex', 'Canceled Subscriptions - Too Complex'),
  canceled_subscriptions_too_expensive: sum('canceled_subscriptions_too_expensive', 'Canceled Subscriptions - Too Expensive'),
  canceled_subscriptions_unused: sum('canceled_subscriptions_unused', 'Canceled Subscriptions - Unused'),
  canceled_subscriptions_other: sum('canceled_subscriptions_other', 'Canceled Subscriptions - Other'),
  annual_recurring_revenue: last('annual_recurring_revenue', 'Annual Recurring Revenue', 'currency'),
  committed_annual_recurring_revenue: last('committed_annual_recurring_revenue', 'Committed Annual Recurring Revenue', 'currency'),
  checkouts_conversion: custom('Checkouts Conversion Rate', 'percentage', (periods) => ratioOf(sumOf(periods, 'succeeded_checkouts'), sumOf(periods, 'checkouts'))),
  ltv: last('ltv', 'Lifetime Value', 'currency'),
  gross_margin: last('gross_margin', 'Gross Margin', 'currency'),
  gross_margin_percentage: last('gross_margin_percentage', 'Gross Margin %', 'percentage'),
  cashflow: sum('cashflow', 'Cashflow', 'currency'),
  average_seats_per_customer: last('average_seats_per_customer', 'Average Seats Per Customer'),
  seat_utilization_rate: last('seat_utilization_rate', 'Seat Utilization Rate', 'percentage'),
};

/** The names of all metrics, in the SDK's order. */
// Object.keys forgets which keys there are.
export const metricSlugs = Object.keys(definitions) as MetricSlug[];
