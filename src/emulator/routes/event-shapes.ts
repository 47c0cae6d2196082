import type { models } from '@polar-sh/sdk/2026-10';
import { decimal, mapped, refined, union } from '../http/refine.ts';
import {
  instant,
  integer,
  list,
  maybe,
  metadata,
  object,
  oneOf,
  optional,
  type Read,
  refused,
  type Schema,
  text,
  uuid,
} from '../http/schema.ts';
import { compareInstants } from '../time/instant.ts';

const cost = object({ amount: decimal({ digits: 17, places: 12 }), currency: oneOf(['usd']) });

const count = integer();

/** What is left out of the metadata of a call of a language model stays out. */
const llm: Schema<models.LLMMetadata> = {
  read(input, location, issues) {
    const shape = object({
      vendor: text(),
      model: text(),
      prompt: optional(maybe(text()), undefined),
      response: optional(maybe(text()), undefined),
      input_tokens: count,
      cached_input_tokens: optional(count, undefined),
      output_tokens: count,
      total_tokens: count,
    });
    const value = shape.read(input, location, issues);
    if (value === refused) return refused;
    const { prompt, response, cached_input_tokens, ...rest } = value;
    return {
      ...rest,
      ...(prompt === undefined ? {} : { prompt }),
      ...(response === undefined ? {} : { response }),
      ...(cached_input_tokens === undefined ? {} : { cached_input_tokens }),
    };
  },
};

/** Metadata like any other's, where `_cost` and `_llm` are what Polar knows by these names. */
const eventMetadata: Schema<models.EventMetadataOutput> = {
  read(input, location, issues) {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) {
      return metadata().read(input, location, issues);
    }
    const { _cost, _llm, ...rest } = { _cost: undefined, _llm: undefined, ...input };
    const plain = metadata().read(rest, location, issues);
    const costs = _cost === undefined ? undefined : cost.read(_cost, [...location, '_cost'], issues);
    const calls = _llm === undefined ? undefined : llm.read(_llm, [...location, '_llm'], issues);
    if (plain === refused || costs === refused || calls === refused) return refused;
    return {
      ...plain,
      ...(costs === undefined ? {} : { _cost: costs }),
      ...(calls === undefined ? {} : { _llm: calls }),
    };
  },
};

function pastInstant(now: string): Schema<string> {
  const zoned: Schema<string> = {
    read(input, location, issues) {
      const value = instant().read(input, location, issues);
      if (value === refused || /(z|[+-]\d{2}:?\d{2})$/i.test(String(input))) return value;
      const msg = 'Input should have timezone info';
      issues.push({ type: 'timezone_aware', loc: [...location], msg, input });
      return refused;
    },
  };
  return refined(zoned, (value) =>
    compareInstants(value, now) > 0 ? { msg: 'Value error, Timestamp must be in the past.' } : null,
  );
}

/** A batch of events, at an instant: none of them may be of the future. */
export function eventsIngest(now: string) {
  const common = {
    timestamp: optional(pastInstant(now), now),
    name: text(),
    organization_id: maybe(uuid()),
    external_id: maybe(text()),
    parent_id: maybe(text()),
    metadata: optional(eventMetadata, {}),
  };
  return object({
    events: list(
      union({
        EventCreateCustomer: object({ ...common, customer_id: uuid(), member_id: maybe(uuid()) }),
        EventCreateExternalCustomer: object({
          ...common,
          external_customer_id: text(),
          external_member_id: maybe(text()),
        }),
      }),
    ),
  });
}

/** An event of a batch, as it was read. */
export type EventCreate = Read<ReturnType<typeof eventsIngest>>['events'][number];

const label = mapped(
  refined(text({ min: 1, max: 128 }), (value) =>
    value.trim() === '' ? { msg: 'Value error, Label cannot be empty or only whitespace' } : null,
  ),
  (value) => value.trim(),
);

/** How events of a name are to be shown. */
export const eventTypeUpdate = object({
  label,
  label_property_selector: mapped(maybe(text({ min: 1, max: 256 })), (value) => value?.trim() || null),
});
