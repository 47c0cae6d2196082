import type { SystemEventContent } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';

/** Writes an event of Polar's own. Meters do not count it. */
export function recordSystemEvent(
  transaction: Transaction,
  customerId: string,
  content: SystemEventContent,
): void {
  const created_at = transaction.stamp();
  transaction.put('usage_events', {
    id: transaction.newId(),
    created_at,
    timestamp: created_at,
    customer_id: customerId,
    external_customer_id: null,
    member_id: null,
    external_member_id: null,
    parent_id: null,
    external_id: null,
    ...content,
  });
}
