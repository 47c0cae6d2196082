import { html } from 'hono/html';
import { formatMoney } from '../../money/currency.ts';
import type { OrderRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import { dueAmount } from '../../wire/order.ts';
import type { Markup } from '../layout.ts';
import type { Page } from './page.ts';
import { badge, shell } from './shell.ts';
import type { Visit } from './visit.ts';
import { day, type Standing } from './words.ts';

const PAGE_SIZE = 20;

/** How an order stands, in plain words. */
export function orderStanding(row: OrderRow): Standing {
  switch (row.status) {
    case 'paid':
      return { word: 'Paid', tone: 'good' };
    case 'refunded':
      return { word: 'Refunded', tone: 'over' };
    case 'partially_refunded':
      return { word: 'Partly refunded', tone: 'over' };
    case 'void':
      return { word: 'Canceled', tone: 'over' };
    case 'draft':
      return { word: 'Draft', tone: 'calm' };
    case 'pending':
      return row.next_payment_attempt_at === null
        ? { word: 'Being paid', tone: 'calm' }
        : { word: 'Payment failed', tone: 'bad' };
  }
}

/** What an order costs: what is due while it is not paid, and what it came to after that. */
export function orderAmount(row: OrderRow): string {
  return formatMoney(row.status === 'pending' ? dueAmount(row) : row.total_amount, row.currency);
}

function line(transaction: Transaction, visit: Visit, row: OrderRow): Markup {
  return html`<tr><td><a href="${visit.base}/orders/${row.id}">${row.description}</a>${day(row.created_at, transaction.now)}</td>
<td>${badge(orderStanding(row))}</td><td class="amount">${orderAmount(row)}</td></tr>`;
}

function pager(visit: Visit, page: number, pages: number): Markup {
  if (pages < 2) return html``;
  const link = (to: number, label: string) =>
    to < 1 || to > pages ? html`<span></span>` : html`<a href="${visit.base}/orders?page=${to}">${label}</a>`;
  return html`<div class="pages">${link(page - 1, '← Newer')}<span>Page ${page} of ${pages}</span>${link(page + 1, 'Older →')}</div>`;
}

function list(transaction: Transaction, visit: Visit): Markup {
  const rows = transaction.by('orders', 'customer_id', visit.customer.id).reverse();
  if (rows.length === 0) {
    return html`<p class="empty">There are no orders yet. What you are charged is listed here, with its invoice.</p>`;
  }
  const pages = Math.ceil(rows.length / PAGE_SIZE);
  const asked = Number(visit.query.page ?? 1);
  const page = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1;
  return html`<table><thead><tr><th scope="col">Order</th><th scope="col">Status</th><th scope="col" class="amount">Amount</th></tr></thead>
<tbody>${rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map((row) => line(transaction, visit, row))}</tbody></table>
${pager(visit, page, pages)}`;
}

/** Everything that was charged, the newest first. */
export const ordersPage: Page = {
  path: '/orders',
  isBilling: true,
  draw: (transaction, visit) =>
    shell(transaction, visit, { title: 'Orders', current: '/orders', body: list(transaction, visit) }),
};
