import { html } from 'hono/html';
import { testCards } from '../../engine/cards.ts';
import { field } from '../checkout/fields.ts';
import type { Markup } from '../layout.ts';
import type { Visit } from './visit.ts';

/** The fields of a card, with the numbers that mean something here. What was typed is never shown again. */
export function cardFields({ errors }: Pick<Visit, 'errors'>): Markup {
  const blank = { values: {}, errors };
  return html`<div class="grid">
${field(blank, 'number', { label: 'Card number', autocomplete: 'cc-number', inputmode: 'numeric', placeholder: '1234 1234 1234 1234', wide: true })}
${field(blank, 'expiry', { label: 'Expiry', autocomplete: 'cc-exp', inputmode: 'numeric', placeholder: 'MM/YY' })}
${field(blank, 'cvc', { label: 'Security code', autocomplete: 'cc-csc', inputmode: 'numeric', placeholder: 'CVC' })}
</div>
<div class="hint"><p>Test cards, with any future expiry and any code:</p><ul>${testCards.map(
    ({ number, label }) => html`<li><code>${number}</code> ${label}</li>`,
  )}</ul></div>`;
}
