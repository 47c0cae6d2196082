import type { models } from '@polar-sh/sdk/2026-10';
import type { NewPrice } from '../engine/new-prices.ts';
import { decimal, type Flaw, mapped, refined, tagged, trimmed } from '../http/refine.ts';
import {
  integer,
  list,
  maybe,
  object,
  oneOf,
  optional,
  refused,
  type Schema,
  text,
  uuid,
} from '../http/schema.ts';
import { formatMoney, maximumCharge, minimumCharge } from '../money/currency.ts';
import { presentmentCurrencies } from '../wire/lists.ts';

/** The largest number that a column of Polar's database holds. */
const INT_MAX = 2_147_483_647;

const amount = integer({ min: 0, max: INT_MAX });

const common = {
  price_currency: optional(oneOf(presentmentCurrencies), 'usd' as const),
  tax_behavior: maybe(oneOf(['location', 'inclusive', 'exclusive'])),
};

/** What is wrong with an amount in a currency: below what can be charged (and not free), or above it. */
function chargeFlaw(value: number | null, currency: string): Flaw | null {
  if (value === null || value === 0) return null;
  const [minimum, maximum] = [minimumCharge(currency), maximumCharge(currency)];
  if (value < minimum) {
    const msg = `Amount must be at least ${formatMoney(minimum, currency)} or 0 for free pricing`;
    return { type: 'minimum_price', msg };
  }
  if (value <= maximum) return null;
  return { type: 'maximum_price', msg: `Amount must be at most ${formatMoney(maximum, currency)}` };
}

const fixed = refined(
  object({ amount_type: oneOf(['fixed']), ...common, price_amount: amount }),
  ({ price_amount, price_currency }) => chargeFlaw(price_amount, price_currency),
  ['price_amount'],
);

// Integrations of old still send `free`, which became a fixed price of nothing.
const free = mapped(object({ amount_type: oneOf(['free']), ...common }), ({ amount_type: _, ...fields }) => ({
  ...fields,
  amount_type: 'fixed' as const,
  price_amount: 0,
}));

const customFields = object({
  amount_type: oneOf(['custom']),
  ...common,
  minimum_amount: optional(amount, undefined),
  maximum_amount: maybe(integer({ min: 1, max: INT_MAX })),
  preset_amount: maybe(amount),
});

const customAmounts = (['minimum_amount', 'preset_amount', 'maximum_amount'] as const).reduce(
  (schema, name) => refined(schema, (price) => chargeFlaw(price[name] ?? null, price.price_currency), [name]),
  customFields,
);

const custom = mapped(customAmounts, (price) => ({
  ...price,
  minimum_amount: price.minimum_amount ?? minimumCharge(price.price_currency),
}));

const seatTier = object({
  min_seats: integer({ min: 1, max: INT_MAX }),
  max_seats: maybe(integer({ min: 1, max: INT_MAX })),
  price_per_seat: amount,
});

function seatTiersFlaw(tiers: readonly models.ProductPriceSeatTier[]): Flaw | null {
  for (const [index, next] of tiers.entries()) {
    const current = tiers[index - 1];
    if (current === undefined) continue;
    if (current.max_seats == null) {
      return { msg: 'Value error, Only the last tier can have unlimited max_seats (None)' };
    }
    if (next.min_seats !== current.max_seats + 1) {
      const ends = `tier ending at ${current.max_seats} and tier starting at ${next.min_seats}`;
      return { msg: `Value error, Gap or overlap between tiers: ${ends}` };
    }
  }
  return null;
}

const seatTiers = mapped(
  object({
    seat_tier_type: optional(oneOf(['volume', 'graduated']), 'volume' as const),
    tiers: refined(
      mapped(list(seatTier, { min: 1 }), (tiers) =>
        tiers.toSorted((left, right) => left.min_seats - right.min_seats),
      ),
      seatTiersFlaw,
    ),
  }),
  (schedule): models.ProductPriceSeatTiersOutput => ({
    ...schedule,
    minimum_seats: schedule.tiers[0]?.min_seats ?? 1,
    maximum_seats: schedule.tiers.at(-1)?.max_seats ?? null,
  }),
);

const seatBased = object({ amount_type: oneOf(['seat_based']), ...common, seat_tiers: seatTiers });

const tier = object({
  bound: maybe(integer({ min: 1, max: INT_MAX })),
  unit_amount: decimal({ max: '9223372036854775807', digits: 31, places: 12 }),
});

