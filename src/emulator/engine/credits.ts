import type { BenefitRow } from '../state/catalog-rows.ts';
import type { BenefitGrantRow } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { compareInstants } from '../time/instant.ts';
import { creditUnits, customerMeterOf, resetMeter } from './customer-meters.ts';

/** What a grant remembers of the units that it credited last; nothing where its benefit is of another kind. */
type Credit = BenefitGrantRow['properties'];

function credit(
  transaction: Transaction,
  customerId: string,
  given: { meterId: string; units: number; isRollover: boolean },
): Credit {
  const { meterId, units, isRollover } = given;
  const row = customerMeterOf(transaction, customerId, transaction.need('meters', meterId));
  creditUnits(transaction, row, units, isRollover);
  // Later than the meter's last reset, so that the next period knows whether there was another since.
  return {
    last_credited_meter_id: meterId,
    last_credited_units: units,
    last_credited_at: transaction.stamp(),
  };
}

/** Credits what a benefit gives. @see Polar's `server/polar/benefit/strategies/meter_credit/service.py`. */
export function giveCredit(
  transaction: Transaction,
  customerId: string,
  benefit: BenefitRow,
  previous: Credit,
): Credit {
  if (benefit.type !== 'meter_credit') return previous;
  const { meter_id: meterId, units, rollover: isRollover } = benefit.properties;
  return credit(transaction, customerId, { meterId, units, isRollover });
}

/** Credits what a benefit gives with a new period. A meter that no bill has reset since the last time is reset here. */
export function cycleCredit(
  transaction: Transaction,
  customerId: string,
  benefit: BenefitRow,
  previous: Credit,
): Credit {
  if (benefit.type !== 'meter_credit') return previous;
  const meter = transaction.need('meters', benefit.properties.meter_id);
  const row = customerMeterOf(transaction, customerId, meter);
  const { counted_since } = row;
  const { last_credited_at } = previous;
  const isReset =
    counted_since !== null &&
    last_credited_at !== undefined &&
    compareInstants(counted_since, last_credited_at) >= 0;
  if (!isReset) resetMeter(transaction, row);
  return giveCredit(transaction, customerId, benefit, previous);
}

/** Takes back what was credited last. */
export function takeCredit(
  transaction: Transaction,
  customerId: string,
  benefit: BenefitRow,
  previous: Credit,
): Credit {
  const { last_credited_meter_id: meterId, last_credited_units } = previous;
  if (benefit.type !== 'meter_credit' || meterId === undefined) return previous;
  const { units, rollover: isRollover } = benefit.properties;
  return credit(transaction, customerId, { meterId, units: -(last_credited_units ?? units), isRollover });
}
