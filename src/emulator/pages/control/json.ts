import { html } from 'hono/html';
import type { Collections } from '../../state/collections.ts';
import { type CollectionName, collectionNames } from '../../state/rows.ts';
import type { Markup } from '../layout.ts';
import { rowLink } from './row-link.ts';

/** Which collection has a row of an id. */
export function collectionOf(collections: Collections, id: string): CollectionName | null {
  return collectionNames.find((name) => collections[name].has(id)) ?? null;
}

/** A text made of JSON with its ids as links: each string is looked up, and shown as it is where it is no id. */
export function linkedJson(collections: Collections, value: unknown, ownId?: string): Markup {
  const text = JSON.stringify(value, null, 2);
  // Strings as JSON writes them; what is between them has no ids.
  const parts = text.split(/("(?:[^"\\]|\\.)*")/);
  return html`<pre tabindex="0">${parts.map((part) => {
    if (!part.startsWith('"')) return part;
    const id: unknown = JSON.parse(part);
    const collection = typeof id !== 'string' || id === ownId ? null : collectionOf(collections, id);
    return collection === null || typeof id !== 'string' ? part : html`"${rowLink(collection, id)}"`;
  })}</pre>`;
}

/** A body as it was sent: its JSON indented, with links; any other text as it is. */
export function linkedBody(collections: Collections, text: string): Markup {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return html`<pre tabindex="0">${text}</pre>`;
  }
  return linkedJson(collections, value);
}
