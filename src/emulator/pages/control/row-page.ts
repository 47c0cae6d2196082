import { html } from 'hono/html';
import type { AnyRow } from '../../control/find-rows.ts';
import type { Collections } from '../../state/collections.ts';
import { type CollectionName, collectionNames } from '../../state/rows.ts';
import type { Markup } from '../layout.ts';
import { linkedJson } from './json.ts';
import { shell } from './shell.ts';
import type { ControlView } from './view.ts';
import { number } from './words.ts';

/** How many rows of each collection name an id in one of their fields. */
function referrers(collections: Collections, id: string): [CollectionName, number][] {
  const count = (name: CollectionName) => {
    let found = 0;
    for (const row of collections[name].values()) {
      if (row.id !== id && Object.values(row).includes(id)) found += 1;
    }
    return found;
  };
  return collectionNames
    .map((name): [CollectionName, number] => [name, count(name)])
    .filter(([, found]) => found > 0);
}

/** One row as JSON, with the way to the rows that it names and to those that name it; `null` when there is none. */
export function rowPage(view: ControlView, collection: string, id: string): Markup | null {
  const { collections } = view.core.engine.store;
  const name = collectionNames.find((one) => one === collection);
  const row: AnyRow | undefined =
    // Every row is plain data with an id.
    name === undefined ? undefined : (collections[name].get(id) as AnyRow | undefined);
  if (name === undefined || row === undefined) return null;
  const links = referrers(collections, id);
  return shell(view, {
    title: `${name}: ${id}`,
    current: '/_emulator/browse',
    body: html`<p><a href="/_emulator/browse?collection=${name}">All of ${name}</a></p>
${linkedJson(collections, row, id)}
<h2>Named by</h2>
${
  links.length === 0
    ? html`<p class="empty">No other row names this one.</p>`
    : html`<ul class="collections">${links.map(
        ([from, count]) =>
          html`<li><a href="/_emulator/browse?${new URLSearchParams({ collection: from, query: id })}">${from} <span>${number(count)}</span></a></li>`,
      )}</ul>`
}`,
  });
}
