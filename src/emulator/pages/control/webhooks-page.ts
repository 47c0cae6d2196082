import { html } from 'hono/html';
import type { EndpointRow, EventRow } from '../../state/rows.ts';
import type { Markup } from '../layout.ts';
import { badge } from '../portal/shell.ts';
import { counted } from '../portal/words.ts';
import { callButton } from './call-form.ts';
import { standingOfEvent } from './event-standing.ts';
import { pageOf, pager, rowsOf } from './pager.ts';
import { rowLink } from './row-link.ts';
import { shell } from './shell.ts';
import { table } from './table.ts';
import type { ControlView } from './view.ts';
import { instant } from './words.ts';

function endpoints(rows: readonly EndpointRow[]): Markup {
  return html`<section aria-labelledby="endpoints"><h2 id="endpoints">Endpoints</h2>
${table({
  caption: 'Webhook endpoints',
  heads: ['Address', 'Status', 'Events', 'Actions'],
  rows: rows.map((row) => [
    rowLink('webhook_endpoints', row.id, row.url),
    badge(row.enabled ? { word: 'On', tone: 'good' } : { word: 'Off', tone: 'bad' }),
    `${counted(row.events.length, 'type')}, ${row.api_version}`,
    row.enabled
      ? ''
      : callButton({
          call: `POST /_emulator/endpoints/${row.id}/enable`,
          label: 'Switch on',
          about: row.url,
          done: 'The endpoint was switched on.',
        }),
  ]),
  empty: 'No endpoint yet. Make one through the API: POST /v1/webhooks/endpoints.',
})}</section>`;
}

function deliveries(view: ControlView): Markup {
  const { core, query } = view;
  const { type = '' } = query;
  const page = pageOf(query);
  const events = [...core.engine.store.collections.webhook_events.values()]
    .filter((event) => event.type.includes(type))
    .toReversed();
  return html`<section aria-labelledby="deliveries"><h2 id="deliveries">Deliveries</h2>
<form class="filter" method="get" action="/_emulator/webhooks" role="search">
<label>Type has<input name="type" value="${type}" autocomplete="off" placeholder="subscription."></label><button class="second">Filter</button></form>
${table({
  caption: 'Deliveries, the newest first',
  heads: ['Event', 'Made', 'Status', 'Attempts', 'Actions'],
  rows: rowsOf(events, page).map((event) => cellsOf(view, event)),
  empty: type === '' ? 'Nothing was told to an endpoint yet.' : 'No event has such a type.',
})}
${pager('/_emulator/webhooks', { type }, events.length, page)}</section>`;
}

function cellsOf({ transaction }: ControlView, event: EventRow): (Markup | string | number)[] {
  return [
    html`<a href="/_emulator/webhooks/${event.id}">${event.type}</a>`,
    instant(event.created_at),
    badge(standingOfEvent(transaction, event)),
    event.attempts,
    replayButton(event),
  ];
}

/** The button that delivers an event once more. */
export function replayButton({ id, type, payload }: EventRow): Markup {
  if (payload === null) return html`<span class="muted">Archived</span>`;
  return callButton({
    call: `POST /_emulator/deliveries/${id}/redeliver`,
    label: 'Replay',
    about: type,
    done: `${type} is delivered once more.`,
  });
}

/** Who is told what happens, and how that goes. */
export function webhooksPage(view: ControlView): Markup {
  const rows = [...view.core.engine.store.collections.webhook_endpoints.values()];
  return shell(view, {
    title: 'Webhooks',
    current: '/_emulator/webhooks',
    body: html`${endpoints(rows)}${deliveries(view)}`,
  });
}
