import type { models } from '@polar-sh/sdk/2026-10';
import type { PriceRow } from '../state/catalog-rows.ts';
import type { BillingEntryRow, SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { fromIso } from '../time/instant.ts';
import { isStatic, type Quantities, staticAmount } from './prices.ts';

/** A line before it is an order's: signed minor units. */
export type Line = Pick<
  models.OrderItemSchema,
  'label' | 'amount' | 'proration' | 'product_price_id' | 'start_timestamp' | 'end_timestamp'
>;

const dateFormat = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });

/** A date as Polar's labels have it: `Nov 23, 2026`. */
export function formatLabelDate(instant: string): string {
  return dateFormat.format(fromIso(instant) / 1000);
}

/** A price by its product's name and, where it counts something, how many: `Team (5 seats)`. */
export function priceLabel(productName: string, price: PriceRow, quantities: Quantities): string {
  if (price.amount_type === 'seat_based' && quantities.seats !== null)
    return `${productName} (${quantities.seats} seats)`;
  if (price.amount_type === 'unit_based' && quantities.units !== null)
    return `${productName} (${quantities.units} units)`;
  return productName;
}

/** `Remaining time on {price} — From {start} to {end}`: what is credited of a price that was paid. */
export function creditLabel(name: string, start: string, end: string): string {
  return `Remaining time on ${name} — From ${formatLabelDate(start)} to ${formatLabelDate(end)}`;
}

/** `{price} — From {start} to {end}`: what is charged of a price. */
export function debitLabel(name: string, start: string, end: string): string {
  return `${name} — From ${formatLabelDate(start)} to ${formatLabelDate(end)}`;
}

/** The lines of a whole period at full price, of everything known before it begins. */
export function periodLines(transaction: Transaction, subscription: SubscriptionRow): Line[] {
  const { name } = transaction.need('products', subscription.product_id);
  const { current_period_start: start, current_period_end: end } = subscription;
  return subscription.prices.filter(isStatic).map((price) => ({
    label: debitLabel(priceLabel(name, price, subscription), start, end),
    amount: staticAmount(price, subscription),
    proration: false,
    product_price_id: price.id,
    start_timestamp: start,
    end_timestamp: end,
  }));
}

/** Keeps prorated lines for the subscription's next order. */
export function keepEntries(transaction: Transaction, subscriptionId: string, lines: readonly Line[]): void {
  for (const { label, amount, product_price_id, start_timestamp, end_timestamp } of lines) {
    transaction.put('billing_entries', {
      id: transaction.newId(),
      subscription_id: subscriptionId,
      created_at: transaction.stamp(),
      label,
      amount,
      product_price_id,
      start_timestamp: start_timestamp ?? transaction.now,
      end_timestamp: end_timestamp ?? transaction.now,
    });
  }
}

function toLine(entry: BillingEntryRow): Line {
  const { label, amount, product_price_id, start_timestamp, end_timestamp } = entry;
  return { label, amount, proration: true, product_price_id, start_timestamp, end_timestamp };
}

/** The lines that wait for the subscription's next order. */
export function pendingLines(transaction: Transaction, subscriptionId: string): Line[] {
  return transaction.by('billing_entries', 'subscription_id', subscriptionId).map(toLine);
}

/** Takes the waiting lines away, for the order that is made of them now. */
export function takeLines(transaction: Transaction, subscriptionId: string): Line[] {
  const entries = transaction.by('billing_entries', 'subscription_id', subscriptionId);
  for (const entry of entries) transaction.delete('billing_entries', entry.id);
  return entries.map(toLine);
}
