import type { models } from '@polar-sh/sdk/2026-10';
import { organizationOf } from '../engine/organization.ts';
import type { UsageEventRow } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { toCustomer } from './customer.ts';

/** An event as the API shows it, with the customer where it is one by now. */
export function toEvent(transaction: Transaction, row: UsageEventRow): models.UserEvent {
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
    child_count: 0,
    parent_id: row.parent_id,
    label: row.name,
    name: row.name,
    source: 'user',
    metadata: row.metadata,
  } satisfies models.UserEvent;
}
