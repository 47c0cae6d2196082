import { html, raw } from 'hono/html';
import { paymentMethodsOf } from '../../engine/payment-methods.ts';
import type { PaymentMethodRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import type { Markup } from '../layout.ts';
import { cardFields } from './card-form.ts';
import { act } from './form.ts';
import type { Page } from './page.ts';
import { badge, shell } from './shell.ts';
import type { Visit } from './visit.ts';
import { cardExpiry, cardName } from './words.ts';

function row(visit: Visit, card: PaymentMethodRow): Markup {
  const path = `${visit.base}/payment-methods`;
  const isDefault = visit.customer.default_payment_method_id === card.id;
  const name = cardName(card);
  const named = (verb: string) => html`${verb}<span class="default"> ${name}</span>`;
  const fields = { payment_method_id: card.id };
  return html`<li><div class="what"><strong>${name}</strong><span class="muted">Expires ${cardExpiry(card)}</span></div>
<div class="actions">${
    isDefault
      ? badge({ word: 'Default', tone: 'good' })
      : act(`${path}/default`, named('Make default'), { fields })
  }${act(`${path}/remove`, named('Remove'), { fields, class: 'second danger' })}</div></li>`;
}

function list(transaction: Transaction, visit: Visit): Markup {
  const cards = paymentMethodsOf(transaction, visit.customer);
  if (cards.length === 0) return html`<p class="empty">There is no card on file. Add one below.</p>`;
  return html`<ul class="rows">${cards.map((card) => row(visit, card))}</ul>`;
}

function addForm(visit: Visit): Markup {
  const isChecked = visit.typed.set_default === 'on' || visit.typed.number === undefined;
  return html`<form method="post" action="${visit.base}/payment-methods" novalidate>
${cardFields(visit)}
<label class="check"><input type="checkbox" name="set_default" ${isChecked ? raw('checked') : ''}> Charge this card from now on</label>
<div class="actions"><button type="submit">Add card</button></div></form>`;
}

/** The cards on file, and a form for one more. */
export const paymentMethodsPage: Page = {
  path: '/payment-methods',
  isBilling: true,
  draw: (transaction, visit) =>
    shell(transaction, visit, {
      title: 'Payment methods',
      current: '/payment-methods',
      body: html`<section>${list(transaction, visit)}</section>
<section aria-labelledby="add"><h2 id="add">Add a card</h2>${addForm(visit)}</section>`,
    }),
};
