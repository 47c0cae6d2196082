import { recordEvents } from '../engine/usage.ts';
import { type Call, readBody } from '../http/call.ts';
import { type Issue, PolarApiError, unacceptable } from '../http/errors.ts';
import { readUuid } from '../http/uuid.ts';
import type { UsageEventRow } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { type EventCreate, eventsIngest } from './event-shapes.ts';

/** What became of a batch: how many are new, and how many were there by their `external_id`. */
export interface Ingested {
  inserted: number;
  duplicates: number;
}

type Note = (field: string, type: string, msg: string, input: unknown) => void;

/** Whose an event is: of a customer, or of somebody who may become one. */
function ownerOf(transaction: Transaction, event: EventCreate, note: Note) {
  if ('customer_id' in event) {
    const customer = transaction.get('customers', event.customer_id);
    if (customer === undefined || customer.deleted_at !== null) {
      note('customer_id', 'customer_id', 'Customer not found.', event.customer_id);
    }
    const { customer_id, member_id } = event;
    return { customer_id, external_customer_id: null, member_id, external_member_id: null };
  }
  const { external_customer_id, external_member_id } = event;
  const customer = transaction.firstBy('customers', 'external_id', external_customer_id);
  return {
    customer_id: customer?.id ?? null,
    external_customer_id,
    member_id: null,
    external_member_id,
  };
}

function findParent(transaction: Transaction, id: string): string | undefined {
  const read = readUuid(id);
  const byId = 'uuid' in read ? transaction.get('usage_events', read.uuid) : undefined;
  return (byId ?? transaction.firstBy('usage_events', 'external_id', id))?.id;
}

// Those that others stand under go first, in whatever order the batch has them.
function inOrder(rows: readonly UsageEventRow[]): UsageEventRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const sorted = new Set<UsageEventRow>();
  for (const row of rows) {
    const path = new Set<UsageEventRow>();
    for (let one: UsageEventRow | undefined = row; one !== undefined && !sorted.has(one); ) {
      if (path.has(one)) {
        const msg = 'Circular dependency detected in event parent relationships';
        throw unacceptable(['body', 'events'], msg);
      }
      path.add(one);
      one = one.parent_id === null ? undefined : byId.get(one.parent_id);
    }
    for (const one of [...path].reverse()) sorted.add(one);
  }
  return [...sorted];
}

/**
 * Takes a batch of events in: all of it, or with anything wrong nothing. What has an `external_id` that is known already,
 * or stands twice in the batch, is passed over.
 *
 * @throws {PolarApiError} 422 for customers and parents that are not there, and for events of the future.
 * @see Polar's `server/polar/event/service.py`, `ingest`.
 */
export function ingest(call: Call): Ingested {
  const { transaction } = call;
  const { events } = readBody(call, eventsIngest(transaction.now));
  const issues: Issue[] = [];
  const ids = new Map<string, string>();
  for (const { external_id } of events) {
    if (external_id === null) continue;
    const known = transaction.firstBy('usage_events', 'external_id', external_id);
    ids.set(external_id, known?.id ?? transaction.newId());
  }
  const rows = events.map((event, index): UsageEventRow => {
    const note: Note = (field, type, msg, input) =>
      issues.push({ type, loc: ['body', 'events', index, field], msg, input });
    const { organization_id, parent_id, external_id } = event;
    if (organization_id !== null) {
      const msg = 'Setting organization_id is disallowed when using an organization token.';
      note('organization_id', 'organization_token', msg, organization_id);
    }
    const parent = parent_id === null ? null : (ids.get(parent_id) ?? findParent(transaction, parent_id));
    if (parent === undefined) note('parent_id', 'parent_id', 'Parent event not found.', parent_id);
    return {
      ...ownerOf(transaction, event, note),
      id: (external_id === null ? undefined : ids.get(external_id)) ?? transaction.newId(),
      created_at: transaction.now,
      timestamp: event.timestamp,
      name: event.name,
      source: 'user',
      parent_id: parent ?? null,
      external_id,
      metadata: event.metadata,
    };
  });
  if (issues.length > 0) {
    throw new PolarApiError(422, { error: 'PolarRequestValidationError', detail: issues });
  }
  const fresh = newOnes(transaction, inOrder(rows));
  recordEvents(
    transaction,
    fresh.map((row) => ({ ...row, created_at: transaction.stamp() })),
  );
  return { inserted: fresh.length, duplicates: rows.length - fresh.length };
}

function newOnes(transaction: Transaction, rows: readonly UsageEventRow[]): UsageEventRow[] {
  const seen = new Set<string>();
  return rows.filter(({ external_id }) => {
    if (external_id === null) return true;
    if (seen.has(external_id)) return false;
    seen.add(external_id);
    return transaction.firstBy('usage_events', 'external_id', external_id) === undefined;
  });
}
