import { applyChange, type CheckoutChange } from '../../engine/change-checkout.ts';
import { PolarApiError } from '../../http/errors.ts';
import type { CheckoutRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import { countries } from '../../wire/lists.ts';
import type { FieldName, FormErrors, FormValues } from './read-form.ts';
import { readMoney } from './read-money.ts';

/** A checkout with what was typed so far, and what of that could not be used. */
export interface Typed {
  row: CheckoutRow;
  errors: FormErrors;
}

/** The sentence of a refusal that the person can do something about. */
export function sentenceOf(error: PolarApiError): string {
  const { body } = error;
  if (typeof body !== 'object' || body === null || !('detail' in body)) return 'This cannot be used here.';
  const { detail } = body;
  if (typeof detail === 'string') return detail;
  const first: unknown = Array.isArray(detail) ? detail[0] : undefined;
  return typeof first === 'object' && first !== null && 'msg' in first
    ? String(first.msg)
    : 'This cannot be used here.';
}

// Polar's words for programs, in words for buyers.
const sentences: Readonly<Record<string, string>> = {
  'Discount does not exist.': 'This code does not exist, has ended, or is not for this product.',
  'Amount is below minimum.': 'Enter an amount that is not below the least.',
  'Amount is above maximum.': 'Enter an amount that is not above the most.',
};

function addressChange({ country: typed }: FormValues, row: CheckoutRow): CheckoutChange {
  const country = countries.find((code) => code === typed);
  if (country === undefined || country === row.customer_billing_address?.country) return {};
  const nothing = { line1: null, line2: null, postal_code: null, city: null, state: null };
  return { customer_billing_address: { ...nothing, country } };
}

function codeChange(transaction: Transaction, row: CheckoutRow, typed: string | undefined): CheckoutChange {
  if (typed === undefined) return {};
  const present = row.discount_id === null ? undefined : transaction.get('discounts', row.discount_id);
  // A discount without a code came from the merchant: an empty field is not about it.
  if (typed.trim() === '') return present?.code == null ? {} : { discount_code: null };
  return typed.trim().toUpperCase() === present?.code?.toUpperCase() ? {} : { discount_code: typed };
}

function wholeNumber(text: string): number {
  // What is no number is left to the rules of the checkout to refuse, with their bounds in the sentence.
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : 0;
}

type Reader = (transaction: Transaction, values: FormValues, row: CheckoutRow) => CheckoutChange;

/** What each field that moves the totals asks for; an empty object where nothing was typed. */
const readers: readonly [FieldName, Reader][] = [
  ['country', (_, values, row) => addressChange(values, row)],
  [
    'product_id',
    (_, { product_id = '' }, row) => (row.product_ids.includes(product_id) ? { product_id } : {}),
  ],
  // What another product has fields for may be left over from it.
  [
    'seats',
    (_, { seats }, row) => (seats === undefined || row.seats === null ? {} : { seats: wholeNumber(seats) }),
  ],
  [
    'units',
    (_, { units }, row) => (units === undefined || row.units === null ? {} : { units: wholeNumber(units) }),
  ],
  [
    'amount',
    (_, { amount }, { amount: present, currency }) =>
      amount === undefined || present === null ? {} : { amount: readMoney(amount, currency) ?? -1 },
  ],
  ['discount_code', (transaction, { discount_code }, row) => codeChange(transaction, row, discount_code)],
  ['tax_id', (_, { tax_id }) => (tax_id === undefined ? {} : { customer_tax_id: tax_id.trim() || null })],
];

/**
 * Applies what moves the totals, before the rest of the form is right: each field on its own, so that one that cannot be
 * used spoils no other.
 */
export function applyTyped(transaction: Transaction, row: CheckoutRow, values: FormValues): Typed {
  let current = row;
  const errors: FormErrors = {};
  for (const [field, read] of readers) {
    const change = read(transaction, values, current);
    if (Object.keys(change).length === 0) continue;
    try {
      current = applyChange(transaction, current, change);
    } catch (error) {
      if (!(error instanceof PolarApiError)) throw error;
      const sentence = sentenceOf(error);
      errors[field] = sentences[sentence] ?? sentence;
    }
  }
  return { row: current, errors };
}
