import { serve } from '@hono/node-server';

/** A server that listens. */
export interface Listening {
  url: string;
  close(): Promise<void>;
}

/**
 * Serves over HTTP.
 *
 * @throws {Error} when it cannot listen there, as Node says it.
 */
export function listen(
  handler: (request: Request) => Response | Promise<Response>,
  port: number,
  host: string,
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: handler, port, hostname: host }, (info) => {
      server.off('error', reject);
      resolve({ url: `http://localhost:${info.port}`, close });
    });
    server.once('error', reject);

    function close(): Promise<void> {
      return new Promise((closed) => {
        server.close(() => closed());
        // Kept-alive connections would hold it open for as long as their clients please.
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
    }
  });
}
