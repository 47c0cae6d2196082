import { z } from 'zod';
import type { DiscountRecord } from '../../server/ports/index.ts';
import {
  readWire,
  toTimestamps,
  wireAmount,
  wireOptionalInstant,
  wireOptionalText,
  wireTimestamps,
} from './read-wire.ts';

const polarDiscount = z.object({
  ...wireTimestamps,
  id: z.string(),
  name: z.string(),
  code: wireOptionalText,
  type: z.enum(['fixed', 'percentage']),
  basis_points: z.int().nullish(),
  amounts: z.record(z.string(), wireAmount).nullish(),
  duration: z.enum(['once', 'forever', 'repeating']),
  duration_in_months: z.int().nullish(),
  starts_at: wireOptionalInstant,
  ends_at: wireOptionalInstant,
  max_redemptions: z.int().nullish(),
  products: z.array(z.object({ id: z.string() })),
});

function toAmounts(amounts: Record<string, number> | null | undefined): DiscountRecord['amounts'] {
  if (!amounts) return null;
  return Object.fromEntries(
    Object.entries(amounts)
      .map(([currency, amount]) => [currency.toUpperCase(), amount] as const)
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}

/** Polar's discount in our words. @param isDeleted what only the type of an event tells. */
export function toDiscountRecord(wire: z.input<typeof polarDiscount>, isDeleted = false): DiscountRecord {
  const discount = readWire(polarDiscount, wire, 'discount');
  return {
    ...toTimestamps(discount),
    id: discount.id,
    name: discount.name,
    code: discount.code,
    type: discount.type,
    basisPoints: discount.basis_points ?? null,
    amounts: toAmounts(discount.amounts),
    duration: discount.duration,
    durationInMonths: discount.duration_in_months ?? null,
    startsAt: discount.starts_at,
    endsAt: discount.ends_at,
    maxRedemptions: discount.max_redemptions ?? null,
    productIds: discount.products.map(({ id }) => id).sort(),
    isDeleted,
  };
}
