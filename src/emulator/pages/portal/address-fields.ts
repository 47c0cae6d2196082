import type { models } from '@polar-sh/sdk/2026-10';
import { html } from 'hono/html';
import type { AddressRead } from '../../routes/shapes.ts';
import { countries } from '../../wire/lists.ts';
import type { Markup } from '../layout.ts';
import { choice, field, given } from './form.ts';
import type { Typed, Visit } from './visit.ts';

const regionNames = new Intl.DisplayNames(['en'], { type: 'region' });

const countryChoices = countries
  .map((code): [string, string] => [code, regionNames.of(code) ?? code])
  .sort(([, left], [, right]) => left.localeCompare(right, 'en'));

/** Whom a bill is made out to. */
export interface BillTo {
  name: string | null;
  address: models.Address | null;
}

/** The fields for whom a bill is made out to. */
export function addressFields(visit: Visit, { name, address }: BillTo): Markup {
  return html`<div class="grid">
${field(visit, 'name', { label: 'Name or company', value: name, autocomplete: 'billing name', wide: true })}
${choice(visit, 'country', { label: 'Country', value: address?.country ?? '', autocomplete: 'billing country', choices: [['', 'Choose a country'], ...countryChoices] })}
${field(visit, 'line1', { label: 'Street address', value: address?.line1 ?? null, autocomplete: 'billing address-line1', wide: true })}
${field(visit, 'line2', { label: 'Apartment, suite', value: address?.line2 ?? null, autocomplete: 'billing address-line2', isOptional: true, wide: true })}
${field(visit, 'postal_code', { label: 'Postal code', value: address?.postal_code ?? null, autocomplete: 'billing postal-code' })}
${field(visit, 'city', { label: 'City', value: address?.city ?? null, autocomplete: 'billing address-level2' })}
${field(visit, 'state', { label: 'State or province', value: address?.state ?? null, autocomplete: 'billing address-level1', isOptional: true, wide: true })}
</div>`;
}

const sentences = {
  name: 'Enter the name that goes on the invoice.',
  line1: 'Enter the street and number.',
  postal_code: 'Enter the postal code.',
  city: 'Enter the city.',
} as const;

const longest = { name: 256, line1: 200, line2: 200, postal_code: 40, city: 100, state: 40 } as const;

/** Reads whom a bill is made out to; everything that is wrong is told at once, by field. */
export function readBillTo(typed: Typed): { name: string; address: AddressRead } | { errors: Typed } {
  const errors: Record<string, string> = {};
  for (const [field, sentence] of Object.entries(sentences)) {
    if (given(typed, field) === null) errors[field] = sentence;
  }
  for (const [field, max] of Object.entries(longest)) {
    if ((typed[field] ?? '').trim().length > max) errors[field] = `Make it ${max} characters or less.`;
  }
  const country = countries.find((code) => code === typed.country);
  if (country === undefined) errors.country = 'Choose your country.';
  const name = given(typed, 'name');
  if (country === undefined || name === null || Object.keys(errors).length > 0) return { errors };
  return {
    name,
    address: {
      line1: given(typed, 'line1'),
      line2: given(typed, 'line2'),
      postal_code: given(typed, 'postal_code'),
      city: given(typed, 'city'),
      state: given(typed, 'state'),
      country,
    },
  };
}
