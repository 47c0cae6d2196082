/** One entry of a 422's list, as Polar (pydantic) writes it. */
export interface Issue {
  loc: (string | number)[];
  msg: string;
  type: string;
  input?: unknown;
  /** The parts of the message. */
  ctx?: Readonly<Record<string, unknown>>;
}

/** An answer that is an error: thrown by handlers, so that their transaction leaves nothing behind. */
export class PolarApiError extends Error {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(JSON.stringify(body));
    this.name = 'PolarApiError';
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** Polar's own error body: the class name and a sentence. */
export function apiError(status: number, error: string, detail: string): PolarApiError {
  return new PolarApiError(status, { error, detail });
}

/** 404 for a resource that is not there. */
export function resourceNotFound(detail = 'Not found'): PolarApiError {
  return apiError(404, 'ResourceNotFound', detail);
}

/** 404 for a route, or an API version, that is not there: the framework's own body. */
export function routeNotFound(): PolarApiError {
  return new PolarApiError(404, { detail: 'Not Found' });
}

/** 405 for a path that is known, with a method that is not. */
export function methodNotAllowed(allow: string): PolarApiError {
  return new PolarApiError(405, { detail: 'Method Not Allowed' }, { allow });
}

/** 401 for an operation that needs a token and got none. */
export function unauthorized(): PolarApiError {
  return apiError(401, 'Unauthorized', 'Unauthorized');
}

/**
 * An error of the bearer scheme, told in the body and in a header.
 *
 * @see polar oauth2/exceptions.py, and RFC 6750
 */
function bearerError(
  status: number,
  error: string,
  description: string,
  attributes: Readonly<Record<string, string>> = {},
): PolarApiError {
  const parameters = { realm: 'polar', ...attributes, error, error_description: description };
  const challenge = Object.entries(parameters).map(([name, value]) => `${name}="${value}"`);
  return new PolarApiError(
    status,
    { error, error_description: description },
    {
      'www-authenticate': `Bearer ${challenge.join(', ')}`,
      'cache-control': 'no-store',
      pragma: 'no-cache',
    },
  );
}

/** 401 for a token that is unknown, expired, or of a kind that the operation does not take. */
export function invalidToken(
  description = 'The access token provided is expired, revoked, malformed, or invalid for other reasons.',
): PolarApiError {
  return bearerError(401, 'invalid_token', description);
}

/** 403 for a token with none of the scopes that the operation needs. */
export function insufficientScope(scopes: readonly string[]): PolarApiError {
  const description = 'The request requires higher privileges than provided by the access token.';
  return bearerError(403, 'insufficient_scope', description, { scope: scopes.join(' ') });
}

/** 422 for a request whose shape is wrong. */
export function invalidRequest(issues: Issue[]): PolarApiError {
  return new PolarApiError(422, { error: 'RequestValidationError', detail: issues });
}

/** 422 for a value that is well formed and not acceptable. */
export function unacceptable(loc: (string | number)[], msg: string, input?: unknown): PolarApiError {
  return new PolarApiError(422, {
    error: 'PolarRequestValidationError',
    detail: [{ type: 'value_error', loc, msg, input }],
  });
}

/** 501 for what the emulator does not do. */
export function notImplemented(operation: string): PolarApiError {
  return apiError(501, 'NotImplemented', `${operation}; see docs/emulator.md`);
}
