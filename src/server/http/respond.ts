import { BILLING_ERRORS, BillingError } from '../../core/index.ts';
import { errorFields } from '../logger.ts';
import type { ServerContext } from '../server-context.ts';

/** An answer as JSON. Billing is nobody's to cache. */
export function respond(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { ...headers, 'cache-control': 'no-store' } });
}

/** An answer without a body. */
export function respondEmpty(status: number): Response {
  return new Response(null, { status, headers: { 'cache-control': 'no-store' } });
}

/** Where an error is told of. */
export type ErrorWitness = Pick<ServerContext, 'logger' | 'telemetry'>;

/** An error as its answer. What is not a `BillingError` is logged and told as `internal`, without a word of it. */
export function respondError(error: unknown, { logger, telemetry }: ErrorWitness): Response {
  const known = toBillingError(error);
  telemetry.countError(known, 'request');
  if (known.code === 'internal') logger.error(errorFields(error), 'A request failed.');
  // Without a cause it is our own word, such as "billing is starting".
  else if (known.code === 'provider_unavailable' && known.cause !== undefined) {
    logger.warn(errorFields(known), 'A request failed because the payment provider did.');
  }
  const headers: Record<string, string> =
    known.retryAfterSeconds === undefined
      ? {}
      : { 'retry-after': String(Math.ceil(known.retryAfterSeconds)) };
  return respond(known.toBody(), BILLING_ERRORS[known.code].status, headers);
}

/** The error as one of the closed list. */
export function toBillingError(error: unknown): BillingError {
  if (BillingError.is(error)) return error;
  return new BillingError('internal', {
    message: 'Something went wrong on our side. Try again; if it happens again, contact support.',
    cause: error,
  });
}
