import { formatLabelDate } from '../../engine/billing-entries.ts';
import { quoteCheckout } from '../../engine/checkout-quote.ts';
import { formatMoney } from '../../money/currency.ts';
import type { CheckoutRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import { addInterval } from '../../time/period.ts';

/** A checkout in words: what is bought, what it costs, and what is due today. */
export interface CheckoutSummary {
  productName: string;
  description: string | null;
  /** `$79.00 per month` */
  price: string;
  /** `14 days free, then $79.00 per month`; `null` without a trial. */
  trial: string | null;
  rows: { label: string; value: string }[];
  due: { label: string; value: string };
  /** `First charge on Dec 7, 2026: $79.00.` */
  note: string | null;
  /** What the button says. */
  action: string;
}

function plural(count: number, unit: string): string {
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}

function per(interval: string | null, count: number | null): string {
  if (interval === null) return '';
  return count === null || count === 1 ? ` per ${interval}` : ` every ${count} ${interval}s`;
}

/** Puts a checkout into words, with the tax of the billing country when that is known. */
export function summarize(transaction: Transaction, row: CheckoutRow): CheckoutSummary {
  const quote = quoteCheckout(transaction, row);
  const { product, trial } = quote;
  const money = (amount: number) => formatMoney(amount, row.currency);
  const price = `${money(quote.amount)}${per(product.recurring_interval, product.recurring_interval_count)}`;
  const isIncluded = quote.taxBehavior === 'inclusive';
  const tax = quote.tax === null ? 'Set by your country' : money(quote.tax);
  const rows = [
    { label: 'Subtotal', value: money(quote.net) },
    { label: isIncluded ? 'Tax (included)' : 'Tax', value: tax },
  ];
  if (trial === null) {
    return {
      productName: product.name,
      description: product.description,
      price,
      trial: null,
      rows,
      due: { label: 'Due today', value: money(quote.total) },
      note: null,
      action: `Pay ${money(quote.total)}`,
    };
  }
  const end = addInterval(transaction.now, trial.interval, trial.count);
  const taxed = quote.tax === null ? ' plus tax' : '';
  return {
    productName: product.name,
    description: product.description,
    price,
    trial: `${plural(trial.count, trial.interval)} free, then ${price}`,
    rows: [...rows, { label: 'Total after trial', value: money(quote.total) }],
    due: { label: 'Due today', value: money(0) },
    note: `First charge on ${formatLabelDate(end)}: ${money(quote.total)}${taxed}.`,
    action: 'Start free trial',
  };
}
