import type { models } from '@polar-sh/sdk/2026-10';
import type { Call } from '../http/call.ts';
import { matches, matchesTime } from '../http/lists.ts';
import type { OrderRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { type ExportColumns, exportTable, toAmount, toTime } from './export-table.ts';

/** @see Polar's `server/polar/order/export.py` */
function columnsOf(transaction: Transaction): ExportColumns<models.OrderExportColumn, OrderRow> {
  const customerOf = ({ customer_id }: OrderRow) => transaction.need('customers', customer_id);
  return {
    email: ['Email', (row) => customerOf(row).email],
    created_at: ['Created At', (row, zone) => toTime(row.created_at, zone)],
    product: ['Product', (row) => row.description],
    net_amount: ['Net Amount', (row) => toAmount(row.net_amount)],
    currency: ['Currency', (row) => row.currency],
    status: ['Status', (row) => row.status],
    invoice_number: ['Invoice number', (row) => row.invoice_number],
    customer_name: ['Customer Name', (row) => customerOf(row).name],
    billing_name: ['Billing Name', (row) => row.billing_name],
    billing_country: ['Billing Country', (row) => row.billing_address?.country ?? null],
    subtotal_amount: ['Subtotal', (row) => toAmount(row.subtotal_amount)],
    discount_amount: ['Discount', (row) => toAmount(row.discount_amount)],
    tax_amount: ['Tax', (row) => toAmount(row.tax_amount)],
    total_amount: ['Total', (row) => toAmount(row.total_amount)],
    refunded_amount: ['Refunded Amount', (row) => toAmount(row.refunded_amount)],
    billing_reason: ['Billing Reason', (row) => row.billing_reason],
  };
}

/** `/v1/orders/export`: orders as a table, newest first. */
export function exportOrders(call: Call) {
  const { transaction } = call;
  const rows = transaction.where(
    'orders',
    (one) =>
      matches(call, 'organization_id', transaction.need('customers', one.customer_id).organization_id) &&
      matches(call, 'product_id', one.product_id) &&
      matches(call, 'status', one.status) &&
      matchesTime(call, 'created', one.created_at),
  );
  return exportTable(call, {
    name: 'orders',
    rows: rows.reverse(),
    columns: columnsOf(transaction),
    usual: ['email', 'created_at', 'product', 'net_amount', 'currency', 'status', 'invoice_number'],
    limits: 'created',
  });
}
