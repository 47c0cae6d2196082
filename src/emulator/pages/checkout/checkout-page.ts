import { html, raw } from 'hono/html';
import { testCards } from '../../engine/cards.ts';
import { countries } from '../../wire/lists.ts';
import { layout, type Markup } from '../layout.ts';
import type { Surroundings } from '../page.ts';
import type { FieldName, FormErrors, FormValues } from './read-form.ts';
import { script } from './script.ts';
import type { CheckoutSummary } from './summary.ts';

/** What the checkout page shows. */
export interface CheckoutPage {
  sellerName: string;
  returnUrl: string | null;
  summary: CheckoutSummary;
  /** More than one: the person chooses. */
  products: { id: string; name: string; price: string; isChosen: boolean }[];
  needsEmail: boolean;
  values: FormValues;
  errors: FormErrors;
  /** What is wrong with the whole, above the form. */
  alert: string | null;
}

const regionNames = new Intl.DisplayNames(['en'], { type: 'region' });

const countryOptions = countries
  .map((code) => ({ code, name: regionNames.of(code) ?? code }))
  .sort((left, right) => left.name.localeCompare(right.name, 'en'));

const alertIcon = raw(
  '<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true"><circle cx="8" cy="8" r="7"/><path d="M8 4.5v4M8 11v.5"/></svg>',
);

/** The column that says what is bought and what is due. */
export function summaryMarkup(summary: CheckoutSummary): Markup {
  return html`<h1>${summary.productName}</h1>
<p class="price">${summary.price}</p>
${summary.trial === null ? '' : html`<p class="note">${summary.trial}</p>`}
${summary.description === null ? '' : html`<p class="description">${summary.description}</p>`}
<dl class="totals">
${summary.rows.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}
<div class="due"><dt>${summary.due.label}</dt><dd>${summary.due.value}</dd></div>
</dl>
${summary.note === null ? '' : html`<p class="note">${summary.note}</p>`}`;
}

interface FieldOptions {
  label: string;
  autocomplete: string;
  wide?: boolean;
  type?: string;
  inputmode?: string;
  placeholder?: string;
}

function describedBy(page: CheckoutPage, name: FieldName): Markup {
  return page.errors[name] === undefined
    ? html``
    : html`aria-invalid="true" aria-describedby="${name}-error"`;
}

function errorOf(page: CheckoutPage, name: FieldName): Markup {
  const error = page.errors[name];
  return error === undefined ? html`` : html`<p class="error" id="${name}-error">${error}</p>`;
}

function field(page: CheckoutPage, name: FieldName, options: FieldOptions): Markup {
  const { label, autocomplete, wide = false, type = 'text', inputmode = 'text', placeholder = '' } = options;
  return html`<div class="${wide ? 'wide' : ''}"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" inputmode="${inputmode}" autocomplete="${autocomplete}" placeholder="${placeholder}" value="${page.values[name] ?? ''}" required ${describedBy(page, name)}>
${errorOf(page, name)}</div>`;
}

function countryField(page: CheckoutPage): Markup {
  const chosen = page.values.country ?? '';
  return html`<div class="wide"><label for="country">Country</label>
<select id="country" name="country" autocomplete="country" required ${describedBy(page, 'country')}>
<option value="" ${chosen === '' ? 'selected' : ''}>Choose a country</option>
${countryOptions.map(({ code, name }) => html`<option value="${code}" ${chosen === code ? 'selected' : ''}>${name}</option>`)}
</select>${errorOf(page, 'country')}</div>`;
}

function productChoice(page: CheckoutPage): Markup {
  if (page.products.length < 2) return html``;
  return html`<fieldset><legend>Plan</legend>${page.products.map(
    ({ id, name, price, isChosen }) =>
      html`<label class="choice"><input type="radio" name="product_id" value="${id}" ${isChosen ? 'checked' : ''}><span>${name}</span> <span>${price}</span></label>`,
  )}</fieldset>`;
}

function cardHint(): Markup {
  return html`<div class="hint"><p>Test cards, with any future expiry and any code:</p><ul>${testCards.map(
    ({ number, label }) => html`<li><code>${number}</code> ${label}</li>`,
  )}</ul></div>`;
}

/** The hosted checkout: what is bought on one side, the form on the other. */
export function checkoutPage(page: CheckoutPage, surroundings: Surroundings): Markup {
  const { summary } = page;
  return layout(
    `${summary.productName} – ${page.sellerName}`,
    html`<main class="page">
<section aria-label="Summary">
${page.returnUrl === null || surroundings.embed !== null ? '' : html`<a class="back" href="${page.returnUrl}">← Back to ${page.sellerName}</a>`}
<p class="seller">Subscribe to ${page.sellerName}</p>
<div id="summary" aria-live="polite">${summaryMarkup(summary)}</div>
</section>
<form method="post" novalidate>
${page.alert === null ? '' : html`<div class="alert" role="alert">${alertIcon}<p>${page.alert}</p></div>`}
${productChoice(page)}
<fieldset><legend>Billing details</legend><div class="grid">
${page.needsEmail ? field(page, 'email', { label: 'Email', autocomplete: 'email', type: 'email', inputmode: 'email', wide: true }) : ''}
${field(page, 'name', { label: 'Name or company', autocomplete: 'billing name', wide: true })}
${countryField(page)}
${field(page, 'line1', { label: 'Street address', autocomplete: 'billing address-line1', wide: true })}
${field(page, 'postal_code', { label: 'Postal code', autocomplete: 'billing postal-code' })}
${field(page, 'city', { label: 'City', autocomplete: 'billing address-level2' })}
</div></fieldset>
<fieldset><legend>Card</legend><div class="grid">
${field(page, 'number', { label: 'Card number', autocomplete: 'cc-number', inputmode: 'numeric', placeholder: '1234 1234 1234 1234', wide: true })}
${field(page, 'expiry', { label: 'Expiry', autocomplete: 'cc-exp', inputmode: 'numeric', placeholder: 'MM/YY' })}
${field(page, 'cvc', { label: 'Security code', autocomplete: 'cc-csc', inputmode: 'numeric', placeholder: 'CVC' })}
</div>${cardHint()}</fieldset>
<button type="submit">${summary.action}</button>
<p class="terms">${
      summary.trial === null
        ? 'Renews until you cancel.'
        : 'Cancel before the trial ends and nothing is charged.'
    }</p>
</form>
</main>
<script nonce="${surroundings.nonce}">${raw(script)}</script>`,
    surroundings,
  );
}
