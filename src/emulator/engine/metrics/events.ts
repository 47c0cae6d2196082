import { PythonDecimal } from '../../money/decimal.ts';
import type { UserEventContent } from '../../state/ownership-rows.ts';
import type { Columns } from './definitions.ts';
import { emptyColumns, type MetricsScope } from './scope.ts';

const slugs = ['costs', 'cumulative_costs', 'active_user_by_event', 'cost_per_user'] as const;

type Decimal = InstanceType<typeof PythonDecimal>;

function costOf({ metadata }: UserEventContent): Decimal {
  return new PythonDecimal(metadata._cost?.amount ?? 0);
}

/**
 * What ingested events cost by their `_cost`, in cents and fractions of them, and whom they are of. Events belong to no
 * product: only the customers that are asked for matter.
 *
 * @see Polar's `server/tinybird/pipes/metrics_costs.pipe`
 */
export function eventColumns(scope: MetricsScope): Columns<(typeof slugs)[number]> {
  const columns = emptyColumns(scope, slugs);
  const costs = columns.costs.map(() => new PythonDecimal(0));
  const users = columns.costs.map(() => new Set<string>());
  let sum = new PythonDecimal(0);
  for (const event of scope.transaction.all('usage_events')) {
    if (event.source !== 'user' || !scope.isWantedCustomer(event.customer_id)) continue;
    const index = scope.countedIndexOf(event.timestamp);
    if (index === null) {
      if (scope.isBefore(event.timestamp)) sum = sum.plus(costOf(event));
      continue;
    }
    costs[index] = costOf(event).plus(costs[index] ?? 0);
    const user = event.external_customer_id ?? event.customer_id;
    if (user !== null) users[index]?.add(user);
  }
  return {
    costs: costs.map((cost) => cost.toNumber()),
    cumulative_costs: costs.map((cost) => {
      sum = sum.plus(cost);
      return sum.toNumber();
    }),
    active_user_by_event: users.map(({ size }) => size),
    cost_per_user: costs.map((cost, index) => {
      const count = users[index]?.size ?? 0;
      return count === 0 ? 0 : cost.div(count).toNumber();
    }),
  };
}
