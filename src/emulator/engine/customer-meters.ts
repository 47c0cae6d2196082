import { PythonDecimal } from '../money/decimal.ts';
import type { MeterRow } from '../state/catalog-rows.ts';
import type { CustomerMeterRow } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { emptyTally, unitsOf } from './tally.ts';

/** What a customer has used of a meter, if it has one. */
export function findCustomerMeter(
  transaction: Transaction,
  customerId: string,
  meterId: string,
): CustomerMeterRow | undefined {
  return transaction.by('customer_meters', 'customer_id', customerId).find((one) => one.meter_id === meterId);
}

/** What a customer has used of a meter; made when it is not there yet. */
export function customerMeterOf(
  transaction: Transaction,
  customerId: string,
  meterId: string,
): CustomerMeterRow {
  return (
    findCustomerMeter(transaction, customerId, meterId) ??
    transaction.put('customer_meters', {
      id: transaction.newId(),
      created_at: transaction.stamp(),
      modified_at: null,
      customer_id: customerId,
      meter_id: meterId,
      tally: emptyTally,
      credited_units: 0,
      rollover_units: 0,
    })
  );
}

/** Units used, as a decimal text, of what a customer's meter has counted. */
export function consumedUnits(row: CustomerMeterRow, meter: MeterRow): string {
  return unitsOf(row.tally, meter);
}

/** Adds units that are free. @param isRollover whether what is left of them stays when the period ends. */
export function creditUnits(
  transaction: Transaction,
  row: CustomerMeterRow,
  units: number,
  isRollover: boolean,
): CustomerMeterRow {
  return transaction.put('customer_meters', {
    ...row,
    modified_at: transaction.stamp(),
    credited_units: Math.max(0, row.credited_units + units),
    rollover_units: isRollover ? Math.max(0, row.rollover_units + units) : row.rollover_units,
  });
}

/** Begins counting anew: what was used is billed; free units that roll over and were not used stay. */
export function resetMeter(transaction: Transaction, row: CustomerMeterRow): CustomerMeterRow {
  const meter = transaction.need('meters', row.meter_id);
  const left = new PythonDecimal(row.credited_units).sub(consumedUnits(row, meter));
  const kept = Math.max(0, Math.min(row.rollover_units, left.floor().toNumber()));
  return transaction.put('customer_meters', {
    ...row,
    modified_at: transaction.stamp(),
    tally: emptyTally,
    credited_units: kept,
    rollover_units: kept,
  });
}
