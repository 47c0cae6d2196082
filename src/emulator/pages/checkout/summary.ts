import { html } from 'hono/html';
import { formatLabelDate, priceLabel } from '../../engine/billing-entries.ts';
import { type CheckoutQuote, quoteCheckout } from '../../engine/checkout-quote.ts';
import { isMetered, isStatic, staticAmount } from '../../engine/prices.ts';
import { formatMoney, zeroDecimalCurrencies } from '../../money/currency.ts';
import type { CheckoutRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import { addInterval } from '../../time/period.ts';
import type { Markup } from '../layout.ts';

/** A checkout in words: what is bought, what it costs, and what is due today. */
export interface CheckoutSummary {
  productName: string;
  description: string | null;
  isRecurring: boolean;
  /** `$79.00 per month` */
  price: string;
  /** `14 days free, then $79.00 per month`; `null` without a trial. */
  trial: string | null;
  rows: { label: string; value: string }[];
  due: { label: string; value: string };
  /** `First charge on Dec 7, 2026: $79.00.`, and what is charged by use. */
  notes: string[];
  /** What the button says. */
  action: string;
  /** What goes on after this purchase, beneath the button. */
  terms: string;
}

function plural(count: number, unit: string): string {
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}

function per(interval: string | null, count: number | null): string {
  if (interval === null) return '';
  return count === null || count === 1 ? ` per ${interval}` : ` every ${count} ${interval}s`;
}

// Fractions of a cent are prices of usage.
function formatRate(cents: string, currency: string): string {
  const divisor = zeroDecimalCurrencies.includes(currency) ? 1 : 100;
  const options = { style: 'currency', currency, maximumFractionDigits: 12 } as const;
  return new Intl.NumberFormat('en-US', options).format(Number(cents) / divisor).replaceAll('\u00a0', ' ');
}

function usageNotes(transaction: Transaction, { prices }: CheckoutQuote): string[] {
  return prices.filter(isMetered).map((price) => {
    const { name } = transaction.need('meters', price.meter_id);
    const rate =
      price.amount_type === 'metered_unit'
        ? `${formatRate(price.unit_amount, price.price_currency)} each`
        : `by ${price.tiers.type} tiers`;
    return `Plus what you use. ${name}: ${rate}.`;
  });
}

// How long it lasts: what is paid now is not what is paid for good.
function discountNotes({ discount, product }: CheckoutQuote): string[] {
  if (discount === null || !product.is_recurring) return [];
  if (discount.duration === 'once') return ['The discount is for the first payment.'];
  if (discount.duration_in_months === null) return [];
  return [`The discount is for the first ${plural(discount.duration_in_months, 'month')}.`];
}

function discountLabel({ discount }: CheckoutQuote): string {
  if (discount === null) return '';
  const share = discount.basis_points === null ? '' : `, ${discount.basis_points / 100}%`;
  return `Discount (${discount.code ?? discount.name}${share})`;
}

// What is bought stands on lines of its own where there are several, where they count something, and before a discount.
function lineRows(quote: CheckoutQuote, money: (amount: number) => string): CheckoutSummary['rows'] {
  const lines = quote.prices.filter(isStatic);
  const isCounted = lines.some(
    (price) => price.amount_type === 'seat_based' || price.amount_type === 'unit_based',
  );
  if (!isCounted && lines.length < 2 && quote.discount === null) return [];
  return lines.map((price) => ({
    label: priceLabel(quote.product.name, price, quote.quantities),
    value: money(staticAmount(price, quote.quantities)),
  }));
}

function totalRows(quote: CheckoutQuote, money: (amount: number) => string): CheckoutSummary['rows'] {
  if (quote.isFree) return [];
  const off = { label: discountLabel(quote), value: `−${money(quote.discountAmount)}` };
  const tax = quote.tax === null ? 'Set by your country' : money(quote.tax);
  return [
    ...lineRows(quote, money),
    ...(quote.discount === null ? [] : [off]),
    { label: 'Subtotal', value: money(quote.net) },
    { label: quote.taxBehavior === 'inclusive' ? 'Tax (included)' : 'Tax', value: tax },
  ];
}

function termsOf({ product, isFree }: CheckoutQuote): string {
  if (isFree) return 'Nothing is ever charged for it.';
  return product.is_recurring ? 'Renews until you cancel.' : 'You pay once. Nothing renews.';
}

/** Puts a checkout into words, with the tax of the billing country when that is known. */
export function summarize(transaction: Transaction, row: CheckoutRow): CheckoutSummary {
  const quote = quoteCheckout(transaction, row);
  const { product, trial } = quote;
  const money = (amount: number) => formatMoney(amount, row.currency);
  const price = quote.isFree
    ? 'Free'
    : `${money(quote.amount)}${per(product.recurring_interval, product.recurring_interval_count)}`;
  const common = {
    productName: product.name,
    description: product.description,
    isRecurring: product.is_recurring,
    price,
  };
  const rows = totalRows(quote, money);
  const notes = [...discountNotes(quote), ...usageNotes(transaction, quote)];
  if (trial === null) {
    return {
      ...common,
      trial: null,
      rows,
      due: { label: 'Due today', value: money(quote.total) },
      notes,
      action: quote.total === 0 ? 'Confirm' : `Pay ${money(quote.total)}`,
      terms: termsOf(quote),
    };
  }
  const end = addInterval(transaction.now, trial.interval, trial.count);
  const taxed = quote.tax === null ? ' plus tax' : '';
  return {
    ...common,
    trial: `${plural(trial.count, trial.interval)} free, then ${price}`,
    rows: [...rows, { label: 'Total after trial', value: money(quote.total) }],
    due: { label: 'Due today', value: money(0) },
    notes: [`First charge on ${formatLabelDate(end)}: ${money(quote.total)}${taxed}.`, ...notes],
    action: 'Start free trial',
    terms: 'Cancel before the trial ends and nothing is charged.',
  };
}

/** The column that says what is bought and what is due. */
export function summaryMarkup(summary: CheckoutSummary): Markup {
  return html`<h1>${summary.productName}</h1>
<p class="price">${summary.price}</p>
${summary.trial === null ? '' : html`<p class="note">${summary.trial}</p>`}
${summary.description === null ? '' : html`<p class="description">${summary.description}</p>`}
<dl class="totals">
${summary.rows.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}
<div class="due"><dt>${summary.due.label}</dt><dd>${summary.due.value}</dd></div>
</dl>
${summary.notes.map((note) => html`<p class="note">${note}</p>`)}`;
}
