import type { models } from '@polar-sh/sdk/2026-10';
import type { Call } from '../http/call.ts';
import { matches, matchesFlag, matchesTime } from '../http/lists.ts';
import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { type ExportColumns, exportTable, toAmount, toTime } from './export-table.ts';

function intervalOf({ recurring_interval, recurring_interval_count: count }: SubscriptionRow): string {
  return count === 1 ? recurring_interval : `${count} ${recurring_interval}s`;
}

/** @see Polar's `server/polar/subscription/export.py` */
function columnsOf(
  transaction: Transaction,
): ExportColumns<models.SubscriptionExportColumn, SubscriptionRow> {
  const customerOf = ({ customer_id }: SubscriptionRow) => transaction.need('customers', customer_id);
  const discountOf = ({ discount_id }: SubscriptionRow) => {
    const discount = discount_id === null ? undefined : transaction.get('discounts', discount_id);
    return discount === undefined ? null : (discount.code ?? discount.name);
  };
  return {
    email: ['Email', (row) => customerOf(row).email],
    started_at: ['Started At', (row, zone) => toTime(row.started_at, zone)],
    product: ['Product', (row) => transaction.need('products', row.product_id).name],
    amount: ['Amount', (row) => toAmount(row.amount)],
    currency: ['Currency', (row) => row.currency],
    status: ['Status', (row) => row.status],
    recurring_interval: ['Billing Interval', intervalOf],
    customer_name: ['Customer Name', (row) => customerOf(row).name],
    billing_name: ['Billing Name', (row) => customerOf(row).billing_name],
    billing_country: ['Billing Country', (row) => customerOf(row).billing_address?.country ?? null],
    // What a discount takes off is taken off `amount` already.
    net_amount: ['Net Amount', (row) => toAmount(row.amount)],
    discount: ['Discount', discountOf],
    seats: ['Seats', (row) => row.seats],
    current_period_start: ['Current Period Start', (row, zone) => toTime(row.current_period_start, zone)],
    current_period_end: ['Current Period End', (row, zone) => toTime(row.current_period_end, zone)],
    cancel_at_period_end: ['Cancels At Period End', (row) => String(row.cancel_at_period_end)],
    canceled_at: ['Canceled At', (row, zone) => toTime(row.canceled_at, zone)],
    ends_at: ['Ends At', (row, zone) => toTime(row.ends_at, zone)],
    ended_at: ['Ended At', (row, zone) => toTime(row.ended_at, zone)],
    cancellation_reason: ['Cancellation Reason', (row) => row.customer_cancellation_reason],
    trial_start: ['Trial Start', (row, zone) => toTime(row.trial_start, zone)],
    trial_end: ['Trial End', (row, zone) => toTime(row.trial_end, zone)],
  };
}

/** `/v1/subscriptions/export`: subscriptions as a table, newest first. */
export function exportSubscriptions(call: Call) {
  const { transaction } = call;
  const rows = transaction.where(
    'subscriptions',
    (one) =>
      matches(call, 'organization_id', transaction.need('customers', one.customer_id).organization_id) &&
      matches(call, 'product_id', one.product_id) &&
      matches(call, 'status', one.status) &&
      matchesFlag(call, 'cancel_at_period_end', one.cancel_at_period_end) &&
      matchesTime(call, 'started', one.started_at),
  );
  return exportTable(call, {
    name: 'subscriptions',
    rows: rows.reverse(),
    columns: columnsOf(transaction),
    usual: ['email', 'started_at', 'product', 'amount', 'currency', 'status', 'recurring_interval'],
    limits: 'started',
  });
}
