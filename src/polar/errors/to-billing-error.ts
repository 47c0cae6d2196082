import { PolarRateLimitError } from '@polar-sh/sdk';
import { BillingError, type BillingErrorCode } from '../../core/index.ts';
import type { PolarLogger } from '../logger.ts';
import { PolarShapeError } from '../records/read-wire.ts';
import { type PolarFailure, toPolarFailure } from './polar-failure.ts';

type ProviderErrorCode = Extract<
  BillingErrorCode,
  | 'not_found'
  | 'rate_limited'
  | 'provider_unavailable'
  | 'conflict'
  | 'payment_declined'
  | 'payment_action_required'
  | 'billing_details_required'
  | 'already_subscribed'
  | 'limit_exceeded'
  | 'internal'
>;

const messages: Record<ProviderErrorCode, string> = {
  not_found: 'The payment provider does not know this. Reload the page and try again.',
  rate_limited: 'Too many requests to the payment provider. Wait a moment and try again.',
  provider_unavailable: 'The payment provider did not answer. Try again in a moment.',
  conflict: 'This is not possible in the present state. Reload the page to see it.',
  payment_declined: 'The payment was declined. Nothing has changed. Use another payment method.',
  payment_action_required: 'The bank asks for a confirmation of this payment. Nothing has changed yet.',
  billing_details_required: 'A billing name and address are needed first.',
  limit_exceeded: 'This was tried too often. Use another payment method.',
  already_subscribed: 'There is a subscription already. Change it instead of buying another.',
  internal: 'The payment provider refused the request. The reason is in the server’s log.',
};

/** Polar's error names whose status alone would say too little. */
const codesByName: Readonly<Record<string, ProviderErrorCode>> = {
  PaymentFailed: 'payment_declined',
  PaymentActionRequired: 'payment_action_required',
  MissingInvoiceBillingDetails: 'billing_details_required',
  AlreadyActiveSubscriptionError: 'already_subscribed',
  AlreadyCanceledSubscription: 'conflict',
  InactiveSubscription: 'conflict',
  ManualRetryLimitExceeded: 'limit_exceeded',
  OrderNotEligibleForRetry: 'conflict',
  PaymentMethodInUseByActiveSubscription: 'conflict',
  // The request is well formed and does not fit the state: a product that is archived, or not sold in the currency.
  PolarRequestValidationError: 'conflict',
};

/** The code a refusal of Polar's stands for. */
export function toErrorCode({ status, name, issues }: PolarFailure): ProviderErrorCode {
  // An id that Polar could never have given out is refused before it is looked for.
  if (issues.length > 0 && issues.every(({ location }) => location.startsWith('path.'))) return 'not_found';
  const named = name === null ? undefined : codesByName[name];
  if (named !== undefined) return named;
  switch (status) {
    case 402:
      return 'payment_declined';
    case 404:
      // A resource that is missing has a name. Without one it is the route, or the API version, that is not there.
      return name === null ? 'internal' : 'not_found';
    case 408:
      return 'provider_unavailable';
    case 409:
    case 410:
      return 'conflict';
    default:
      return 'internal';
  }
}

/** Whether the access token lacks the scope of an operation: a matter of how the server is set up, and of no person. */
export function lacksScope(error: unknown): boolean {
  const failure = toPolarFailure(error);
  return failure?.status === 403 && failure.name === 'insufficient_scope';
}

function adviceFor({ status, name }: PolarFailure): string {
  if (status === 401)
    return 'Polar does not accept the access token. Check POLAR_ACCESS_TOKEN and its environment.';
  if (status === 403) return 'The access token lacks a scope for this operation.';
  if (status === 404 && name === null) {
    return 'Polar has no such route. Either its API version 2026-10 was removed, which asks for a newer floe-billing, or the base URL is wrong.';
  }
  return 'Polar refused a request that Floe thought right.';
}

function retryAfterOf(error: unknown): number | undefined {
  const seconds = error instanceof PolarRateLimitError ? error.retryAfter : null;
  return seconds !== null && Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

/**
 * Whatever a call to Polar rejected with, as the error the rest of Floe knows. What a person could not act on is
 * logged here, once. The original stays as `cause`.
 */
export function toBillingError(error: unknown, operation: string, logger: PolarLogger): BillingError {
  if (BillingError.is(error)) return error;
  if (error instanceof PolarShapeError) {
    logger.error({ operation }, error.message);
    return new BillingError('internal', { message: messages.internal, cause: error });
  }
  const failure = toPolarFailure(error);
  // Polar counts some things by other limits than that of requests, and these have a name.
  if (error instanceof PolarRateLimitError && !(failure?.name && failure.name in codesByName)) {
    return new BillingError('rate_limited', {
      message: messages.rate_limited,
      retryAfterSeconds: retryAfterOf(error),
      cause: error,
    });
  }
  if (failure === null) {
    // No answer, a 5xx, or an answer that broke off: whether it took effect is open.
    logger.warn(
      { operation, reason: nameOf(error) },
      'Polar could not be reached or did not answer properly.',
    );
    return new BillingError('provider_unavailable', { message: messages.provider_unavailable, cause: error });
  }
  const code = toErrorCode(failure);
  if (code === 'internal') logger.error({ operation, ...failure }, adviceFor(failure));
  return new BillingError(code, { message: messages[code], cause: error });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
