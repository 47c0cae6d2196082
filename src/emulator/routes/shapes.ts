import type { models } from '@polar-sh/sdk/2026-10';
import { PolarApiError } from '../http/errors.ts';
import { maybe, object, oneOf, type Read, type Schema, text } from '../http/schema.ts';
import { countries } from '../wire/lists.ts';

/** A billing address, as Polar takes it. */
export const addressShape = object({
  line1: maybe(text({ max: 200 })),
  line2: maybe(text({ max: 200 })),
  postal_code: maybe(text({ max: 40 })),
  city: maybe(text({ max: 100 })),
  state: maybe(text({ max: 40 })),
  country: oneOf(countries),
}) satisfies Schema<models.AddressInput>;

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
