/** What a browser may send along from any origin; cookies it may not. */
const allowedHeaders = [
  'Accept',
  'Accept-Language',
  'Authorization',
  'Content-Language',
  'Content-Type',
  'Polar-Version',
];

/**
 * Answers a browser's question before the request itself; `null` when the request is none.
 *
 * @see Starlette, middleware/cors.py: `preflight_response`
 */
export function answerPreflight(request: Request): Response | null {
  const { headers } = request;
  if (request.method !== 'OPTIONS' || !headers.has('origin')) return null;
  if (!headers.has('access-control-request-method')) return null;
  const asked = headers.get('access-control-request-headers') ?? '';
  const allowed = allowedHeaders.map((name) => name.toLowerCase());
  const isRefused = asked
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .some((name) => name !== '' && !allowed.includes(name));
  return new Response(isRefused ? 'Disallowed CORS headers' : 'OK', {
    status: isRefused ? 400 : 200,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT',
      'access-control-allow-headers': allowedHeaders.join(', '),
      'access-control-max-age': '600',
    },
  });
}

/** Lets the browser show an answer to the page that asked, whatever its origin. */
export function allowOrigin(request: Request, response: Response): Response {
  if (request.headers.has('origin')) response.headers.set('access-control-allow-origin', '*');
  return response;
}
