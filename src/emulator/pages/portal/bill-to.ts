import type { models } from '@polar-sh/sdk/2026-10';
import { html } from 'hono/html';
import type { AddressRead } from '../../routes/shapes.ts';
import { addressFields } from '../checkout/address-fields.ts';
import { field } from '../checkout/fields.ts';
import { readAddress } from '../checkout/read-form.ts';
import type { Markup } from '../layout.ts';
import { given } from './form.ts';
import type { Typed, Visit } from './visit.ts';

/** Whom a bill is made out to. */
export interface BillTo {
  name: string | null;
  address: models.Address | null;
  taxId?: string | null;
}

function known({ name, address, taxId = null }: BillTo): Record<string, string> {
  return {
    name: name ?? '',
    country: address?.country ?? '',
    line1: address?.line1 ?? '',
    postal_code: address?.postal_code ?? '',
    city: address?.city ?? '',
    state: address?.state ?? '',
    tax_id: taxId ?? '',
  };
}

/** The fields for whom a bill is made out to; the address is left out where it is settled. */
export function billToFields(
  visit: Visit,
  billTo: BillTo,
  options: { hasAddress: boolean; hasTaxId: boolean },
): Markup {
  const filled = { values: { ...known(billTo), ...visit.typed }, errors: visit.errors };
  const name = field(filled, 'name', { label: 'Name or company', autocomplete: 'billing name', wide: true });
  return html`<div class="grid">${name}${options.hasAddress ? addressFields(filled, true, options.hasTaxId) : ''}</div>`;
}

/** Reads the name on a bill. */
export function readName(typed: Typed): { name: string } | { errors: Typed } {
  const name = given(typed, 'name');
  if (name === null) return { errors: { name: 'Enter the name that goes on the invoice.' } };
  return name.length > 256 ? { errors: { name: 'Make it 256 characters or less.' } } : { name };
}

const longest = { line1: 200, postal_code: 40, city: 100, tax_id: 64 } as const;

function tooLong(typed: Typed): Record<string, string> {
  const long = Object.entries(longest).filter(([name, max]) => (typed[name] ?? '').trim().length > max);
  return Object.fromEntries(long.map(([name, max]) => [name, `Make it ${max} characters or less.`]));
}

/** Reads whom a bill is made out to; everything that is wrong is told at once, by field. */
export function readBillTo(typed: Typed): { name: string; address: AddressRead } | { errors: Typed } {
  const name = readName(typed);
  const address = readAddress(typed, true);
  const long = tooLong(typed);
  if ('errors' in name || 'errors' in address || Object.keys(long).length > 0) {
    const wrong = [name, address].flatMap((read) => ('errors' in read ? [read.errors] : []));
    return { errors: Object.assign({}, ...wrong, long) };
  }
  return { name: name.name, address: address.value };
}
