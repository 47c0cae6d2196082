import type { models } from '@polar-sh/sdk/2026-10';
import { mapped, tagged, union } from '../http/refine.ts';
import {
  flag,
  integer,
  list,
  maybe,
  metadata,
  object,
  oneOf,
  optional,
  patch,
  type Read,
  type Schema,
  text,
  uuid,
} from '../http/schema.ts';
import { noMetadata } from './shapes.ts';

/** A property of an event; Polar takes `metadata.` before it and leaves it away. */
const property = mapped(text(), (name) => name.replace(/^metadata\./, ''));

const clause = object({
  property,
  operator: oneOf(['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'like', 'not_like']),
  value: union({
    str: text(),
    'constrained-int': integer({ min: -2_147_483_648, max: 2_147_483_647 }),
    bool: flag(),
  }),
}) satisfies Schema<models.FilterClause>;

/** Which events a meter counts. Filters may stand in filters. */
export const meterFilter: Schema<models.Filter> = {
  read(input, location, issues) {
    const clauses: Schema<(models.FilterClause | models.Filter)[]> = list(
      union({ FilterClause: clause, Filter: meterFilter }),
    );
    return object({ conjunction: oneOf(['and', 'or']), clauses }).read(input, location, issues);
  },
};

const ofProperty = <Func extends 'sum' | 'max' | 'min' | 'avg' | 'unique'>(func: Func) =>
  object({ func: oneOf([func]), property });

const aggregation = tagged('func', {
  count: object({ func: oneOf(['count']) }),
  sum: ofProperty('sum'),
  max: ofProperty('max'),
  min: ofProperty('min'),
  avg: ofProperty('avg'),
  unique: ofProperty('unique'),
}) satisfies Schema<models.Meter['aggregation']>;

const name = text({ min: 3 });
const unit = oneOf(['scalar', 'token', 'custom']) satisfies Schema<models.MeterUnit>;
const customLabel = text({ min: 1 });
const customMultiplier = integer({ min: 1, max: 2_147_483_647 });

/** A meter to be made. */
export const meterCreate = object({
  metadata: optional(metadata(), noMetadata),
  name,
  unit: optional(unit, 'scalar' as const),
  custom_label: maybe(customLabel),
  custom_multiplier: maybe(customMultiplier),
  filter: meterFilter,
  aggregation,
  organization_id: maybe(uuid()),
});

/** What a PATCH may change of a meter. */
export const meterUpdate = object({
  metadata: optional(metadata(), undefined),
  name: patch(name),
  unit: patch(unit),
  custom_label: patch(customLabel),
  custom_multiplier: patch(customMultiplier),
  filter: patch(meterFilter),
  aggregation: patch(aggregation),
  is_archived: patch(flag()),
});

/** A change of a meter, as it was read. */
export type MeterUpdate = Read<typeof meterUpdate>;
