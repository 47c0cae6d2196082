import { type GivenCard, readCardNumber } from '../../engine/cards.ts';
import { countriesWithStates } from '../../engine/checkout-address.ts';
import type { AddressRead } from '../../routes/shapes.ts';
import { fromIso } from '../../time/instant.ts';
import { countries } from '../../wire/lists.ts';
import { subdivisions } from '../../wire/subdivisions.ts';

/** The fields of the checkout form, as they were typed. */
export const fieldNames = [
  'email',
  'name',
  'country',
  'line1',
  'postal_code',
  'city',
  'state',
  'number',
  'expiry',
  'cvc',
  'product_id',
  'tax_id',
  'seats',
  'units',
  'amount',
  'discount_code',
] as const;

/** A field of the checkout form. */
export type FieldName = (typeof fieldNames)[number];

/** What was typed, by field. */
export type FormValues = Partial<Record<FieldName, string>>;

/** What is wrong with it, by field, in words for the person who typed. */
export type FormErrors = Partial<Record<FieldName, string>>;

/** What a checkout asks its buyer for. */
export interface FormNeeds {
  needsEmail: boolean;
  /** A card and where it is billed. */
  needsCard: boolean;
  /** Whether the whole billing address is wanted, or the country alone. */
  needsAddressNow: boolean;
}

/** A form that can be submitted; `null` for what is not asked for, or was left out. */
export interface FormContent {
  email: string | null;
  name: string | null;
  address: AddressRead | null;
  card: GivenCard | null;
}

type Read<T> = { value: T } | { errors: FormErrors };

function typed(values: FormValues, name: FieldName): string | null {
  const text = (values[name] ?? '').trim();
  return text === '' ? null : text;
}

/** When a card expires, as typed; a sentence for what cannot be one, or is over. */
export function readExpiry(text: string, now: string): { month: number; year: number } | string {
  const match = /^\s*(\d{1,2})\s*\/?\s*(\d{2}|\d{4})\s*$/.exec(text);
  if (match === null) return 'Enter the expiry as month and year, such as 12/34.';
  const month = Number(match[1]);
  const year = Number(match[2]) + (match[2]?.length === 2 ? 2000 : 0);
  if (month < 1 || month > 12) return 'Enter a month between 01 and 12.';
  const endsAt = Date.UTC(year, month, 1) * 1000;
  return endsAt > fromIso(now) ? { month, year } : 'This card has expired.';
}

/** Reads a test card; everything that is wrong with it is told at once. */
export function readCard(values: FormValues, now: string): Read<GivenCard> {
  const errors: FormErrors = {};
  const card = readCardNumber(values.number ?? '');
  if (card === null) {
    errors.number = 'Use one of the test cards: this is a local emulator, and real cards are not accepted.';
  }
  const expiry = readExpiry(values.expiry ?? '', now);
  if (typeof expiry === 'string') errors.expiry = expiry;
  if (!/^\d{3,4}$/.test((values.cvc ?? '').trim())) {
    errors.cvc = 'Enter the 3 or 4 digits of the security code.';
  }
  if (card === null || typeof expiry === 'string' || errors.cvc !== undefined) return { errors };
  return { value: { ...card, brand: 'visa', expMonth: expiry.month, expYear: expiry.year } };
}

const missingParts = {
  line1: 'Enter the street and number.',
  postal_code: 'Enter the postal code.',
  city: 'Enter the city.',
} as const;

/** Reads a billing address, or the country alone unless the whole is wanted. */
export function readAddress(values: FormValues, isWhole: boolean): Read<AddressRead> {
  const errors: FormErrors = {};
  const country = countries.find((code) => code === typed(values, 'country'));
  if (country === undefined) errors.country = 'Choose your country.';
  for (const [name, message] of Object.entries(missingParts) as [keyof typeof missingParts, string][]) {
    if (isWhole && typed(values, name) === null) errors[name] = message;
  }
  const hasStates = country !== undefined && countriesWithStates.includes(country);
  const state = hasStates ? typed(values, 'state') : null;
  if (hasStates && (state === null || subdivisions[country]?.[state] === undefined)) {
    errors.state = country === 'US' ? 'Choose your state.' : 'Choose your province or territory.';
  }
  if (country === undefined || Object.keys(errors).length > 0) return { errors };
  const line1 = typed(values, 'line1');
  const [postal_code, city] = [typed(values, 'postal_code'), typed(values, 'city')];
  return { value: { line1, line2: null, postal_code, city, state, country } };
}

/** Reads what was typed; every field that is wrong is told at once. What moves the totals is read beside it. */
export function readForm(
  values: FormValues,
  needs: FormNeeds & { now: string },
): { content: FormContent } | { errors: FormErrors } {
  const errors: FormErrors = {};
  const email = needs.needsEmail ? typed(values, 'email') : null;
  if (needs.needsEmail && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email ?? '')) {
    errors.email = 'Enter your email address, such as name@example.com.';
  }
  const name = typed(values, 'name');
  if (needs.needsCard && name === null) errors.name = 'Enter the name that goes on the invoice.';
  const none = { value: null };
  const address = needs.needsCard ? readAddress(values, needs.needsAddressNow) : none;
  const card = needs.needsCard ? readCard(values, needs.now) : none;
  for (const read of [address, card]) if ('errors' in read) Object.assign(errors, read.errors);
  if ('errors' in address || 'errors' in card || Object.keys(errors).length > 0) return { errors };
  return { content: { email, name, address: address.value, card: card.value } };
}
