import type { models } from '@polar-sh/sdk/2026-10';
import { answer, pathParameter, type Route, read } from '../http/call.ts';
import { resourceNotFound } from '../http/errors.ts';
import { matches, sortRows, toPage } from '../http/lists.ts';
import { uuid } from '../http/schema.ts';
import type { CustomerMeterRow } from '../state/ownership-rows.ts';
import { toMeterCounts } from '../wire/customer-meter.ts';
import { toCustomerMeter } from '../wire/customer-usage.ts';

/** `/v1/customer-meters/`: what each customer has used of each meter. */
export const customerMeterRoutes: readonly Route[] = [
  {
    operation: 'customerMeters.list',
    method: 'GET',
    path: '/v1/customer-meters/',
    handle(call) {
      const { transaction, query } = call;
      const meterOf = (row: CustomerMeterRow) => transaction.need('meters', row.meter_id);
      const customerOf = (row: CustomerMeterRow) => transaction.need('customers', row.customer_id);
      const rows = transaction.where(
        'customer_meters',
        (row) =>
          row.activated_at !== null &&
          customerOf(row).deleted_at === null &&
          matches(call, 'organization_id', meterOf(row).organization_id) &&
          matches(call, 'customer_id', row.customer_id) &&
          matches(call, 'external_customer_id', customerOf(row).external_id) &&
          matches(call, 'meter_id', row.meter_id) &&
          // Meters that were put away are shown to whoever asks for them.
          (query.has('meter_id') || meterOf(row).archived_at == null),
      );
      const keys = {
        created_at: (row: CustomerMeterRow) => row.created_at,
        modified_at: (row: CustomerMeterRow) => row.modified_at,
        customer_id: (row: CustomerMeterRow) => row.customer_id,
        customer_name: (row: CustomerMeterRow) => customerOf(row).name,
        meter_id: (row: CustomerMeterRow) => row.meter_id,
        meter_name: (row: CustomerMeterRow) => meterOf(row).name,
        consumed_units: (row: CustomerMeterRow) => toMeterCounts(transaction, row).consumed_units,
        credited_units: (row: CustomerMeterRow) => row.credited_units,
        balance: (row: CustomerMeterRow) => toMeterCounts(transaction, row).balance,
      };
      const page = toPage(call, sortRows(call, rows, keys, '-modified_at'), (row) =>
        toCustomerMeter(transaction, row),
      );
      return answer(page satisfies models.ListResourceCustomerMeter);
    },
  },
  {
    operation: 'customerMeters.get',
    method: 'GET',
    path: '/v1/customer-meters/{id}',
    handle(call) {
      const { transaction } = call;
      const row = transaction.get('customer_meters', read(uuid(), pathParameter(call, 'id'), ['path', 'id']));
      if (row === undefined || row.activated_at === null) throw resourceNotFound();
      return answer(toCustomerMeter(transaction, row) satisfies models.CustomerMeter);
    },
  },
];
