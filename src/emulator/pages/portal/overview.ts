import { html } from 'hono/html';
import { organizationOf } from '../../engine/organization.ts';
import type { Transaction } from '../../state/transaction.ts';
import { toMeterCounts } from '../../wire/customer-meter.ts';
import type { Markup } from '../layout.ts';
import type { Page } from './page.ts';
import { shell } from './shell.ts';
import { subscriptionCard } from './subscription-card.ts';
import type { Visit } from './visit.ts';

function subscriptions(transaction: Transaction, visit: Visit): Markup {
  const rows = transaction.by('subscriptions', 'customer_id', visit.customer.id).reverse();
  const [current, past] = [
    rows.filter(({ ended_at }) => ended_at === null),
    rows.filter(({ ended_at }) => ended_at !== null),
  ];
  if (rows.length === 0) {
    const { name } = organizationOf(transaction);
    return html`<p class="empty">You have no subscription at ${name}. When you buy one, it is shown here.</p>`;
  }
  return html`${current.map((row) => subscriptionCard(transaction, visit, row))}
${past.length === 0 ? '' : html`<h2>Past subscriptions</h2>${past.map((row) => subscriptionCard(transaction, visit, row))}`}`;
}

// What a member of a team has is its own; whoever comes for the customer as a whole sees everything.
function benefits(transaction: Transaction, { customer, member }: Visit): Markup {
  const rows = transaction
    .by('benefit_grants', 'customer_id', customer.id)
    .filter((one) => one.granted_at !== null && one.revoked_at === null)
    .filter((one) => member === null || one.member_id === null || one.member_id === member.id);
  if (rows.length === 0) return html``;
  return html`<section aria-labelledby="benefits"><h2 id="benefits">What you have</h2><ul class="rows">${rows.map(
    ({ benefit_id }) => {
      const benefit = transaction.need('benefits', benefit_id);
      const note = benefit.type === 'custom' ? benefit.properties.note : null;
      return html`<li><div class="what"><strong>${benefit.description}</strong>${note === null ? '' : html`<span class="muted">${note}</span>`}</div></li>`;
    },
  )}</ul></section>`;
}

const numbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 });

function usage(transaction: Transaction, { customer }: Visit): Markup {
  const rows = transaction.by('customer_meters', 'customer_id', customer.id);
  if (rows.length === 0 || !organizationOf(transaction).customer_portal_settings.usage.show) return html``;
  return html`<section aria-labelledby="usage"><h2 id="usage">Usage</h2><table>
<thead><tr><th scope="col">Meter</th><th scope="col" class="amount">Used</th><th scope="col" class="amount">Credited</th><th scope="col" class="amount">Left</th></tr></thead>
<tbody>${rows.map((row) => {
    const { consumed_units, credited_units, balance } = toMeterCounts(transaction, row);
    return html`<tr><th scope="row">${transaction.need('meters', row.meter_id).name}</th>
<td class="amount">${numbers.format(consumed_units)}</td><td class="amount">${numbers.format(credited_units)}</td><td class="amount">${numbers.format(Math.max(0, balance))}</td></tr>`;
  })}</tbody></table></section>`;
}

/** Where the portal opens: the subscriptions, what they give, and what was used. */
export const overviewPage: Page = {
  path: '',
  isBilling: false,
  draw: (transaction, visit) =>
    shell(transaction, visit, {
      title: 'Overview',
      current: '',
      body: html`${subscriptions(transaction, visit)}${benefits(transaction, visit)}${usage(transaction, visit)}`,
    }),
};
