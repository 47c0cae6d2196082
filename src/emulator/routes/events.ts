import type { models } from '@polar-sh/sdk/2026-10';
import { organizationOf } from '../engine/organization.ts';
import { answer, type Call, pathParameter, type Route, read } from '../http/call.ts';
import { resourceNotFound } from '../http/errors.ts';
import { matches, sortRows, toPage } from '../http/lists.ts';
import { readFlag } from '../http/query.ts';
import { uuid } from '../http/schema.ts';
import type { UsageEventRow } from '../state/ownership-rows.ts';
import { toEvent } from '../wire/event.ts';
import { depthCondition, eventCondition, eventsOf } from './event-filters.ts';
import { countByName } from './event-statistics.ts';
import { ingest } from './ingest.ts';

function eventOf(call: Call): UsageEventRow {
  const id = read(uuid(), pathParameter(call, 'id'), ['path', 'id']);
  const event = call.transaction.get('usage_events', id);
  if (event === undefined) throw resourceNotFound();
  return event;
}

function isOwn(call: Call): boolean {
  return matches(call, 'organization_id', organizationOf(call.transaction).id);
}

function listEvents(call: Call) {
  const [isWanted, isThere] = [eventCondition(call), depthCondition(call)];
  const rows = isOwn(call) ? eventsOf(call).filter((one) => isWanted(one) && isThere(one)) : [];
  const keys = { timestamp: (one: UsageEventRow) => one.timestamp };
  return toPage(call, sortRows(call, rows, keys, '-timestamp'), (one) => toEvent(call.transaction, one));
}

/** `/v1/events/`: what happened, as the merchant tells it, and what Polar itself notes of meters and benefits. */
export const eventRoutes: readonly Route[] = [
  {
    operation: 'events.list',
    method: 'GET',
    path: '/v1/events/',
    handle(call) {
      const page = listEvents(call);
      // A parameter that Polar's published API does not name: the dashboard's way to ask for no more than is shown.
      if (readFlag(call.query.get('cursor_pagination') ?? '') !== true) {
        return answer(page satisfies models.ListResourceEvent);
      }
      const has_next_page = Number(call.query.get('page') ?? 1) < page.pagination.max_page;
      return answer({
        items: page.items,
        pagination: { has_next_page },
      } satisfies models.ListResourceWithCursorPaginationEvent);
    },
  },
  {
    operation: 'events.listNames',
    method: 'GET',
    path: '/v1/events/names',
    handle(call) {
      const wanted = call.query.get('query')?.toLowerCase() ?? '';
      const events = isOwn(call) ? eventsOf(call) : [];
      const names = countByName(call.transaction, events).filter(
        ({ name, source }) => matches(call, 'source', source) && name.toLowerCase().includes(wanted),
      );
      const keys = {
        name: (one: models.EventName) => one.name,
        occurrences: (one: models.EventName) => one.occurrences,
        first_seen: (one: models.EventName) => one.first_seen,
        last_seen: (one: models.EventName) => one.last_seen,
      };
      const page = toPage(call, sortRows(call, names, keys, '-last_seen'), (one) => one);
      return answer(page satisfies models.ListResourceEventName);
    },
  },
  {
    operation: 'events.get',
    method: 'GET',
    path: '/v1/events/{id}',
    handle: (call) => answer(toEvent(call.transaction, eventOf(call)) satisfies models.Event),
  },
  {
    operation: 'events.ingest',
    method: 'POST',
    path: '/v1/events/ingest',
    handle: (call) => answer(ingest(call) satisfies models.EventsIngestResponse),
  },
];
