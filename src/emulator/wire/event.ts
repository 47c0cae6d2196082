import type { models } from '@polar-sh/sdk/2026-10';
import { propertyOf } from '../engine/event-property.ts';
import { findEventType } from '../engine/event-types.ts';
import { organizationOf } from '../engine/organization.ts';
import type { SystemEventName } from '../engine/system-events.ts';
import type { UsageEventRow } from '../state/ownership-rows.ts';
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

function toFields(transaction: Transaction, row: UsageEventRow) {
  const customer = row.customer_id === null ? undefined : transaction.get('customers', row.customer_id);
  return {
    id: row.id,
    timestamp: row.timestamp,
    organization_id: organizationOf(transaction).id,
    customer_id: row.customer_id,
    customer: customer === undefined ? null : toCustomer(customer),
    external_customer_id: row.external_customer_id ?? customer?.external_id ?? null,
    member_id: row.member_id,
    external_member_id: row.external_member_id,
    child_count: transaction.by('usage_events', 'parent_id', row.id).length,
    parent_id: row.parent_id,
    label: labelOf(transaction, row),
    name: row.name,
  };
}

/** An event as the API shows it, with the customer where it is one by now. */
export function toEvent(transaction: Transaction, row: UsageEventRow): models.Event {
  const fields = { ...toFields(transaction, row), metadata: row.metadata };
  if (row.source === 'user') return { ...fields, source: 'user' } satisfies models.UserEvent;
  // system-events.ts writes each name with the metadata that the SDK has for it: a row's type cannot tell them apart.
  return { ...fields, source: 'system' } as unknown as models.SystemEvent;
}
