import type { models } from '@polar-sh/sdk/2026-10';
import { findEventType } from '../engine/event-types.ts';
import { organizationOf } from '../engine/organization.ts';
import { answer, type Call, pathParameter, type Route, read, readBody } from '../http/call.ts';
import { resourceNotFound } from '../http/errors.ts';
import { matches, sortRows, toPage } from '../http/lists.ts';
import { readFlag } from '../http/query.ts';
import { uuid } from '../http/schema.ts';
import type { EventTypeRow } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { eventsOf } from './event-filters.ts';
import { eventTypeUpdate } from './event-shapes.ts';
import { countByName } from './event-statistics.ts';

function toStatistics(transaction: Transaction, counted: models.EventName): models.EventTypeWithStats {
  // Polar's own events have no type.
  const type = counted.source === 'user' ? findEventType(transaction, counted.name) : undefined;
  return {
    ...counted,
    id: type?.id ?? null,
    created_at: type?.created_at ?? null,
    modified_at: type?.modified_at ?? null,
    label_property_selector: type?.label_property_selector ?? null,
    organization_id: organizationOf(transaction).id,
  } satisfies models.EventTypeWithStats;
}

function listTypes(call: Call): models.EventTypeWithStats[] {
  const { transaction, query } = call;
  if (!matches(call, 'organization_id', organizationOf(transaction).id)) return [];
  const wanted = query.get('query')?.toLowerCase() ?? '';
  const isRoots = readFlag(query.get('root_events') ?? '') === true;
  const parentId = query.get('parent_id');
  const events = eventsOf(call).filter(
    (one) =>
      matches(call, 'source', one.source) &&
      (!isRoots || one.parent_id === null) &&
      (parentId === null || one.parent_id === parentId),
  );
  return countByName(transaction, events)
    .map((one) => toStatistics(transaction, one))
    .filter(({ name, label }) => `${name}\n${label}`.toLowerCase().includes(wanted));
}

function updateType(call: Call): EventTypeRow {
  const { transaction } = call;
  const type = transaction.get('event_types', read(uuid(), pathParameter(call, 'id'), ['path', 'id']));
  if (type === undefined) throw resourceNotFound();
  return transaction.put('event_types', {
    ...type,
    ...readBody(call, eventTypeUpdate),
    modified_at: transaction.stamp(),
  });
}

const sortKeys = {
  name: (one: models.EventTypeWithStats) => one.name,
  label: (one: models.EventTypeWithStats) => one.label,
  occurrences: (one: models.EventTypeWithStats) => one.occurrences,
  first_seen: (one: models.EventTypeWithStats) => one.first_seen,
  last_seen: (one: models.EventTypeWithStats) => one.last_seen,
};

/** `/v1/event-types/`: how events of one name are called. */
export const eventTypeRoutes: readonly Route[] = [
  {
    operation: 'eventTypes.list',
    method: 'GET',
    path: '/v1/event-types/',
    handle(call) {
      const page = toPage(call, sortRows(call, listTypes(call), sortKeys, '-last_seen'), (one) => one);
      return answer(page satisfies models.ListResourceEventTypeWithStats);
    },
  },
  {
    operation: 'eventTypes.update',
    method: 'PATCH',
    path: '/v1/event-types/{id}',
    handle: (call) => answer(updateType(call) satisfies models.EventType),
  },
];
