import type { models } from '@polar-sh/sdk/2026-10';
import { emptyIsNull, type Flaw, mapped, refined } from '../http/refine.ts';
import {
  instant,
  integer,
  list,
  maybe,
  metadata,
  object,
  oneOf,
  optional,
  patch,
  type Read,
  refused,
  type Schema,
  text,
  uuid,
} from '../http/schema.ts';
import { compareInstants } from '../time/instant.ts';
import { presentmentCurrencies } from '../wire/lists.ts';
import { noMetadata } from './shapes.ts';

const name = text({ min: 1 });

const code = emptyIsNull(
  refined(text(), (value) => {
    if (!/^[\p{L}\p{N}]+$/u.test(value)) {
      return { msg: 'Value error, Code must contain only alphanumeric characters.' };
    }
    if (value.length >= 3 && value.length <= 256) return null;
    return { msg: 'Value error, Code must be between 3 and 256 characters long.' };
  }),
);

const duration = oneOf(['once', 'forever', 'repeating']) satisfies Schema<models.DiscountDuration>;
const months = integer({ min: 1, max: 999 });
const limit = integer({ min: 1, max: 2_147_483_647 });
const amount = integer({ min: 0, max: 999_999_999_999 });
const basisPoints = integer({ min: 1, max: 10_000 });
const currency = oneOf(presentmentCurrencies);

/** Amounts by currency, one at least. */
const amounts: Schema<Record<string, number>> = {
  read(input, location, issues) {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) {
      issues.push({
        type: 'dict_type',
        loc: [...location],
        msg: 'Input should be a valid dictionary',
        input,
      });
      return refused;
    }
    const before = issues.length;
    const entries = Object.entries(input).flatMap(([key, value]): [string, number][] => {
      const at = [...location, key];
      const one = currency.read(key, [...at, '[key]'], issues);
      const worth = amount.read(value, at, issues);
      return one === refused || worth === refused ? [] : [[one, worth]];
    });
    if (Object.keys(input).length === 0) {
      const msg = 'Dictionary should have at least 1 item after validation, not 0';
      issues.push({ type: 'too_short', loc: [...location], msg, input });
    }
    return issues.length > before ? refused : Object.fromEntries(entries);
  },
};

interface Dates {
  starts_at?: string | null | undefined;
  ends_at?: string | null | undefined;
}

function datesFlaw({ starts_at, ends_at }: Dates): Flaw | null {
  if (starts_at == null || ends_at == null || compareInstants(starts_at, ends_at) < 0) return null;
  return { msg: 'Value error, starts_at must be before ends_at' };
}

const common = {
  metadata: optional(metadata(), noMetadata),
  name,
  code: maybe(code),
  starts_at: maybe(instant()),
  ends_at: maybe(instant()),
  max_redemptions: maybe(limit),
  max_redemptions_per_customer: maybe(limit),
  products: maybe(list(uuid())),
  organization_id: maybe(uuid()),
  duration,
  duration_in_months: maybe(months),
};

interface Duration {
  duration: models.DiscountDuration;
  duration_in_months: number | null;
}

function durationFlaw({ duration: kind, duration_in_months: count }: Duration): Flaw | null {
  if ((kind === 'repeating') === (count !== null)) return null;
  return {
    msg:
      kind === 'repeating'
        ? 'Value error, duration_in_months is required when duration is repeating.'
        : 'Value error, duration_in_months must be omitted unless duration is repeating.',
  };
}

const fixed = mapped(
  refined(
    object({ ...common, amount: maybe(amount), currency: maybe(currency), amounts: maybe(amounts) }),
    (given) => {
      const hasTerms = given.amounts !== null || given.amount !== null;
      return (
        (hasTerms ? null : { msg: 'Value error, amounts are required.' }) ??
        durationFlaw(given) ??
        datesFlaw(given)
      );
    },
  ),
  ({ amount: single, currency: of, amounts: several, ...fields }) => ({
    ...fields,
    type: 'fixed' as const,
    // The single amount is the older way to say it, and goes first at Polar too.
    amounts: single === null ? (several ?? {}) : { [of ?? 'usd']: single },
    currency: single === null ? null : (of ?? 'usd'),
    basis_points: null,
  }),
);

const percentage = mapped(
  refined(
    object({ ...common, basis_points: basisPoints }),
    (given) => durationFlaw(given) ?? datesFlaw(given),
  ),
  (fields) => ({ ...fields, type: 'percentage' as const, amounts: null, currency: null }),
);

/** A discount to be made: a percentage, or an amount for each currency. */
export const discountCreate: Schema<Read<typeof fixed> | Read<typeof percentage>> = {
  read(input, location, issues) {
    const field = (key: string): unknown =>
      typeof input === 'object' && input !== null ? Reflect.get(input, key) : undefined;
    const type = field('type') ?? (field('basis_points') === undefined ? 'fixed' : 'percentage');
    if (type === 'fixed') return fixed.read(input, location, issues);
    if (type === 'percentage') return percentage.read(input, location, issues);
    return oneOf([]).read(type, [...location, 'type'], issues);
  },
};

/** What a PATCH may change of a discount. */
export const discountUpdate = refined(
  object({
    metadata: optional(metadata(), undefined),
    name: patch(name),
    code: patch(code),
    starts_at: patch(instant()),
    ends_at: patch(instant()),
    max_redemptions: patch(limit),
    max_redemptions_per_customer: patch(limit),
    duration: patch(duration),
    duration_in_months: patch(months),
    type: patch(oneOf(['fixed', 'percentage'])),
    amount: patch(amount),
    currency: patch(currency),
    amounts: patch(amounts),
    basis_points: patch(basisPoints),
    products: patch(list(uuid())),
  }),
  datesFlaw,
);

/** A change of a discount, as it was read. */
export type DiscountUpdate = Read<typeof discountUpdate>;
