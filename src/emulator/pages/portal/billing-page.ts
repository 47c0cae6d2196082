import { html } from 'hono/html';
import { isTaxId } from '../../engine/checkout-tax-id.ts';
import { setCustomerDetails } from '../../engine/customer-details.ts';
import { mayChangeEmail, requestEmailUpdate } from '../../engine/email-updates.ts';
import type { Transaction } from '../../state/transaction.ts';
import type { Markup } from '../layout.ts';
import { billToFields, readBillTo } from './bill-to.ts';
import { field, given } from './form.ts';
import type { Action, Outcome, Page } from './page.ts';
import { shell } from './shell.ts';
import type { Visit } from './visit.ts';

function detailsForm(visit: Visit): Markup {
  const { customer, base } = visit;
  const [taxId = null] = customer.tax_id ?? [];
  const billTo = {
    name: customer.billing_name ?? customer.name,
    address: customer.billing_address,
    taxId: taxId === null ? null : String(taxId),
  };
  return html`<form method="post" action="${base}/billing" novalidate>
${billToFields(visit, billTo, { hasAddress: true, hasTaxId: true })}
<div class="actions"><button type="submit">Save billing details</button></div></form>`;
}

// Who runs an emulator gets no mail: the link that it would carry stands here.
function waiting(transaction: Transaction, { customer, base }: Visit): Markup {
  const [update] = transaction.by('email_updates', 'customer_id', customer.id);
  if (update === undefined) return html``;
  return html`<div class="hint"><p>The emulator sends no mail. The one to ${update.email} would carry this link:</p>
<p><a href="${base}/verify-email?token=${update.token}">Confirm ${update.email}</a></p></div>`;
}

function email(transaction: Transaction, visit: Visit): Markup {
  const { customer, base } = visit;
  const isOpen = mayChangeEmail(transaction) && customer.type === 'individual';
  return html`<section aria-labelledby="email-title"><h2 id="email-title">Email</h2>
<p>${customer.email === null ? 'There is no email address on file.' : html`Invoices and notices go to ${customer.email}.`}</p>
${
  isOpen
    ? html`<form method="post" action="${base}/email" novalidate>${field(visit, 'email', { label: 'New email address', type: 'email', inputmode: 'email', autocomplete: 'email' })}
<div class="actions"><button type="submit" class="second">Change email</button></div></form>${waiting(transaction, visit)}`
    : ''
}</section>`;
}

/** Whom bills are made out to, and where mail goes. */
export const billingPage: Page = {
  path: '/billing',
  isBilling: true,
  draw: (transaction, visit) =>
    shell(transaction, visit, {
      title: 'Billing details',
      current: '/billing',
      body: html`<section aria-labelledby="bills"><h2 id="bills">On your next bills</h2>${detailsForm(visit)}</section>
${email(transaction, visit)}`,
    }),
};

function save(transaction: Transaction, visit: Visit): Outcome {
  const read = readBillTo(visit.typed);
  if ('errors' in read) return read;
  const tax_id = given(visit.typed, 'tax_id');
  if (tax_id !== null && !isTaxId(tax_id))
    return { errors: { tax_id: 'This is no tax ID. Check it for typos.' } };
  const details = { billing_name: read.name, billing_address: read.address, tax_id };
  setCustomerDetails(transaction, visit.customer, details);
  return { to: `${visit.base}/billing`, notice: 'details_saved' };
}

function changeEmail(transaction: Transaction, visit: Visit): Outcome {
  const address = given(visit.typed, 'email') ?? '';
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) {
    return { errors: { email: 'Enter an email address, such as name@example.com.' } };
  }
  requestEmailUpdate(transaction, visit.customer, address);
  return { to: `${visit.base}/billing`, notice: 'email_requested' };
}

const { draw, isBilling } = billingPage;

/** What may be changed of them. */
export const billingActions: readonly Action[] = [
  { path: '/billing', isBilling, draw, perform: save },
  { path: '/email', isBilling, draw, perform: changeEmail },
];
