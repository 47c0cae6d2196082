import { html, raw } from 'hono/html';
import { testCards } from '../../engine/cards.ts';
import { layout, type Markup } from '../layout.ts';
import type { Surroundings } from '../page.ts';
import { addressFields } from './address-fields.ts';
import { describedBy, errorOf, type Filled, field } from './fields.ts';
import { script } from './script.ts';
import { type CheckoutSummary, summaryMarkup } from './summary.ts';

/** What the checkout page shows. */
export interface CheckoutPage extends Filled {
  sellerName: string;
  returnUrl: string | null;
  summary: CheckoutSummary;
  /** More than one: the person chooses. */
  products: { id: string; name: string; price: string; isChosen: boolean }[];
  needsEmail: boolean;
  /** Card and billing address: not for what is free. */
  needsCard: boolean;
  /** Whether the whole billing address is wanted, whatever the country. */
  needsAddress: boolean;
  /** Whether the whole billing address is wanted, in the country that is chosen. */
  needsAddressNow: boolean;
  /** How many the buyer may choose, where the price counts something. */
  quantity: { name: 'seats' | 'units'; label: string; min: number; max: number | null } | null;
  /** What the buyer may choose to pay, in words: `From $5.00 to $100.00`. */
  amount: { label: string; hint: string } | null;
  allowsCode: boolean;
  /** Which fields there are, as a text: where another product has others, the page is loaded anew. */
  shape: string;
  /** What is wrong with the whole, above the form. */
  alert: string | null;
}

const alertIcon = raw(
  '<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true"><circle cx="8" cy="8" r="7"/><path d="M8 4.5v4M8 11v.5"/></svg>',
);

function productChoice({ products }: CheckoutPage): Markup {
  if (products.length < 2) return html``;
  return html`<fieldset><legend>Choose one</legend>${products.map(
    ({ id, name, price, isChosen }) =>
      html`<label class="choice"><input type="radio" name="product_id" id="product-${id}" value="${id}" ${isChosen ? raw('checked') : ''}><span>${name}</span> <span>${price}</span></label>`,
  )}</fieldset>`;
}

function quantityField(page: CheckoutPage): Markup {
  if (page.quantity === null) return html``;
  const { name, label, min, max } = page.quantity;
  return html`<fieldset><legend>How many</legend><div class="grid"><div><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="number" inputmode="numeric" min="${min}" ${max === null ? '' : html`max="${max}"`} step="1" value="${page.values[name] ?? ''}" required ${describedBy(page, name)}>
${errorOf(page, name)}</div></div></fieldset>`;
}

function amountField(page: CheckoutPage): Markup {
  if (page.amount === null) return html``;
  const { label, hint } = page.amount;
  const options = { label: `${label} (${hint})`, autocomplete: 'off', inputmode: 'decimal', wide: true };
  return html`<fieldset><legend>Your price</legend><div class="grid">${field(page, 'amount', options)}</div></fieldset>`;
}

// Without a script the button sends the form back with its totals; with one it only asks for them.
function updateFields(page: CheckoutPage): Markup {
  if (page.allowsCode) {
    return html`<div class="code">${field(page, 'discount_code', { label: 'Promo code', autocomplete: 'off', isOptional: true })}
<button type="submit" name="intent" value="update" class="secondary" id="apply">Apply</button></div>`;
  }
  const canMove =
    page.needsCard || page.products.length > 1 || page.quantity !== null || page.amount !== null;
  if (!canMove) return html``;
  return html`<noscript><button type="submit" name="intent" value="update" class="secondary update">Update the total</button></noscript>`;
}

function cardHint(): Markup {
  return html`<div class="hint"><p>Test cards, with any future expiry and any code:</p><ul>${testCards.map(
    ({ number, label }) => html`<li><code>${number}</code> ${label}</li>`,
  )}</ul></div>`;
}

function cardFields(page: CheckoutPage): Markup {
  if (!page.needsCard) return html``;
  return html`<fieldset><legend>Card</legend><div class="grid">
${field(page, 'number', { label: 'Card number', autocomplete: 'cc-number', inputmode: 'numeric', placeholder: '1234 1234 1234 1234', wide: true })}
${field(page, 'expiry', { label: 'Expiry', autocomplete: 'cc-exp', inputmode: 'numeric', placeholder: 'MM/YY' })}
${field(page, 'cvc', { label: 'Security code', autocomplete: 'cc-csc', inputmode: 'numeric', placeholder: 'CVC' })}
</div>${cardHint()}</fieldset>`;
}

function buyerFields(page: CheckoutPage): Markup {
  return html`<fieldset><legend>${page.needsCard ? 'Billing details' : 'Your details'}</legend><div class="grid">
${page.needsEmail ? field(page, 'email', { label: 'Email', autocomplete: 'email', type: 'email', inputmode: 'email', wide: true }) : ''}
${field(page, 'name', { label: 'Name or company', autocomplete: 'billing name', isOptional: !page.needsCard, wide: true })}
${page.needsCard ? addressFields(page, page.needsAddressNow) : ''}
</div></fieldset>`;
}

/** The hosted checkout: what is bought on one side, the form on the other. */
export function checkoutPage(page: CheckoutPage, surroundings: Surroundings): Markup {
  const { summary, sellerName } = page;
  return layout(
    `${summary.productName} – ${sellerName}`,
    html`<main class="page">
<section aria-label="Summary">
${page.returnUrl === null || surroundings.embed !== null ? '' : html`<a class="back" href="${page.returnUrl}">← Back to ${sellerName}</a>`}
<p class="seller">${summary.isRecurring ? 'Subscribe to' : 'Buy from'} ${sellerName}</p>
<div id="summary" aria-live="polite">${summaryMarkup(summary)}</div>
</section>
<form method="post" novalidate data-shape="${page.shape}" data-needs-address="${String(page.needsAddress)}">
<button type="submit" class="default" tabindex="-1" aria-hidden="true">Continue</button>
${page.alert === null ? '' : html`<div class="alert" role="alert">${alertIcon}<p>${page.alert}</p></div>`}
${productChoice(page)}
${quantityField(page)}
${amountField(page)}
${buyerFields(page)}
${cardFields(page)}
${updateFields(page)}
<button type="submit" id="pay">${summary.action}</button>
<p class="terms">${summary.terms}</p>
</form>
</main>
<script nonce="${surroundings.nonce}">${raw(script)}</script>`,
    surroundings,
  );
}
