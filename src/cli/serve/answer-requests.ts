import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ServeLogger } from './create-logger.ts';

/** What answers requests, and what is said of them. */
export interface AnswerOptions {
  /** `null` for what is not its. */
  answer: (request: Request) => Promise<Response>;
  logger: ServeLogger;
  basePath: string;
  /** Remembers where a request came from. */
  noteAddress: (request: Request, address: string | null) => void;
}

const REQUEST_ID = /^[\w.-]{1,64}$/;

/** Gives each request an id, its proxy's if it brings one, and writes one line about it: no query, and no unknown path. */
export function createAnswerer({ answer, logger, basePath, noteAddress }: AnswerOptions) {
  const pathOf = ({ url }: Request): string => {
    const { pathname } = new URL(url);
    const isOurs =
      pathname.startsWith(`${basePath}/`) || ['/healthz', '/readyz', '/metrics'].includes(pathname);
    return isOurs && pathname.length <= 100 ? pathname : '(other)';
  };

  return async (request: Request, { incoming }: { incoming: IncomingMessage }): Promise<Response> => {
    noteAddress(request, incoming.socket.remoteAddress ?? null);
    const given = request.headers.get('x-request-id') ?? '';
    const requestId = REQUEST_ID.test(given) ? given : randomUUID();
    return logger.within(requestId, async () => {
      const startedAtMs = performance.now();
      const response = await answer(request);
      response.headers.set('x-request-id', requestId);
      const fields = {
        method: request.method,
        path: pathOf(request),
        status: response.status,
        durationMs: Math.round(performance.now() - startedAtMs),
      };
      // Those who look whether it is alive do so every few seconds.
      if (/^\/(healthz|readyz|metrics)$/.test(fields.path) && response.ok) logger.debug(fields, 'request');
      else logger.info(fields, 'request');
      return response;
    });
  };
}
