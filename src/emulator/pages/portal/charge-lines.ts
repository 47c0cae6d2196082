import { html } from 'hono/html';
import { organizationOf } from '../../engine/organization.ts';
import type { ChargePreview } from '../../engine/preview.ts';
import { formatMoney } from '../../money/currency.ts';
import type { SubscriptionRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import type { Markup } from '../layout.ts';
import { day } from './words.ts';

function total(label: string, value: string, isDue = false): Markup {
  return html`<div class="${isDue ? 'due' : ''}"><dt>${label}</dt><dd>${value}</dd></div>`;
}

function whenDue(transaction: Transaction, row: SubscriptionRow, preview: ChargePreview): Markup {
  const end = day(row.current_period_end, transaction.now);
  if (organizationOf(transaction).proration_behavior === 'next_period') {
    return html`Nothing is charged today. The change takes effect on ${end}.`;
  }
  if (preview.due_amount > 0) return html`This is charged to your card when you confirm.`;
  if (preview.total_amount < 0)
    return html`Nothing is charged. What is left over is kept for your next bill.`;
  if (preview.prorations.length === 0) return html`Nothing is charged today.`;
  return html`The change takes effect at once. Nothing is charged today: this goes on your next bill, on ${end}.`;
}

/** What a change costs, line by line, and when that is charged. */
export function chargeLines(transaction: Transaction, row: SubscriptionRow, preview: ChargePreview): Markup {
  const money = (amount: number) => formatMoney(amount, row.currency);
  const isNow = preview.due_amount > 0;
  return html`<dl class="totals">
${preview.prorations.map(({ label, amount }) => total(label, money(amount)))}
${preview.discount_amount === 0 ? '' : total('Discount', money(-preview.discount_amount))}
${preview.prorations.length === 0 ? '' : total('Tax', money(preview.tax_amount))}
${preview.applied_balance_amount === 0 ? '' : total('From your balance', money(preview.applied_balance_amount))}
${preview.prorations.length === 0 || isNow ? '' : total('On your next bill', money(preview.total_amount))}
${total('Due today', money(preview.due_amount), true)}
</dl>
<p>${whenDue(transaction, row, preview)}</p>`;
}
