import { serve } from '@hono/node-server';

/** A listening HTTP server. */
export interface Listener {
  port: number;
  close(): Promise<void>;
}

/**
 * Serves requests on localhost.
 *
 * @param port 0 for any free one.
 */
export function listen(port: number, handler: (request: Request) => Promise<Response>): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: handler, port, hostname: '127.0.0.1' }, (info) => {
      server.off('error', reject);
      resolve({
        port: info.port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            // A browser's idle connection would keep the server, and with it the process, open for a minute.
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
    server.once('error', reject);
  });
}
