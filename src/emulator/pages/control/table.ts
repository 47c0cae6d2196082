import { html } from 'hono/html';
import type { Markup } from '../layout.ts';

type Cell = Markup | string | number;

/** A table for screens of any width: on a narrow one each row is a card, and each cell says what it is. */
export function table(options: {
  /** What the table holds, for those who do not see what is around it. */
  caption: string;
  heads: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** What stands in its place when it has no rows. */
  empty: string;
}): Markup {
  const { caption, heads, rows, empty } = options;
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  return html`<table class="cards">
<caption>${caption}</caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map(
    (cells) =>
      html`<tr>${cells.map((cell, index) => html`<td data-head="${heads[index] ?? ''}"><div>${cell}</div></td>`)}</tr>`,
  )}</tbody>
</table>`;
}
