import type { models } from '@polar-sh/sdk/2026-10';
import { PolarApiError } from '../http/errors.ts';
import { emptyIsNull, mapped, refined } from '../http/refine.ts';
import { nullable, object, oneOf, optional, type Read, type Schema, text } from '../http/schema.ts';
import { countries } from '../wire/lists.ts';
import { subdivisions } from '../wire/subdivisions.ts';

function part(max: number): Schema<string | null> {
  return optional(nullable(emptyIsNull(text({ max }))), null);
}

const addressParts = object({
  line1: part(200),
  line2: part(200),
  postal_code: part(40),
  city: part(100),
  state: part(40),
  country: oneOf(countries),
}) satisfies Schema<models.AddressInput>;

const names: Readonly<Record<string, string>> = { US: 'US state', CA: 'CA subdivision' };

/** A billing address, as Polar takes it: a state of the US or Canada is known, and kept with its country before it. */
export const addressShape = refined(
  mapped(addressParts, ({ state, ...address }) => {
    const prefix = `${address.country}-`;
    const isPlain = state === null || subdivisions[address.country] === undefined || state.startsWith(prefix);
    return { ...address, state: isPlain ? state : prefix + state };
  }),
  ({ country, state }) => {
    const known = subdivisions[country];
    const isKnown = state === null || known === undefined || Object.hasOwn(known, state);
    return isKnown ? null : { msg: `Value error, Invalid ${names[country]}` };
  },
);

/** A billing address that was read. */
export type AddressRead = Read<typeof addressShape>;

/** Why a customer cancels. */
export const cancellationReason = oneOf([
  'customer_service',
  'low_quality',
  'missing_features',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
  'other',
]) satisfies Schema<models.CustomerCancellationReason>;

/** How a change in the middle of a period is billed. */
export const prorationBehavior = oneOf([
  'invoice',
  'prorate',
  'next_period',
  'reset',
]) satisfies Schema<models.SubscriptionProrationBehavior>;

/** An interval of time. */
export const interval = oneOf(['day', 'week', 'month', 'year']) satisfies Schema<models.RecurringInterval>;

/** A list's empty default. */
export const noMetadata: Record<string, string | number | boolean> = {};

/**
 * Refuses the organization's id in a body: the token already says it.
 *
 * @see Polar's `server/polar/organization/resolver.py`, `get_payload_organization`.
 */
export function refuseOrganizationId(id: string | null): void {
  if (id === null) return;
  const msg = 'Setting organization_id is disallowed when using an organization token.';
  throw new PolarApiError(422, {
    error: 'PolarRequestValidationError',
    detail: [{ type: 'organization_token', loc: ['body', 'organization_id'], msg, input: id }],
  });
}
