import type { models } from '@polar-sh/sdk/2026-10';
import { propertyOf } from '../engine/event-property.ts';
import { findEventType } from '../engine/event-types.ts';
import { organizationOf } from '../engine/organization.ts';
import type { SystemEventName, UsageEventRow } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { toCustomer } from './customer.ts';

const systemLabels: Readonly<Record<SystemEventName, string>> = {
  'meter.credited': 'Meter Credited',
  'meter.reset': 'Meter Reset',
  'benefit.granted': 'Benefit Granted',
  'benefit.cycled': 'Benefit Cycled',
  'benefit.updated': 'Benefit Updated',
  'benefit.revoked': 'Benefit Revoked',
};

/** What events of a name are called, as a whole. */
export function toEventLabel(
  transaction: Transaction,
  { name, source }: Pick<UsageEventRow, 'name' | 'source'>,
): string {
  const label = Object.entries(systemLabels).find(([one]) => one === name)?.[1];
  if (source === 'system' && label !== undefined) return label;
  return findEventType(transaction, name)?.label ?? name;
}

// A type of event may say which property names each of its events.
function labelOf(transaction: Transaction, row: UsageEventRow): string {
  const selector =
    row.source === 'user' ? findEventType(transaction, row.name)?.label_property_selector : null;
  const own = selector == null ? undefined : propertyOf(row, selector.replace(/^metadata\./, ''));
  return typeof own === 'string' ? own : toEventLabel(transaction, row);
}

/** An event as the API shows it, with the customer where it is one by now. */
export function toEvent(transaction: Transaction, row: UsageEventRow): models.Event {
  const customer = row.customer_id === null ? undefined : transaction.get('customers', row.customer_id);
  // What is left of the row is what the event says: its name with the metadata that belongs to it.
  const { created_at, external_id, external_customer_id, ...shown } = row;
  return {
    ...shown,
    organization_id: organizationOf(transaction).id,
    customer: customer === undefined ? null : toCustomer(customer),
    external_customer_id: external_customer_id ?? customer?.external_id ?? null,
    child_count: transaction.by('usage_events', 'parent_id', row.id).length,
    label: labelOf(transaction, row),
  };
}