function tiersFlaw(tiers: readonly models.Tier[]): Flaw | null {
  for (const [index, next] of tiers.entries()) {
    const current = tiers[index - 1];
    if (current === undefined) continue;
    if (current.bound == null) {
      return { type: 'unbounded_tier_not_last', msg: 'Only the last tier can be unbounded' };
    }
    if (next.bound === current.bound) {
      const msg = `Tier bound values must be unique, got ${current.bound} twice`;
      return { type: 'duplicate_tier_bound', msg, ctx: { bound: current.bound } };
    }
  }
  return null;
}

const tiers = object({
  type: oneOf(['volume', 'graduated']),
  tiers: refined(
    mapped(list(tier, { min: 1 }), (all) =>
      all.toSorted(
        (left, right) => (left.bound ?? Number.POSITIVE_INFINITY) - (right.bound ?? Number.POSITIVE_INFINITY),
      ),
    ),
    tiersFlaw,
  ),
}) satisfies Schema<models.Tiers>;

function lastBound(schedule: models.Tiers): number | null {
  return schedule.tiers.at(-1)?.bound ?? null;
}

const labelForm = trimmed(text({ max: 32 }));

/** Nouns for what is counted, by locale and plural form: each locale has an `other`. */
const unitLabel: Schema<Record<string, Record<string, string>>> = {
  read(input, location, issues) {
    const label = record(record(labelForm)).read(input, location, issues);
    if (label === refused) return refused;
    const cleaned = Object.entries(label).map(([locale, forms]) => {
      const filled = Object.entries(forms).filter(([, form]) => form !== '');
      return [locale, Object.fromEntries(filled)] as const;
    });
    const issue = (type: string, msg: string): typeof refused => {
      issues.push({ type, loc: [...location], msg, input });
      return refused;
    };
    if (cleaned.length === 0) {
      return issue('empty_unit_label', 'Unit label must include at least one locale');
    }
    if (cleaned.some(([, forms]) => forms.other === undefined)) {
      return issue('missing_other_plural', "Each locale must include a non-empty 'other' form");
    }
    return Object.fromEntries(cleaned);
  },
};

/** A dictionary whose values are all of one kind. */
export function record<T>(item: Schema<T>): Schema<Record<string, T>> {
  return {
    read(input, location, issues) {
      if (typeof input !== 'object' || input === null || Array.isArray(input)) {
        const msg = 'Input should be a valid dictionary';
        issues.push({ type: 'dict_type', loc: [...location], msg, input });
        return refused;
      }
      const entries: [string, T][] = [];
      for (const [key, value] of Object.entries(input)) {
        const read = item.read(value, [...location, key], issues);
        if (read !== refused) entries.push([key, read]);
      }
      return entries.length === Object.keys(input).length ? Object.fromEntries(entries) : refused;
    },
  };
}

const unitBased = mapped(
  refined(
    object({
      amount_type: oneOf(['unit_based']),
      ...common,
      tiers,
      minimum_units: maybe(integer({ min: 0, max: INT_MAX })),
      unit_label: maybe(unitLabel),
    }),
    ({ tiers: schedule, minimum_units: minimum }) => {
      const last = lastBound(schedule);
      if (minimum === null || last === null || minimum <= last) return null;
      return {
        msg: `Value error, minimum_units must not exceed the last tier's bound, got ${minimum} > ${last}`,
      };
    },
  ),
  (price) => ({ ...price, maximum_units: lastBound(price.tiers) }),
);

const metered = { ...common, meter_id: uuid(), cap_amount: maybe(amount) };

const meteredUnit = object({
  amount_type: oneOf(['metered_unit']),
  ...metered,
  unit_amount: decimal({ positive: true, digits: 17, places: 12 }),
});

const meteredTiers = object({ amount_type: oneOf(['metered_tiers']), ...metered, tiers });

/**
 * A new price of any kind, with what can be told wrong of it alone.
 *
 * @see Polar's `server/polar/product/schemas.py`, `ProductPriceCreate`.
 */
export const newPrice: Schema<NewPrice> = tagged('amount_type', {
  fixed,
  free,
  custom,
  seat_based: seatBased,
  unit_based: unitBased,
  metered_unit: meteredUnit,
  metered_tiers: meteredTiers,
});

const existingPrice = object({ id: uuid() });

/** A price of a PATCH: one that is kept, by its id, or a new one. */
export const keptOrNewPrice: Schema<{ id: string } | NewPrice> = {
  read(input, location, issues) {
    const kept = existingPrice.read(input, location, []);
    return kept === refused ? newPrice.read(input, location, issues) : kept;
  },
};
