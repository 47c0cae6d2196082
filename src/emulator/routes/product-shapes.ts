import type { models } from '@polar-sh/sdk/2026-10';
import { emptyIsNull, refined, trimmed } from '../http/refine.ts';
import {
  flag,
  integer,
  list,
  maybe,
  metadata,
  nothing,
  object,
  oneOf,
  optional,
  patch,
  type Read,
  type Schema,
  text,
  uuid,
} from '../http/schema.ts';
import { keptOrNewPrice, newPrice } from './price-shapes.ts';
import { interval, noMetadata } from './shapes.ts';

const visibility = oneOf(['draft', 'private', 'public']) satisfies Schema<models.ProductVisibility>;
const name = trimmed(text({ min: 3, max: 64 }));
const description = emptyIsNull(text());
const intervalCount = integer({ min: 1, max: 999 });
const trialCount = integer({ min: 1, max: 1000 });

const attachedFields = list(object({ custom_field_id: uuid(), required: flag() }));

const common = {
  metadata: optional(metadata(), noMetadata),
  name,
  description: maybe(description),
  visibility: optional(visibility, 'public' as const),
  prices: list(newPrice, { min: 1 }),
  medias: maybe(list(uuid())),
  attached_custom_fields: optional(attachedFields, []),
  organization_id: maybe(uuid()),
};

const recurring = refined(
  object({
    ...common,
    recurring_interval: interval,
    recurring_interval_count: optional(intervalCount, 1),
    meter_interval: maybe(interval),
    meter_interval_count: maybe(intervalCount),
    trial_interval: maybe(interval),
    trial_interval_count: maybe(trialCount),
  }),
  ({ meter_interval, meter_interval_count, recurring_interval, recurring_interval_count }) => {
    if (meter_interval === null) return null;
    const meter = { interval: meter_interval, count: meter_interval_count ?? 1 };
    if (divides(meter, { interval: recurring_interval, count: recurring_interval_count })) return null;
    return {
      msg: 'Value error, The meter interval must evenly divide the billing interval, so the meter cycle re-aligns with the billing cycle at every renewal.',
    };
  },
);

const oneTime = object({
  ...common,
  recurring_interval: maybe(nothing()),
  recurring_interval_count: maybe(nothing()),
});

/** A product to be made: recurring when it has an interval, else sold once. */
export const productCreate: Schema<Read<typeof recurring> | Read<typeof oneTime>> = {
  read(input, location, issues) {
    const isRecurring =
      typeof input === 'object' && input !== null && Reflect.get(input, 'recurring_interval') != null;
    return (isRecurring ? recurring : oneTime).read(input, location, issues);
  },
};

/** What a PATCH may change of a product. */
export const productUpdate = object({
  metadata: optional(metadata(), undefined),
  name: patch(name),
  description: patch(description),
  visibility: patch(visibility),
  recurring_interval: patch(interval),
  recurring_interval_count: patch(intervalCount),
  trial_interval: patch(interval),
  trial_interval_count: patch(trialCount),
  is_archived: patch(flag()),
  prices: patch(list(keptOrNewPrice)),
  medias: patch(list(uuid())),
  attached_custom_fields: patch(attachedFields),
});

/** The benefits a product gives, in order. */
export const benefitsUpdate = object({ benefits: list(uuid()) });

/** A product to be made, as it was read. */
export type ProductCreate = Read<typeof productCreate>;

/** A change of a product, as it was read. */
export type ProductUpdate = Read<typeof productUpdate>;

interface Interval {
  interval: models.RecurringInterval;
  count: number;
}

/** Days in a week, months in a year: what converts without drifting. */
const parts = { week: { of: 'day', count: 7 }, year: { of: 'month', count: 12 } } as const;

/**
 * Whether meter periods fit evenly into billing periods, so that both begin together at every renewal.
 *
 * @see Polar's `server/polar/product/meter_interval.py`.
 */
function divides(meter: Interval, billing: Interval): boolean {
  if (meter.interval === billing.interval) return billing.count % meter.count === 0;
  const isCalendar = billing.interval === 'month' || billing.interval === 'year';
  if (meter.interval === 'day' && isCalendar) return meter.count === 1;
  if (billing.interval !== 'week' && billing.interval !== 'year') return false;
  const part = parts[billing.interval];
  return meter.interval === part.of && (billing.count * part.count) % meter.count === 0;
}
