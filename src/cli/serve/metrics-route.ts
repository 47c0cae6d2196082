import { createHash, timingSafeEqual } from 'node:crypto';
import { PROMETHEUS_TYPE, type Prometheus } from './prometheus.ts';

/**
 * `GET /metrics`, for whoever sends the token, or for everybody when there is none.
 *
 * @returns `null` for any other request.
 */
export async function answerMetrics(
  request: Request,
  prometheus: Prometheus,
  token: string | undefined,
): Promise<Response | null> {
  if (request.method !== 'GET' || new URL(request.url).pathname !== '/metrics') return null;
  if (token !== undefined && !isSame(request.headers.get('authorization') ?? '', `Bearer ${token}`)) {
    return new Response('', { status: 401, headers: { 'www-authenticate': 'Bearer' } });
  }
  return new Response(await prometheus.read(), {
    headers: { 'content-type': PROMETHEUS_TYPE, 'cache-control': 'no-store' },
  });
}

// Digests are of one length, which is all that the comparison takes.
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
