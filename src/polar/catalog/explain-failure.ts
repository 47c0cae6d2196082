import { PolarClientError, PolarNetworkError } from '@polar-sh/sdk';
import { BillingError } from '../../core/index.ts';

const ADVICE: Readonly<Record<number, string>> = {
  401: 'Polar does not accept the access token. Check POLAR_ACCESS_TOKEN, and POLAR_ENVIRONMENT: each of production and sandbox has tokens of its own.',
  403: 'The access token lacks a scope. It needs products:read, and products:write to change anything.',
  404: 'Polar has no such product, or no such route: check POLAR_BASE_URL, if it is set.',
  429: 'Polar asks for a pause. Wait a minute and do it again; what was made so far stays.',
};

/** What went wrong with Polar's catalog, for whoever runs a command: Polar's own words included, which no customer sees. */
export function explainFailure(error: unknown): Error {
  const cause = BillingError.is(error) ? error.cause : error;
  return new Error(`floe-billing: ${reasonOf(cause)}`, { cause });
}

function reasonOf(cause: unknown): string {
  if (cause instanceof PolarNetworkError) {
    return 'Polar could not be reached. Check the network, and POLAR_BASE_URL if it is set.';
  }
  if (!(cause instanceof PolarClientError)) return cause instanceof Error ? cause.message : String(cause);
  return ADVICE[cause.statusCode] ?? `Polar refused this: ${detailOf(cause)}`;
}

function detailOf({ error, statusCode }: PolarClientError<unknown>): string {
  const body: unknown = typeof error === 'string' ? parse(error) : error;
  const detail = typeof body === 'object' && body !== null && 'detail' in body ? body.detail : null;
  if (typeof detail === 'string') return detail;
  if (!Array.isArray(detail)) return `status ${statusCode}`;
  return detail
    .map(({ loc, msg }) => `${Array.isArray(loc) ? loc.slice(1).join('.') : ''}: ${msg}`)
    .join('; ');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
