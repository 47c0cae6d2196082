import { html } from 'hono/html';
import type { Collections } from '../../state/collections.ts';
import type { DeliveryRow } from '../../state/rows.ts';
import { toRecord } from '../../webhooks/record.ts';
import type { Markup } from '../layout.ts';
import { badge } from '../portal/shell.ts';
import { standingOfEvent } from './event-standing.ts';
import { linkedBody } from './json.ts';
import { rowLink } from './row-link.ts';
import { shell } from './shell.ts';
import type { ControlView } from './view.ts';
import { replayButton } from './webhooks-page.ts';
import { instant, instantFromNow } from './words.ts';

function attempt(collections: Collections, row: DeliveryRow, index: number): Markup {
  const outcome = row.http_code === null ? 'no answer' : `answered ${row.http_code}`;
  return html`<details><summary>Attempt ${index + 1}: ${row.succeeded ? 'arrived' : 'failed'}, ${outcome}, ${instant(row.created_at)}</summary>
<p>Sent to <code>${row.url}</code></p>
<h3>Headers</h3><pre tabindex="0">${Object.entries(row.headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}</pre>
${row.body === null ? '' : html`<h3>Body, as a fault made it</h3>${linkedBody(collections, row.body)}`}
${row.response === null || row.response === '' ? '' : html`<h3>Answer</h3><pre tabindex="0">${row.response}</pre>`}
</details>`;
}

/** One event with its body and every attempt to deliver it; `null` when there is none. */
export function eventPage(view: ControlView, id: string): Markup | null {
  const { transaction } = view;
  const { collections } = view.core.engine.store;
  const event = transaction.get('webhook_events', id);
  if (event === undefined) return null;
  const { deliveries } = toRecord(transaction, event);
  const endpoint = transaction.get('webhook_endpoints', event.endpoint_id);
  return shell(view, {
    title: event.type,
    current: '/_emulator/webhooks',
    body: html`<p><a href="/_emulator/webhooks">All webhooks</a></p>
<dl class="facts">
<dt>Status</dt><dd>${badge(standingOfEvent(transaction, event))}</dd>
<dt>Made</dt><dd>${instantFromNow(event.created_at, transaction.now)}</dd>
${event.next_attempt_at === null ? '' : html`<dt>Next attempt</dt><dd>${instantFromNow(event.next_attempt_at, transaction.now)}</dd>`}
<dt>Endpoint</dt><dd>${rowLink('webhook_endpoints', event.endpoint_id, endpoint?.url ?? event.endpoint_id)}</dd>
<dt><code>webhook-id</code></dt><dd>${rowLink('webhook_events', event.id)}</dd>
</dl>
<div class="actions">${replayButton(event)}</div>
<h2>Attempts</h2>
${deliveries.length === 0 ? html`<p class="empty">None yet.</p>` : deliveries.map((row, index) => attempt(collections, row, index))}
<h2>Body</h2>
${event.payload === null ? html`<p class="empty">No longer kept: it is older than 90 days.</p>` : linkedBody(collections, event.payload)}`,
  });
}
