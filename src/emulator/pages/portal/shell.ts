import { html, raw } from 'hono/html';
import { organizationOf } from '../../engine/organization.ts';
import type { Transaction } from '../../state/transaction.ts';
import { layout, type Markup } from '../layout.ts';
import { notices } from './notices.ts';
import { script } from './script.ts';
import { styles } from './styles.ts';
import type { Visit } from './visit.ts';
import type { Standing } from './words.ts';

const icons = {
  good: '<path d="M4.5 8.2 7 10.7l4.5-5"/>',
  calm: '<path d="M8 4.5V8l2.3 1.5"/>',
  bad: '<path d="M8 4.5v4M8 11v.5"/>',
  over: '<path d="M5 8h6"/>',
} as const;

function icon(tone: Standing['tone']): Markup {
  return html`${raw(
    `<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true"><circle cx="8" cy="8" r="7"/>${icons[tone]}</svg>`,
  )}`;
}

/** How something stands, by icon, word and tint. */
export function badge({ word, tone }: Standing): Markup {
  return html`<span class="badge ${tone}">${icon(tone)}${word}</span>`;
}

function tabs(transaction: Transaction, visit: Visit): { href: string; label: string }[] {
  const { base, customer, mayBill } = visit;
  const overview = { href: base, label: 'Overview' };
  if (!mayBill) return [overview];
  const hasSeats = [
    ...transaction.by('subscriptions', 'customer_id', customer.id),
    ...transaction.by('orders', 'customer_id', customer.id),
  ].some(({ seats }) => seats !== null);
  return [
    overview,
    { href: `${base}/payment-methods`, label: 'Payment methods' },
    { href: `${base}/orders`, label: 'Orders' },
    ...(hasSeats ? [{ href: `${base}/seats`, label: 'Seats' }] : []),
    { href: `${base}/billing`, label: 'Billing details' },
  ];
}

function navigation(transaction: Transaction, visit: Visit, current: string): Markup {
  const { name } = organizationOf(transaction);
  const back = visit.session.return_url;
  return html`<nav class="portal-nav" aria-label="Customer portal">
${back === null ? html`<p class="seller">${name}</p>` : html`<a class="back" href="${back}">← Back to ${name}</a>`}
<ul>${tabs(transaction, visit).map(
    ({ href, label }) =>
      html`<li><a href="${href}" ${href === visit.base + current ? raw('aria-current="page"') : ''}>${label}</a></li>`,
  )}</ul>
</nav>`;
}

/** Something to know first: what went well, or what did not. */
export function messages({ alert, notice }: Pick<Visit, 'alert' | 'notice'>): Markup {
  return html`${
    notice === null
      ? ''
      : html`<div class="message" role="status">${icon('good')}<p>${notices[notice]}</p></div>`
  }${alert === null ? '' : html`<div class="alert" role="alert">${icon('bad')}<p>${alert}</p></div>`}`;
}

/**
 * A page of the portal.
 *
 * @param current the tab it is under: its path after the portal's own.
 */
export function shell(
  transaction: Transaction,
  visit: Visit,
  page: { title: string; current: string; body: Markup },
): Markup {
  const { name } = organizationOf(transaction);
  const { title, current, body } = page;
  return layout(
    `${title} – ${name}`,
    html`<div class="portal">
${navigation(transaction, visit, current)}
<main>
<h1>${title}</h1>
${messages(visit)}
${body}
</main>
</div>
<script nonce="${visit.around.nonce}">${raw(script)}</script>`,
    visit.around,
    styles,
  );
}
