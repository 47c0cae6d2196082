import type { models } from '@polar-sh/sdk/2026-10';
import { consumedUnits } from '../engine/customer-meters.ts';
import { PythonDecimal } from '../money/decimal.ts';
import type { CustomerMeterRow } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';

/** What a customer's meter has counted, as numbers. */
export function toMeterCounts(transaction: Transaction, row: CustomerMeterRow): models.CustomerStateMeter {
  const { id, created_at, modified_at, meter_id, credited_units } = row;
  const consumed = consumedUnits(row, transaction.need('meters', meter_id));
  return {
    id,
    created_at,
    modified_at,
    meter_id,
    consumed_units: Number(consumed),
    credited_units,
    balance: new PythonDecimal(credited_units).sub(consumed).toNumber(),
  } satisfies models.CustomerStateMeter;
}
