import { html } from 'hono/html';
import { formatLabelDate } from '../../engine/billing-entries.ts';
import type { PaymentMethodRow, SubscriptionRow } from '../../state/rows.ts';
import { fromIso } from '../../time/instant.ts';
import type { Markup } from '../layout.ts';

const DAY = 86_400_000_000;
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** A day in words, exact and seen from now: `Nov 25, 2026 (in 3 days)`. */
export function day(instant: string, now: string): Markup {
  const days = Math.round((fromIso(instant) - fromIso(now)) / DAY);
  return html`<time datetime="${instant}">${formatLabelDate(instant)} (${relative.format(days, 'day')})</time>`;
}

/** ` per month`, ` every 3 months`; empty for what is bought once. */
export function per(interval: string | null, count: number | null): string {
  if (interval === null) return '';
  return count === null || count === 1 ? ` per ${interval}` : ` every ${count} ${interval}s`;
}

/** `1 seat`, `5 seats`. */
export function counted(count: number, unit: string): string {
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}

const brands: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
};

/** A card by its brand and last digits: `Visa ending in 4242`. */
export function cardName({ method_metadata }: Pick<PaymentMethodRow, 'method_metadata'>): string {
  const { brand, last4 } = method_metadata;
  return `${brands[brand] ?? brand} ending in ${last4}`;
}

/** When a card expires: `12/34`. */
export function cardExpiry({ method_metadata: { exp_month, exp_year } }: PaymentMethodRow): string {
  return `${String(exp_month).padStart(2, '0')}/${String(exp_year % 100).padStart(2, '0')}`;
}

/** How something stands: its word, and how much it asks for attention. */
export interface Standing {
  word: string;
  tone: 'good' | 'calm' | 'bad' | 'over';
}

/** How a subscription stands, in plain words. */
export function standingOf(row: SubscriptionRow): Standing {
  if (row.ended_at !== null) return { word: 'Ended', tone: 'over' };
  if (row.status === 'past_due') return { word: 'Payment failed', tone: 'bad' };
  if (row.status === 'paused') return { word: 'Paused', tone: 'calm' };
  if (row.cancel_at_period_end) return { word: 'Canceled', tone: 'calm' };
  if (row.status === 'trialing') return { word: 'Trial', tone: 'good' };
  return { word: 'Active', tone: 'good' };
}
