import { CLIENT_HEADER, OWNER_HEADER } from '../../contract/index.ts';

// What the HTTP adapter sends, and a token of the host's.
const REQUEST_HEADERS = [
  'authorization',
  'content-type',
  'idempotency-key',
  'last-event-id',
  CLIENT_HEADER,
  OWNER_HEADER,
].join(', ');

const EXPOSED_HEADERS = [OWNER_HEADER, 'retry-after'].join(', ');

const PREFLIGHT_SECONDS = '600';

/** What pages of other origins may do: nothing, unless the host has listed their origin. */
export interface Cors {
  /** The answer to a browser that asks before it sends `method`; `null` when it may not. */
  preflight(request: Request, method: 'GET' | 'POST'): Response | null;
  /** Lets the page that asked read the answer, if its origin is listed. */
  grant(request: Request, response: Response): void;
}

/** Allows exactly these origins, each by its name: an origin that is not in the list is never repeated. */
export function createCors(allowedOrigins: readonly string[]): Cors {
  const originOf = ({ headers }: Request) =>
    allowedOrigins.find((origin) => origin === headers.get('origin')) ?? null;

  return {
    preflight(request, method) {
      const isAllowed =
        originOf(request) !== null && request.headers.get('access-control-request-method') === method;
      if (!isAllowed) return null;
      return new Response(null, {
        status: 204,
        headers: {
          'access-control-allow-methods': method,
          'access-control-allow-headers': REQUEST_HEADERS,
          'access-control-max-age': PREFLIGHT_SECONDS,
        },
      });
    },
    grant(request, { headers }) {
      const origin = originOf(request);
      if (origin === null) return;
      headers.set('access-control-allow-origin', origin);
      headers.set('access-control-allow-credentials', 'true');
      headers.set('access-control-expose-headers', EXPOSED_HEADERS);
    },
  };
}
