import { PythonDecimal } from '../money/decimal.ts';
import type { MeterRow } from '../state/catalog-rows.ts';
import type { CustomerMeterRow, UsageEventRow } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { compareInstants } from '../time/instant.ts';
import { addCredit } from './metered-entries.ts';
import { recordSystemEvent } from './system-events.ts';
import { count, emptyTally, forgetValues, isCounted, unitsOf } from './tally.ts';

/** What a customer has used of a meter, if it has one. */
export function findCustomerMeter(
  transaction: Transaction,
  customerId: string,
  meterId: string,
): CustomerMeterRow | undefined {
  return transaction.by('customer_meters', 'customer_id', customerId).find((one) => one.meter_id === meterId);
}

/** The meters of a customer that have counted something, or were credited. */
export function activeMetersOf(transaction: Transaction, customerId: string): CustomerMeterRow[] {
  return transaction
    .by('customer_meters', 'customer_id', customerId)
    .filter((one) => one.activated_at !== null);
}

/** Counts anew all that came in since a meter was last reset, also what it did not count at its time. */
export function recount(transaction: Transaction, row: CustomerMeterRow, meter: MeterRow): CustomerMeterRow {
  forgetValues(transaction, row.id);
  const { counted_since: since } = row;
  let tally = emptyTally;
  for (const event of transaction.by('usage_events', 'customer_id', row.customer_id)) {
    const isOld = since !== null && compareInstants(event.created_at, since) < 0;
    if (!isOld && isCounted(meter, event)) tally = count(transaction, row.id, tally, meter, event);
  }
  return transaction.put('customer_meters', {
    ...row,
    modified_at: transaction.stamp(),
    tally,
    activated_at: row.activated_at ?? (tally.count === 0 ? null : transaction.now),
  });
}

/** What a customer has used of a meter; made, with all that came in before, when it is not there yet. */
export function customerMeterOf(
  transaction: Transaction,
  customerId: string,
  meter: MeterRow,
): CustomerMeterRow {
  const known = findCustomerMeter(transaction, customerId, meter.id);
  if (known !== undefined) return known;
  const made = {
    id: transaction.newId(),
    created_at: transaction.stamp(),
    modified_at: null,
    customer_id: customerId,
    meter_id: meter.id,
    tally: emptyTally,
    credited_units: 0,
    rollover_units: 0,
    counted_since: null,
    activated_at: null,
  };
  return transaction.put('customer_meters', { ...recount(transaction, made, meter), modified_at: null });
}

/** Counts an event that was kept just now. */
export function countUsage(
  transaction: Transaction,
  customerId: string,
  meter: MeterRow,
  event: UsageEventRow,
): void {
  const known = findCustomerMeter(transaction, customerId, meter.id);
  if (known === undefined) {
    customerMeterOf(transaction, customerId, meter);
    return;
  }
  transaction.put('customer_meters', {
    ...known,
    modified_at: transaction.stamp(),
    tally: count(transaction, known.id, known.tally, meter, event),
    activated_at: known.activated_at ?? transaction.now,
  });
}

/** Units used, as a decimal text, of what a customer's meter has counted. */
export function consumedUnits(row: CustomerMeterRow, meter: MeterRow): string {
  return unitsOf(row.tally, meter);
}

/**
 * Adds units that are free, or takes a negative number of them back.
 *
 * @param isRollover whether what is left of them stays when the period ends.
 */
export function creditUnits(
  transaction: Transaction,
  row: CustomerMeterRow,
  units: number,
  isRollover: boolean,
): CustomerMeterRow {
  const { customer_id, meter_id } = row;
  recordSystemEvent(transaction, customer_id, {
    source: 'system',
    name: 'meter.credited',
    metadata: { meter_id, units, rollover: isRollover },
  });
  addCredit(transaction, customer_id, meter_id, units);
  return transaction.put('customer_meters', {
    ...row,
    modified_at: transaction.stamp(),
    credited_units: Math.max(0, row.credited_units + units),
    rollover_units: isRollover ? Math.max(0, row.rollover_units + units) : row.rollover_units,
    activated_at: row.activated_at ?? transaction.now,
  });
}

/** Begins counting anew: what was used is billed; free units that roll over and were not used stay. */
export function resetMeter(transaction: Transaction, row: CustomerMeterRow): CustomerMeterRow {
  const { customer_id, meter_id } = row;
  const meter = transaction.need('meters', meter_id);
  const left = new PythonDecimal(row.credited_units).sub(consumedUnits(row, meter));
  const kept = Math.max(0, Math.min(row.rollover_units, left.floor().toNumber()));
  recordSystemEvent(transaction, customer_id, {
    source: 'system',
    name: 'meter.reset',
    metadata: { meter_id },
  });
  forgetValues(transaction, row.id);
  const reset = transaction.put('customer_meters', {
    ...row,
    modified_at: transaction.stamp(),
    tally: emptyTally,
    credited_units: 0,
    rollover_units: 0,
    counted_since: transaction.stamp(),
  });
  return kept === 0 ? reset : creditUnits(transaction, reset, kept, true);
}
