import { html } from 'hono/html';
import { formatMoney } from '../../money/currency.ts';
import type { CustomerRow, SubscriptionRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import type { Markup } from '../layout.ts';
import { badge } from '../portal/shell.ts';
import { standingOf } from '../portal/words.ts';
import { rowLink } from './row-link.ts';
import { table } from './table.ts';
import type { ControlView } from './view.ts';
import { instantFromNow, number } from './words.ts';

const SHOWN = 20;

function until(row: SubscriptionRow, now: string): Markup | string {
  if (row.ended_at !== null) return instantFromNow(row.ended_at, now);
  if (row.status === 'paused') return row.resumes_at === null ? '' : instantFromNow(row.resumes_at, now);
  return instantFromNow(row.current_period_end, now);
}

function subscriptionCells(transaction: Transaction, row: SubscriptionRow): (Markup | string)[] {
  const product = transaction.get('products', row.product_id)?.name ?? row.product_id;
  return [
    html`${rowLink('subscriptions', row.id, product)}${row.seats === null ? '' : ` × ${row.seats}`}`,
    badge(standingOf(row)),
    formatMoney(row.amount, row.currency),
    until(row, transaction.now),
  ];
}

function linesOf(transaction: Transaction, customer: CustomerRow): (Markup | string)[][] {
  const who = html`${rowLink('customers', customer.id, customer.name ?? customer.email ?? customer.id)}${
    customer.name === null || customer.email === null
      ? ''
      : html`<br><span class="muted">${customer.email}</span>`
  }`;
  // The newest first, and not all twenty of somebody who has that many.
  const subscriptions = transaction.by('subscriptions', 'customer_id', customer.id).reverse().slice(0, 3);
  if (subscriptions.length === 0) return [[who, 'None', '', '', '']];
  return subscriptions.map((row) => [who, ...subscriptionCells(transaction, row)]);
}

/** Who buys here, and how their subscriptions stand: the newest first. */
export function customersPanel({ core, transaction }: ControlView): Markup {
  const all = [...core.engine.store.collections.customers.values()].filter((one) => one.deleted_at === null);
  const shown = all.slice(-SHOWN).reverse();
  return html`<section aria-labelledby="customers">
<h2 id="customers">Customers and subscriptions</h2>
${table({
  caption: 'Customers and their subscriptions',
  heads: ['Customer', 'Subscription', 'Status', 'Price', 'Period ends, or ended'],
  rows: shown.flatMap((customer) => linesOf(transaction, customer)),
  empty: 'Nobody has bought anything yet. Go through a checkout, or play a preset.',
})}
${all.length > SHOWN ? html`<p><a href="/_emulator/browse?collection=customers">All ${number(all.length)} customers</a></p>` : ''}
</section>`;
}
