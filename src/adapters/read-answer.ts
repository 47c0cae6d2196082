import { BillingError, type BillingErrorBody, type BillingErrorCode } from '../core/index.ts';

/**
 * Reads a server's answer as JSON.
 *
 * @throws {BillingError} the server's own — it answered with an error of the contract.
 * @throws {BillingError} by HTTP status — something else answered in its place, such as a proxy or a login page.
 */
export async function readAnswer(response: Response, url: string): Promise<unknown> {
  const text = await response.text();
  const json = parseJson(text);
  if (response.ok && json !== undefined && isJson(response)) return json;
  if (isErrorBody(json)) throw BillingError.fromBody(withRetryAfter(json, response));
  throw foreignAnswer(response, url);
}

function isJson(response: Response): boolean {
  return /[/+]json\b/i.test(response.headers.get('content-type') ?? '');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isErrorBody(value: unknown): value is BillingErrorBody {
  if (typeof value !== 'object' || value === null || !('error' in value)) return false;
  const { error } = value;
  if (typeof error !== 'object' || error === null) return false;
  return 'code' in error && typeof error.code === 'string' && 'message' in error && isText(error.message);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function withRetryAfter(body: BillingErrorBody, response: Response): BillingErrorBody {
  const retryAfterSeconds = body.error.retryAfterSeconds ?? readRetryAfter(response);
  return { error: { ...body.error, retryAfterSeconds } };
}

function readRetryAfter(response: Response): number | undefined {
  const value = response.headers.get('retry-after');
  return value !== null && /^\d+$/.test(value) ? Number(value) : undefined;
}

// A gateway, a login wall or a wrong path: its status is all that can be believed, and `not_found` is not,
// as that would say that the invoice does not exist when it is the server that does not.
const CODE_BY_STATUS: Readonly<Record<number, BillingErrorCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  408: 'provider_unavailable',
  429: 'rate_limited',
  502: 'provider_unavailable',
  503: 'provider_unavailable',
  504: 'provider_unavailable',
};

function foreignAnswer(response: Response, url: string): BillingError {
  const { status } = response;
  const type = response.headers.get('content-type') ?? 'no content type';
  return new BillingError(CODE_BY_STATUS[status] ?? 'internal', {
    message:
      `${url} answered ${status} with ${type} that is not an answer of the billing server. Check that baseUrl ` +
      'leads to it, and that no login page, proxy or catch-all route answers in its place.',
    retryAfterSeconds: readRetryAfter(response),
  });
}
