import { html, raw } from 'hono/html';
import { countriesWithStates } from '../../engine/checkout-address.ts';
import { countries } from '../../wire/lists.ts';
import { subdivisions } from '../../wire/subdivisions.ts';
import type { Markup } from '../layout.ts';
import { describedBy, errorOf, type Filled, field } from './fields.ts';

const regionNames = new Intl.DisplayNames(['en'], { type: 'region' });

const countryOptions = countries
  .map((code) => ({ code, name: regionNames.of(code) ?? code }))
  .sort((left, right) => left.name.localeCompare(right.name, 'en'));

function option(value: string, label: string, chosen: string): Markup {
  return html`<option value="${value}" ${chosen === value ? raw('selected') : ''}>${label}</option>`;
}

function countryField(filled: Filled): Markup {
  const chosen = filled.values.country ?? '';
  return html`<div class="wide"><label for="country">Country</label>
<select id="country" name="country" autocomplete="billing country" required ${describedBy(filled, 'country')}>
${option('', 'Choose a country', chosen)}
${countryOptions.map(({ code, name }) => option(code, name, chosen))}
</select>${errorOf(filled, 'country')}</div>`;
}

// Without a script it is there for every country, because nobody can tell which one will be chosen.
function stateField(filled: Filled): Markup {
  const { country = '', state = '' } = filled.values;
  const isNeeded = countriesWithStates.includes(country);
  return html`<div class="wide state" ${isNeeded ? '' : raw('hidden')}><label for="state">State or province</label>
<select id="state" name="state" autocomplete="billing address-level1" ${describedBy(filled, 'state')}>
${option('', 'Choose a state or province', state)}
${Object.entries(subdivisions).map(
  ([code, names]) =>
    html`<optgroup label="${regionNames.of(code) ?? code}" data-country="${code}">${Object.entries(names).map(
      ([value, name]) => option(value, name, state),
    )}</optgroup>`,
)}
</select>${errorOf(filled, 'state')}</div>
<noscript><style>.state[hidden] { display: block; }</style></noscript>`;
}

/** The fields of a billing address; all but the country are optional unless the whole is wanted. */
export function addressFields(filled: Filled, isWhole: boolean, hasTaxId = true): Markup {
  const isOptional = !isWhole;
  const part = { isOptional, mayChange: true };
  return html`${countryField(filled)}
${field(filled, 'line1', { ...part, label: 'Street address', autocomplete: 'billing address-line1', wide: true })}
${field(filled, 'postal_code', { ...part, label: 'Postal code', autocomplete: 'billing postal-code' })}
${field(filled, 'city', { ...part, label: 'City', autocomplete: 'billing address-level2' })}
${stateField(filled)}
${hasTaxId ? field(filled, 'tax_id', { label: 'Tax ID', autocomplete: 'off', isOptional: true, wide: true }) : ''}`;
}
