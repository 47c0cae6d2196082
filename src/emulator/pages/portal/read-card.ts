import { type GivenCard, readCardNumber } from '../../engine/cards.ts';
import { fromIso } from '../../time/instant.ts';
import type { Typed } from './visit.ts';

/** When a card expires, as typed: `12/34`; a sentence for what cannot be one, or is over. */
export function readExpiry(text: string, now: string): { month: number; year: number } | string {
  const match = /^\s*(\d{1,2})\s*\/?\s*(\d{2}|\d{4})\s*$/.exec(text);
  if (match === null) return 'Enter the expiry as month and year, such as 12/34.';
  const month = Number(match[1]);
  const year = Number(match[2]) + (match[2]?.length === 2 ? 2000 : 0);
  if (month < 1 || month > 12) return 'Enter a month between 01 and 12.';
  const endsAt = Date.UTC(year, month, 1) * 1000;
  return endsAt > fromIso(now) ? { month, year } : 'This card has expired.';
}

/** Reads a test card; everything that is wrong with it is told at once, by field. */
export function readCard(typed: Typed, now: string): { card: GivenCard } | { errors: Typed } {
  const errors: Record<string, string> = {};
  const card = readCardNumber(typed.number ?? '');
  if (card === null) {
    errors.number = 'Use one of the test cards: this is a local emulator, and real cards are not accepted.';
  }
  const expiry = readExpiry(typed.expiry ?? '', now);
  if (typeof expiry === 'string') errors.expiry = expiry;
  if (!/^\d{3,4}$/.test((typed.cvc ?? '').trim())) {
    errors.cvc = 'Enter the 3 or 4 digits of the security code.';
  }
  if (card === null || typeof expiry === 'string' || errors.cvc !== undefined) return { errors };
  return { card: { ...card, brand: 'visa', expMonth: expiry.month, expYear: expiry.year } };
}
