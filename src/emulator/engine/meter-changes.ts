import { type Issue, PolarApiError, unacceptable } from '../http/errors.ts';
import type { MeterRow } from '../state/catalog-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { recount } from './customer-meters.ts';
import { isMetered } from './prices.ts';
import { isCounted } from './tally.ts';

/**
 * Refuses what may not change of a meter that has counted something.
 *
 * @throws {PolarApiError} 422 for each of the fields named.
 * @see Polar's `server/polar/meter/service.py`, `update`.
 */
export function assertCountsNothing(
  transaction: Transaction,
  meter: MeterRow,
  changed: readonly (readonly [string, unknown])[],
): void {
  if (changed.length === 0) return;
  for (const event of transaction.all('usage_events')) {
    if (!isCounted(meter, event)) continue;
    const msg = "This field can't be updated because the meter is already aggregating events.";
    const detail = changed.map(
      ([name, input]): Issue => ({ type: 'forbidden', loc: ['body', name], msg, input }),
    );
    throw new PolarApiError(422, { error: 'PolarRequestValidationError', detail });
  }
}

/** Refuses to put a meter away that something sold now is billed by, or that a benefit credits. */
export function assertArchivable(transaction: Transaction, meter: MeterRow): void {
  const refuse = (what: string) =>
    unacceptable(['body', 'is_archived'], `Cannot archive meter that is still ${what}`, true);
  for (const product of transaction.all('products')) {
    const isBilled = product.prices.some(
      (price) => isMetered(price) && !price.is_archived && price.meter_id === meter.id,
    );
    if (isBilled && !product.is_archived) throw refuse('attached to active products');
  }
  for (const benefit of transaction.all('benefits')) {
    if (benefit.is_deleted || benefit.type !== 'meter_credit') continue;
    if (benefit.properties.meter_id === meter.id) throw refuse('referenced by active benefits');
  }
}

/** Lets a meter that was put away count again, what came in meanwhile too. Nobody is billed for that. */
export function countAgain(transaction: Transaction, meter: MeterRow): void {
  for (const row of transaction.by('customer_meters', 'meter_id', meter.id)) {
    recount(transaction, row, meter);
    transaction.touchedCustomers.add(row.customer_id);
  }
}
