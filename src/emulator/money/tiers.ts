import type { models } from '@polar-sh/sdk/2026-10';
import type { Decimal } from 'decimal.js';
import { PythonDecimal } from './decimal.ts';

/** Rates by quantity in one form, whatever kind of price they are from. `bound` is the last unit of a tier. */
interface Schedule {
  type: 'volume' | 'graduated';
  tiers: readonly { bound: number | null; unitAmount: Decimal }[];
}

function toSchedule(tiers: models.Tiers): Schedule {
  const sorted = tiers.tiers
    .map(({ bound, unit_amount }) => ({ bound: bound ?? null, unitAmount: new PythonDecimal(unit_amount) }))
    .sort(
      (left, right) => (left.bound ?? Number.POSITIVE_INFINITY) - (right.bound ?? Number.POSITIVE_INFINITY),
    );
  return { type: tiers.type, tiers: sorted };
}

function volumeAmount(schedule: Schedule, quantity: Decimal): Decimal {
  const tier = schedule.tiers.find(({ bound }) => bound === null || quantity.lte(bound));
  // Nothing is sold beyond the last bound; usage that goes beyond it is charged at the last rate.
  const rate = (tier ?? schedule.tiers.at(-1))?.unitAmount ?? new PythonDecimal(0);
  return rate.mul(quantity);
}

function graduatedAmount(schedule: Schedule, quantity: Decimal): Decimal {
  let total = new PythonDecimal(0);
  let left = quantity;
  let previousBound = 0;
  for (const { bound, unitAmount } of schedule.tiers) {
    if (left.lte(0)) break;
    const inTier = bound === null ? left : PythonDecimal.min(left, bound - previousBound);
    total = total.add(inTier.mul(unitAmount));
    left = left.sub(inTier);
    if (bound !== null) previousBound = bound;
  }
  return total;
}

/**
 * What a quantity costs by tiers, in minor units that may be fractional: `volume` charges all units at the rate of the
 * tier the quantity falls into, `graduated` charges each unit at the rate of its own tier.
 *
 * @see Polar's `server/polar/product/tiers.py`, `Tiers.calculate`.
 */
export function tieredAmount(tiers: models.Tiers, quantity: Decimal.Value): Decimal {
  const schedule = toSchedule(tiers);
  const units = PythonDecimal.max(0, quantity);
  return schedule.type === 'volume' ? volumeAmount(schedule, units) : graduatedAmount(schedule, units);
}

/** The tiers of a seat price in the form that all tiered prices share: volume unless said otherwise. */
export function seatTiersToTiers(seatTiers: models.ProductPriceSeatTiersOutput): models.Tiers {
  return {
    type: seatTiers.seat_tier_type ?? 'volume',
    tiers: seatTiers.tiers.map(({ max_seats, price_per_seat }) => ({
      bound: max_seats ?? null,
      unit_amount: String(price_per_seat),
    })),
  };
}
