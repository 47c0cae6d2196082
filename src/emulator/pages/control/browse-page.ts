import { html, raw } from 'hono/html';
import { type AnyRow, findRows } from '../../control/find-rows.ts';
import { type CollectionName, collectionNames } from '../../state/rows.ts';
import type { Markup } from '../layout.ts';
import { pageOf, pager, rowsOf } from './pager.ts';
import { rowLink } from './row-link.ts';
import { shell } from './shell.ts';
import { table } from './table.ts';
import type { ControlView } from './view.ts';
import { instant, number } from './words.ts';

/** What tells one row from another, whatever it is. */
const telling = ['name', 'email', 'status', 'type', 'description', 'url', 'code', 'amount', 'total_amount'];

function summaryOf(row: AnyRow): string {
  const known = telling.map((field) => row[field]).filter((value) => value !== null && value !== undefined);
  return known.map(String).join(' · ');
}

function createdAt(row: AnyRow): Markup | string {
  return typeof row.created_at === 'string' ? instant(row.created_at) : '';
}

function list(view: ControlView): Markup {
  const { collections } = view.core.engine.store;
  return html`<ul class="collections">${collectionNames.map(
    (name) =>
      html`<li><a href="/_emulator/browse?collection=${name}">${name} <span>${number(collections[name].size)}</span></a></li>`,
  )}</ul>`;
}

function filter(name: CollectionName, text: string): Markup {
  return html`<form class="filter" method="get" action="/_emulator/browse" role="search">
<label>Collection<select name="collection">${collectionNames.map(
    (one) => html`<option ${one === name ? raw('selected') : ''}>${one}</option>`,
  )}</select></label>
<label>Has the text<input name="query" value="${text}" autocomplete="off"></label>
<button class="second">Search</button>
</form>`;
}

function rows(view: ControlView, name: CollectionName): Markup {
  const { query = '' } = view.query;
  const page = pageOf(view.query);
  const found = findRows(view.core.engine.store.collections, name, query).toReversed();
  return html`${filter(name, query)}
${table({
  caption: `Rows of ${name}`,
  heads: ['Id', 'Created', 'What'],
  rows: rowsOf(found, page).map((row) => [rowLink(name, row.id), createdAt(row), summaryOf(row)]),
  empty: query === '' ? `There is no row in ${name}.` : `No row of ${name} has the text “${query}”.`,
})}
${pager('/_emulator/browse', { collection: name, query }, found.length, page)}`;
}

/** The state, a collection at a time: the newest rows first. */
export function browsePage(view: ControlView): Markup {
  const name = collectionNames.find((one) => one === view.query.collection);
  return shell(view, {
    title: name === undefined ? 'State' : `State: ${name}`,
    current: '/_emulator/browse',
    body:
      name === undefined
        ? list(view)
        : html`<p><a href="/_emulator/browse">All collections</a></p>${rows(view, name)}`,
  });
}
