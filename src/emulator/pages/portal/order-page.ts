import { html } from 'hono/html';
import { paymentMethodsOf } from '../../engine/payment-methods.ts';
import { formatMoney } from '../../money/currency.ts';
import type { OrderRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import { dueAmount } from '../../wire/order.ts';
import type { Markup } from '../layout.ts';
import { billToFields } from './bill-to.ts';
import { cardFields } from './card-form.ts';
import { act } from './form.ts';
import { orderStanding } from './orders-page.ts';
import { orderOf } from './own.ts';
import type { Draw, Page } from './page.ts';
import { badge, shell } from './shell.ts';
import type { Visit } from './visit.ts';
import { cardName, day } from './words.ts';

function lines(row: OrderRow): Markup {
  const money = (amount: number) => formatMoney(amount, row.currency);
  const totals: [string, number, boolean][] = [
    ['Subtotal', row.subtotal_amount, true],
    ['Discount', -row.discount_amount, row.discount_amount !== 0],
    ['Tax', row.tax_amount, true],
    ['Total', row.total_amount, true],
    ['From your balance', row.applied_balance_amount, row.applied_balance_amount !== 0],
    ['Refunded', -(row.refunded_amount + row.refunded_tax_amount), row.refunded_amount !== 0],
    ['Due', dueAmount(row), row.status === 'pending'],
  ];
  return html`<table><thead><tr><th scope="col">What for</th><th scope="col" class="amount">Amount</th></tr></thead>
<tbody>${row.items.map(({ label, amount }) => html`<tr><td>${label}</td><td class="amount">${money(amount)}</td></tr>`)}</tbody>
<tfoot>${totals
    .filter(([, , isShown]) => isShown)
    .map(
      ([label, amount]) =>
        html`<tr><th scope="row">${label}</th><td class="amount">${money(amount + 0)}</td></tr>`,
    )}</tfoot></table>`;
}

function payForm(transaction: Transaction, visit: Visit, row: OrderRow): Markup {
  if (row.status !== 'pending' || row.next_payment_attempt_at === null) return html``;
  const path = `${visit.base}/orders/${row.id}`;
  if (row.payment_lock_acquired_at !== null) {
    return html`<section class="card"><h2>Payment</h2><p>Your bank has not had your answer yet.</p>
<div class="actions"><a class="button" href="${path}/authenticate">Answer your bank</a></div></section>`;
  }
  const amount = formatMoney(dueAmount(row), row.currency);
  const cards = paymentMethodsOf(transaction, visit.customer);
  return html`<section aria-labelledby="pay"><h2 id="pay">Pay ${amount} now</h2>
<p class="muted">The next attempt by itself is on ${day(row.next_payment_attempt_at, transaction.now)}.</p>
${cards.length === 0 ? '' : html`<div class="actions">${cards.map((card) => act(`${path}/pay`, `Pay with ${cardName(card)}`, { fields: { payment_method_id: card.id } }))}</div>`}
<h3>With another card</h3>
<form method="post" action="${path}/pay" novalidate>${cardFields(visit)}<div class="actions"><button type="submit">Pay ${amount}</button></div></form></section>`;
}

// An order's country and state decided its tax: where they are known, the name is all that can be missing.
function invoiceFields(visit: Visit, row: OrderRow): Markup {
  const { customer } = visit;
  const name = row.billing_name ?? customer.billing_name ?? customer.name;
  const billTo = { name, address: customer.billing_address };
  return billToFields(visit, billTo, { hasAddress: row.billing_address === null, hasTaxId: false });
}

function invoice(visit: Visit, row: OrderRow): Markup {
  const path = `${visit.base}/orders/${row.id}/invoice`;
  if (row.invoice_requested_at !== null) {
    return html`<div role="status" data-awaits="${path}/state"><p>The invoice is being prepared…</p><progress aria-label="Preparing the invoice"></progress>
<noscript><p><a href="${visit.base}/orders/${row.id}">Look again</a></p></noscript></div>`;
  }
  if (row.invoice !== null) return html`<a class="button second" href="${path}">Download invoice</a>`;
  if (row.billing_name === null || row.billing_address === null) {
    return html`<form method="post" action="${path}" novalidate><p>Say whom the invoice is made out to.</p>
${invoiceFields(visit, row)}
<div class="actions"><button type="submit">Prepare invoice</button></div></form>`;
  }
  return act(path, 'Prepare invoice');
}

function documents(visit: Visit, row: OrderRow): Markup {
  if (row.status === 'draft' || row.status === 'void') return html``;
  const receipt =
    row.receipt_number === null
      ? ''
      : html`<a class="button second" href="${visit.base}/orders/${row.id}/receipt">Download receipt</a>`;
  return html`<section aria-labelledby="documents"><h2 id="documents">Documents</h2><div class="actions">${invoice(visit, row)}${receipt}</div></section>`;
}

const draw: Draw = (transaction, visit) => {
  const row = orderOf(transaction, visit);
  if (row === null) return null;
  return shell(transaction, visit, {
    title: row.description,
    current: '/orders',
    body: html`<section><div class="title"><p>${day(row.created_at, transaction.now)}${row.invoice_number === null ? '' : html`, invoice ${row.invoice_number}`}</p>${badge(orderStanding(row))}</div>
${lines(row)}</section>
${payForm(transaction, visit, row)}
${documents(visit, row)}
<p><a href="${visit.base}/orders">All orders</a></p>`,
  });
};

/** An order: what it is made of, its documents, and another try to pay it. */
export const orderPage: Page = { path: '/orders/:id', isBilling: true, draw };
