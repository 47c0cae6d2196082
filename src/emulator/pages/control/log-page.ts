import { html } from 'hono/html';
import type { LoggedRequest } from '../../control/request-log.ts';
import { fits } from '../../control/requests.ts';
import type { Collections } from '../../state/collections.ts';
import type { Markup } from '../layout.ts';
import { linkedBody } from './json.ts';
import { pageOf, pager, rowsOf } from './pager.ts';
import { shell } from './shell.ts';
import { table } from './table.ts';
import type { ControlView } from './view.ts';
import { instant } from './words.ts';

/** What was asked and answered: the newest first. */
export function logPage(view: ControlView): Markup {
  const { path = '', status = '' } = view.query;
  const page = pageOf(view.query);
  const found = view.requests.list().filter((one) => fits(one, { path, status }));
  return shell(view, {
    title: 'Requests',
    current: '/_emulator/log',
    body: html`<form class="filter" method="get" action="/_emulator/log" role="search">
<label>Path has<input name="path" value="${path}" autocomplete="off" placeholder="/v1/subscriptions"></label>
<label>Status<input name="status" value="${status}" autocomplete="off" placeholder="404 or 4xx"></label>
<button class="second">Filter</button></form>
${table({
  caption: 'Requests, the newest first',
  heads: ['Request', 'Status', 'Caller', 'At', 'Took'],
  rows: rowsOf(found, page).map((one) => [
    html`<a href="/_emulator/log/${one.id}">${one.method} ${one.path}</a>`,
    one.status,
    one.caller ?? 'Nobody',
    instant(one.at),
    `${Math.round(one.durationMs)} ms`,
  ]),
  empty:
    path === '' && status === '' ? 'Nothing was asked since the emulator was started.' : 'No request fits.',
})}
${pager('/_emulator/log', { path, status }, found.length, page)}`,
  });
}

function body(collections: Collections, title: string, text: string | null): Markup {
  return html`<h2>${title}</h2>${text === null || text === '' ? html`<p class="empty">None.</p>` : linkedBody(collections, text)}`;
}

/** One request with both bodies; `null` when it is forgotten. */
export function requestPage(view: ControlView, id: string): Markup | null {
  const found: LoggedRequest | undefined = view.requests.list().find((one) => String(one.id) === id);
  if (found === undefined) return null;
  const { collections } = view.core.engine.store;
  return shell(view, {
    title: `${found.method} ${found.path}`,
    current: '/_emulator/log',
    body: html`<p><a href="/_emulator/log">All requests</a></p>
<dl class="facts">
<dt>Status</dt><dd>${found.status}</dd>
<dt>Caller</dt><dd>${found.caller ?? 'Nobody'}</dd>
<dt>At</dt><dd>${instant(found.at)}</dd>
<dt>Took</dt><dd>${Math.round(found.durationMs)} ms of real time</dd>
</dl>
${body(collections, 'Request body', found.requestBody)}
${body(collections, 'Response body', found.responseBody)}`,
  });
}
