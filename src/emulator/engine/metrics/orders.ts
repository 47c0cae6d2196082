import type { DisputeRow } from '../../state/ownership-rows.ts';
import type { OrderRow } from '../../state/rows.ts';
import type { Columns } from './definitions.ts';
import { add, emptyColumns, type MetricsScope } from './scope.ts';

const slugs = [
  'orders',
  'revenue',
  'net_revenue',
  'cumulative_revenue',
  'net_cumulative_revenue',
  'average_order_value',
  'net_average_order_value',
  'one_time_products',
  'one_time_products_revenue',
  'one_time_products_net_revenue',
  'new_subscriptions_revenue',
  'new_subscriptions_net_revenue',
  'renewed_subscriptions',
  'renewed_subscriptions_revenue',
  'renewed_subscriptions_net_revenue',
] as const;

const PAID: readonly OrderRow['status'][] = ['paid', 'partially_refunded', 'refunded'];
// As long as the bank has not decided for the seller, the money is gone.
const WITHDRAWN: readonly DisputeRow['status'][] = ['needs_response', 'under_review', 'lost'];

// What was refunded and what banks took back counts where the order does. There are no fees here.
function netRevenueOf({ transaction }: MetricsScope, order: OrderRow): number {
  const contested = transaction
    .by('disputes', 'order_id', order.id)
    .filter(({ status }) => WITHDRAWN.includes(status))
    .reduce((sum, { amount }) => sum + amount, 0);
  return order.net_amount - order.refunded_amount - contested;
}

function kindOf(scope: MetricsScope, { subscription_id }: OrderRow, index: number) {
  if (subscription_id === null) return 'one_time_products';
  const { started_at } = scope.transaction.need('subscriptions', subscription_id);
  const isNew = started_at !== null && scope.indexOf(started_at) === index;
  return isNew ? 'new_subscriptions' : 'renewed_subscriptions';
}

function accumulate(numbers: readonly number[], before: number): number[] {
  let sum = before;
  return numbers.map((one) => {
    sum += one;
    return sum;
  });
}

// Polar rounds averages up.
function averages(sums: readonly number[], counts: readonly number[]): number[] {
  return sums.map((sum, index) => {
    const count = counts[index] ?? 0;
    return count > 0 ? Math.ceil(sum / count) : 0;
  });
}

/**
 * The metrics of orders that were paid, each in the bucket in which it was made; amounts are net of tax.
 *
 * @see Polar's `server/polar/metrics/queries.py`, `get_orders_metrics_cte`, and `server/tinybird/endpoints/metrics_events.pipe`
 */
export function orderColumns(scope: MetricsScope): Columns<(typeof slugs)[number]> {
  const columns = emptyColumns(scope, slugs);
  const renewed = columns.orders.map(() => new Set<string>());
  const before = { revenue: 0, net: 0 };
  for (const order of scope.transaction.all('orders')) {
    if (!PAID.includes(order.status) || !scope.isWanted(order.product_id, order.customer_id)) continue;
    const [revenue, net] = [order.net_amount, netRevenueOf(scope, order)];
    const index = scope.countedIndexOf(order.created_at);
    if (index === null) {
      if (!scope.isBefore(order.created_at)) continue;
      before.revenue += revenue;
      before.net += net;
      continue;
    }
    const kind = kindOf(scope, order, index);
    if (kind === 'one_time_products') add(columns.one_time_products, index);
    if (kind === 'renewed_subscriptions') renewed[index]?.add(order.subscription_id ?? '');
    add(columns.orders, index);
    add(columns.revenue, index, revenue);
    add(columns.net_revenue, index, net);
    add(columns[`${kind}_revenue`], index, revenue);
    add(columns[`${kind}_net_revenue`], index, net);
  }
  return {
    ...columns,
    cumulative_revenue: accumulate(columns.revenue, before.revenue),
    net_cumulative_revenue: accumulate(columns.net_revenue, before.net),
    average_order_value: averages(columns.revenue, columns.orders),
    net_average_order_value: averages(columns.net_revenue, columns.orders),
    renewed_subscriptions: renewed.map(({ size }) => size),
  };
}
