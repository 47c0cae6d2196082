import { integer, list, nullable, object, oneOf, optional, type Read, type Schema } from '../http/schema.ts';
import type { Fault, Faults } from '../state/settings.ts';
import { webhookEventTypes } from '../wire/lists.ts';

const when = {
  times: optional(nullable(integer({ min: 1 })), null),
  types: optional(nullable(list(oneOf(webhookEventTypes), { min: 1 })), null),
};

const DAY_SECONDS = 86_400;
const DAY_MS = DAY_SECONDS * 1000;
const always = object(when, 'forbid');
const delayed = object({ ...when, ms: integer({ min: 1, max: DAY_MS }) }, 'forbid');
const overtaken = object({ ...when, ms: optional(integer({ min: 0, max: DAY_MS }), 0) }, 'forbid');
const skewed = object({ ...when, seconds: integer({ min: -DAY_SECONDS, max: DAY_SECONDS }) }, 'forbid');

/** A switch: `false` or `null` is off, `true` is always, an object says when; left out, it stays as it is. */
function faultSwitch<T extends Fault>(shape: Schema<T>): Schema<T | null | undefined> {
  return optional(
    {
      read(input, location, issues) {
        if (input === false || input === null) return null;
        return shape.read(input === true ? {} : input, location, issues);
      },
    },
    undefined,
  );
}

/** The body of `faults` in `POST /_emulator/settings`. */
export const faultsShape = object(
  {
    drop: faultSwitch(always),
    duplicate: faultSwitch(always),
    delay: faultSwitch(delayed),
    reorder: faultSwitch(overtaken),
    wrongSignature: faultSwitch(always),
    clockSkew: faultSwitch(skewed),
    truncatedBody: faultSwitch(always),
    unknownType: faultSwitch(always),
    unknownFields: faultSwitch(always),
    unknownValues: faultSwitch(always),
    networkError: faultSwitch(always),
    timeout: faultSwitch(always),
  } satisfies { [Name in keyof Faults]: Schema<Faults[Name] | undefined> },
  'forbid',
);

function or<T>(given: T | undefined, present: T): T {
  return given === undefined ? present : given;
}

/** Switches what is given; the rest stays. */
export function switchFaults(present: Faults, given: Read<typeof faultsShape>): Faults {
  return {
    drop: or(given.drop, present.drop),
    duplicate: or(given.duplicate, present.duplicate),
    delay: or(given.delay, present.delay),
    reorder: or(given.reorder, present.reorder),
    wrongSignature: or(given.wrongSignature, present.wrongSignature),
    clockSkew: or(given.clockSkew, present.clockSkew),
    truncatedBody: or(given.truncatedBody, present.truncatedBody),
    unknownType: or(given.unknownType, present.unknownType),
    unknownFields: or(given.unknownFields, present.unknownFields),
    unknownValues: or(given.unknownValues, present.unknownValues),
    networkError: or(given.networkError, present.networkError),
    timeout: or(given.timeout, present.timeout),
  };
}
