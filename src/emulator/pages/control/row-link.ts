import { html } from 'hono/html';
import type { CollectionName } from '../../state/rows.ts';
import type { Markup } from '../layout.ts';

/** Where a row is shown. */
export function rowPath(collection: CollectionName, id: string): string {
  return `/_emulator/browse/${collection}/${encodeURIComponent(id)}`;
}

/** A link to a row. */
export function rowLink(collection: CollectionName, id: string, label: string = id): Markup {
  return html`<a href="${rowPath(collection, id)}">${label}</a>`;
}
