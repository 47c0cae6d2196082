import { createHash } from 'node:crypto';
import type { models } from '@polar-sh/sdk/2026-10';
import { activeMetersOf } from '../../engine/customer-meters.ts';
import { answer, type Call, pathParameter, type Route, read } from '../../http/call.ts';
import { resourceNotFound } from '../../http/errors.ts';
import { matches, sortRows, toPage } from '../../http/lists.ts';
import { billedCustomerOf, customerOf } from '../../http/principal.ts';
import { uuid } from '../../http/schema.ts';
import type { CustomerMeterRow } from '../../state/ownership-rows.ts';
import { toUuid } from '../../state/random.ts';
import type { CustomerRow } from '../../state/rows.ts';
import { toMeterCounts } from '../../wire/customer-meter.ts';
import { toPortalCustomerMeter } from '../../wire/portal.ts';

function metersOf(call: Call): CustomerMeterRow[] {
  const { transaction } = call;
  return activeMetersOf(transaction, customerOf(call).id).filter(
    (row) => transaction.need('meters', row.meter_id).archived_at == null,
  );
}

// A balance is a number beside the customer, one for each currency; its id is made of both.
function walletsOf(customer: CustomerRow): models.CustomerWallet[] {
  return Object.entries(customer.balances).map(([currency, balance]) => ({
    id: toUuid(createHash('sha256').update(`${customer.id} ${currency}`).digest()),
    created_at: customer.created_at,
    modified_at: customer.modified_at,
    customer_id: customer.id,
    balance,
    currency,
  }));
}

function inPath<Row extends { id: string }>(call: Call, rows: readonly Row[]): Row {
  const id = read(uuid(), pathParameter(call, 'id'), ['path', 'id']);
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw resourceNotFound();
  return row;
}

/** What a customer has used, and what it has to its credit. */
export const portalUsageRoutes: readonly Route[] = [
  {
    operation: 'customerPortal.customerMeters.list',
    method: 'GET',
    path: '/v1/customer-portal/meters/',
    handle(call) {
      const { transaction, query } = call;
      const nameOf = (row: CustomerMeterRow) => transaction.need('meters', row.meter_id).name;
      const wanted = query.get('query')?.toLowerCase() ?? '';
      const rows = metersOf(call).filter(
        (row) => matches(call, 'meter_id', row.meter_id) && nameOf(row).toLowerCase().includes(wanted),
      );
      const keys = {
        created_at: (row: CustomerMeterRow) => row.created_at,
        modified_at: (row: CustomerMeterRow) => row.modified_at,
        meter_id: (row: CustomerMeterRow) => row.meter_id,
        meter_name: nameOf,
        consumed_units: (row: CustomerMeterRow) => toMeterCounts(transaction, row).consumed_units,
        credited_units: (row: CustomerMeterRow) => row.credited_units,
        balance: (row: CustomerMeterRow) => toMeterCounts(transaction, row).balance,
      };
      const page = toPage(call, sortRows(call, rows, keys, '-modified_at'), (row) =>
        toPortalCustomerMeter(transaction, row),
      );
      return answer(page satisfies models.ListResourceCustomerCustomerMeter);
    },
  },
  {
    operation: 'customerPortal.customerMeters.get',
    method: 'GET',
    path: '/v1/customer-portal/meters/{id}',
    handle(call) {
      const row = inPath(call, metersOf(call));
      return answer(toPortalCustomerMeter(call.transaction, row) satisfies models.CustomerCustomerMeter);
    },
  },
  {
    operation: 'customerPortal.wallets.list',
    method: 'GET',
    path: '/v1/customer-portal/wallets/',
    handle(call) {
      const keys = {
        created_at: (one: models.CustomerWallet) => one.created_at,
        balance: (one: models.CustomerWallet) => one.balance,
      };
      const rows = sortRows(call, walletsOf(billedCustomerOf(call)), keys, '-created_at');
      return answer(toPage(call, rows, (one) => one) satisfies models.ListResourceCustomerWallet);
    },
  },
  {
    operation: 'customerPortal.wallets.get',
    method: 'GET',
    path: '/v1/customer-portal/wallets/{id}',
    handle: (call) => answer(inPath(call, walletsOf(billedCustomerOf(call))) satisfies models.CustomerWallet),
  },
];
