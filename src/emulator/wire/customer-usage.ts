import type { models } from '@polar-sh/sdk/2026-10';
import type { CustomerMeterRow } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { toCustomer } from './customer.ts';
import { toMeterCounts } from './customer-meter.ts';

/** What a customer has used of a meter, with both. */
export function toCustomerMeter(transaction: Transaction, row: CustomerMeterRow): models.CustomerMeter {
  return {
    ...toMeterCounts(transaction, row),
    customer_id: row.customer_id,
    customer: toCustomer(transaction.need('customers', row.customer_id)),
    meter: transaction.need('meters', row.meter_id),
  } satisfies models.CustomerMeter;
}
