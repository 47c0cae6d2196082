import { refined, tagged } from '../http/refine.ts';
import {
  flag,
  integer,
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

const description = text({ min: 3, max: 42 });
const visibility = oneOf(['draft', 'private', 'public']);

const nothing = object({});

const custom = object({ note: maybe(text()) });

const units = refined(integer({ max: 2_147_483_647 }), (value) =>
  value > 0 ? null : { type: 'greater_than', msg: 'Input should be greater than 0', ctx: { gt: 0 } },
);

const meterCredit = object({ units, rollover: flag(), meter_id: uuid() });

/** Kinds that this emulator does not give: what they are made of is for others to judge. */
const elsewhere = [
  'discord',
  'github_repository',
  'downloadables',
  'license_keys',
  'slack_shared_channel',
] as const;

type Elsewhere = (typeof elsewhere)[number];

function forElsewhere<T>(toShape: (type: Elsewhere) => Schema<T>): Record<Elsewhere, Schema<T>> {
  return {
    discord: toShape('discord'),
    github_repository: toShape('github_repository'),
    downloadables: toShape('downloadables'),
    license_keys: toShape('license_keys'),
    slack_shared_channel: toShape('slack_shared_channel'),
  };
}

function createShape<Type extends string, Properties>(type: Type, properties: Schema<Properties>) {
  return object({
    type: oneOf([type]),
    metadata: optional(metadata(), noMetadata),
    description,
    organization_id: maybe(uuid()),
    visibility: maybe(visibility),
    properties,
  });
}

/** A benefit to be made. */
export const benefitCreate = tagged('type', {
  custom: createShape('custom', custom),
  feature_flag: createShape('feature_flag', nothing),
  meter_credit: createShape('meter_credit', meterCredit),
  ...forElsewhere((type) => object({ type: oneOf([type]), description })),
});

/** A benefit to be made, as it was read. */
export type BenefitCreate = Read<typeof benefitCreate>;

function updateShape<Type extends string, Properties>(type: Type, properties: Schema<Properties>) {
  return object({
    type: oneOf([type]),
    metadata: optional(metadata(), undefined),
    description: patch(description),
    visibility: patch(visibility),
    properties: patch(properties),
  });
}

/** What a PATCH may change of a benefit. */
export const benefitUpdate = tagged('type', {
  custom: updateShape('custom', custom),
  feature_flag: updateShape('feature_flag', nothing),
  meter_credit: updateShape('meter_credit', meterCredit),
  ...forElsewhere((type) => object({ type: oneOf([type]) })),
});

/** A change of a benefit, as it was read. */
export type BenefitUpdate = Read<typeof benefitUpdate>;
