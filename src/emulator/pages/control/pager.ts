import { html } from 'hono/html';
import type { Markup } from '../layout.ts';
import { number } from './words.ts';

/** How many rows a page of a list has. */
export const PAGE_SIZE = 50;

/** Reads which page of a list is asked for; the first for anything that is no number. */
export function pageOf({ page = '1' }: Readonly<Record<string, string>>): number {
  return /^[1-9]\d{0,6}$/.test(page) ? Number(page) : 1;
}

/** The rows of a page. */
export function rowsOf<T>(rows: readonly T[], page: number): T[] {
  return rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
}

/** Which rows are shown of how many, and the way to the others. */
export function pager(
  path: string,
  query: Readonly<Record<string, string>>,
  total: number,
  page: number,
): Markup {
  if (total <= PAGE_SIZE) return html``;
  const first = (page - 1) * PAGE_SIZE + 1;
  const link = (to: number, label: string) =>
    html`<a href="${path}?${new URLSearchParams({ ...query, page: String(to) })}">${label}</a>`;
  return html`<nav class="pages" aria-label="Pages">
<span>${page > 1 ? link(page - 1, '← Previous') : ''}</span>
<span class="muted">${number(first)} to ${number(Math.min(total, page * PAGE_SIZE))} of ${number(total)}</span>
<span>${page * PAGE_SIZE < total ? link(page + 1, 'Next →') : ''}</span>
</nav>`;
}
