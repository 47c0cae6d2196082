import type { UsageEventRow } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';

/** What Polar itself writes among the events, as far as it is written here; the rest stands in docs/emulator.md. */
export type SystemEventName =
  | 'meter.credited'
  | 'meter.reset'
  | 'benefit.granted'
  | 'benefit.cycled'
  | 'benefit.updated'
  | 'benefit.revoked';

/** Writes an event of Polar's own. Meters do not count it. */
export function recordSystemEvent(
  transaction: Transaction,
  name: SystemEventName,
  customerId: string,
  metadata: UsageEventRow['metadata'],
): void {
  const created_at = transaction.stamp();
  transaction.put('usage_events', {
    id: transaction.newId(),
    created_at,
    timestamp: created_at,
    name,
    source: 'system',
    customer_id: customerId,
    external_customer_id: null,
    member_id: null,
    external_member_id: null,
    parent_id: null,
    external_id: null,
    metadata,
  });
}
