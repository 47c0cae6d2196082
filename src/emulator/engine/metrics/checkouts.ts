import type { Columns } from './definitions.ts';
import { add, emptyColumns, type MetricsScope } from './scope.ts';

const slugs = ['checkouts', 'succeeded_checkouts'] as const;

/** How many checkouts were made, and how many of them were paid. */
export function checkoutColumns(scope: MetricsScope): Columns<(typeof slugs)[number]> {
  const columns = emptyColumns(scope, slugs);
  for (const checkout of scope.transaction.all('checkouts')) {
    const { product_ids, customer_id, created_at, status } = checkout;
    const index = scope.countedIndexOf(created_at);
    if (index === null || !product_ids.some((id) => scope.isWanted(id, customer_id))) continue;
    add(columns.checkouts, index);
    if (status === 'succeeded') add(columns.succeeded_checkouts, index);
  }
  return columns;
}
