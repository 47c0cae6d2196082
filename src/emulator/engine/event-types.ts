import type { EventTypeRow } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { organizationOf } from './organization.ts';

/** How events of a name are shown, if such a one ever came in. */
export function findEventType(transaction: Transaction, name: string): EventTypeRow | undefined {
  return transaction.firstBy('event_types', 'name', name);
}

/** Notes that there are events of a name: they are called by it until they are given a label. */
export function ensureEventType(transaction: Transaction, name: string): void {
  if (findEventType(transaction, name) !== undefined) return;
  transaction.put('event_types', {
    id: transaction.newId(),
    created_at: transaction.stamp(),
    modified_at: null,
    name,
    label: name,
    label_property_selector: null,
    organization_id: organizationOf(transaction).id,
  });
}
