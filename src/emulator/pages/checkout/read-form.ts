import type { models } from '@polar-sh/sdk/2026-10';
import { type GivenCard, readCardNumber } from '../../engine/cards.ts';
import { fromIso } from '../../time/instant.ts';
import { countries } from '../../wire/lists.ts';

/** The fields of the checkout form, as they were typed. */
export const fieldNames = [
  'email',
  'name',
  'country',
  'line1',
  'postal_code',
  'city',
  'number',
  'expiry',
  'cvc',
  'product_id',
] as const;

/** A field of the checkout form. */
export type FieldName = (typeof fieldNames)[number];

/** What was typed, by field. */
export type FormValues = Partial<Record<FieldName, string>>;

/** What is wrong with it, by field, in words for the person who typed. */
export type FormErrors = Partial<Record<FieldName, string>>;

/** A form that can be submitted. */
export interface FormContent {
  email: string | null;
  name: string;
  address: models.Address & models.AddressInput;
  card: GivenCard;
  productId: string | null;
}

function readExpiry(text: string, now: string): { month: number; year: number } | string {
  const match = /^\s*(\d{1,2})\s*\/?\s*(\d{2}|\d{4})\s*$/.exec(text);
  if (match === null) return 'Enter the expiry as month and year, such as 12/34.';
  const month = Number(match[1]);
  const year = Number(match[2]) + (match[2]?.length === 2 ? 2000 : 0);
  if (month < 1 || month > 12) return 'Enter a month between 01 and 12.';
  const endsAt = Date.UTC(year, month, 1) * 1000;
  return endsAt > fromIso(now) ? { month, year } : 'This card has expired.';
}

/** Reads what was typed; every field that is wrong is told at once. */
export function readForm(
  values: FormValues,
  context: { needsEmail: boolean; now: string },
): { content: FormContent } | { errors: FormErrors } {
  const value = (name: FieldName) => (values[name] ?? '').trim();
  const errors: FormErrors = {};
  const require = (name: FieldName, message: string) => {
    if (value(name) === '') errors[name] = message;
  };
  if (context.needsEmail && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value('email'))) {
    errors.email = 'Enter your email address, such as name@example.com.';
  }
  require('name', 'Enter the name that goes on the invoice.');
  require('line1', 'Enter the street and number.');
  require('postal_code', 'Enter the postal code.');
  require('city', 'Enter the city.');
  const country = countries.find((code) => code === value('country'));
  if (country === undefined) errors.country = 'Choose your country.';
  const card = readCardNumber(value('number'));
  if (card === null) {
    errors.number = 'Use one of the test cards: this is a local emulator, and real cards are not accepted.';
  }
  const expiry = readExpiry(value('expiry'), context.now);
  if (typeof expiry === 'string') errors.expiry = expiry;
  if (!/^\d{3,4}$/.test(value('cvc'))) errors.cvc = 'Enter the 3 or 4 digits of the security code.';
  if (
    card === null ||
    country === undefined ||
    typeof expiry === 'string' ||
    Object.keys(errors).length > 0
  ) {
    return { errors };
  }
  return {
    content: {
      email: context.needsEmail ? value('email') : null,
      name: value('name'),
      address: {
        line1: value('line1'),
        line2: null,
        postal_code: value('postal_code'),
        city: value('city'),
        state: null,
        country,
      },
      card: { ...card, brand: 'visa', expMonth: expiry.month, expYear: expiry.year },
      productId: value('product_id') === '' ? null : value('product_id'),
    },
  };
}
