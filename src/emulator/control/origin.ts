import type { MiddlewareHandler } from 'hono';
import { apiError } from '../http/errors.ts';

const LOCAL = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a page may call the control API: one on this machine, or one where the emulator itself is reached. */
export function isOwnOrigin(origin: string, publicUrl: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname, origin: plain } = new URL(origin);
  if (plain === new URL(publicUrl).origin) return true;
  return (protocol === 'http:' || protocol === 'https:') && LOCAL.includes(hostname);
}

/**
 * Keeps pages from elsewhere out: a browser that runs one says so by `Origin`. Whatever is no browser sends none, and
 * may call.
 *
 * @param publicUrl tells where the emulator is reached.
 */
export function ownOriginsOnly(publicUrl: () => string): MiddlewareHandler {
  return async (context, next) => {
    const origin = context.req.header('origin');
    context.header('vary', 'Origin');
    if (origin !== undefined) {
      if (!isOwnOrigin(origin, publicUrl())) {
        throw apiError(403, 'ForeignOrigin', `Pages of ${origin} may not call the emulator's control API.`);
      }
      context.header('access-control-allow-origin', origin);
      context.header('access-control-allow-methods', 'DELETE, GET, POST, OPTIONS');
      context.header('access-control-allow-headers', 'Content-Type');
    }
    if (context.req.method === 'OPTIONS') return context.body(null, 204);
    await next();
    return undefined;
  };
}
