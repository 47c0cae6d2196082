import type { IncomingMessage, Server } from 'node:http';
import { serve } from '@hono/node-server';
import { explainListenError } from '../explain-listen-error.ts';

/** A server that listens. */
export interface HttpServer {
  port: number;
  /**
   * Takes no new connection, ends those that are idle, and waits for the rest.
   *
   * @param patienceMs after so long what is left is broken off.
   */
  close(patienceMs: number): Promise<void>;
}

/** Where it listens, and what answers. */
export interface HttpServerOptions {
  host: string;
  port: number;
  /** The variable that named the port, for the message when it is taken. */
  portVariable: string;
  fetch: (request: Request, connection: { incoming: IncomingMessage }) => Promise<Response>;
}

const LIMITS = {
  // Who takes longer to say what they want does not want anything. Answers may take as long as they need.
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  // Longer than proxies keep a connection, which is 60 s: whoever closes first must not be this side.
  keepAliveTimeout: 75_000,
  // How often Node looks for those who are too slow.
  connectionsCheckingInterval: 5_000,
} as const;

const LOOK_FOR_IDLE_MS = 100;

/**
 * Serves over HTTP.
 *
 * @throws {Error} when it cannot listen there, with what to do about it.
 */
export function listenHttp({ host, port, portVariable, fetch }: HttpServerOptions): Promise<HttpServer> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: (request, env) => fetch(request, env as { incoming: IncomingMessage }),
        hostname: host,
        port,
        serverOptions: LIMITS,
      },
      (info) => {
        server.off('error', fail);
        resolve({ port: info.port, close: (patienceMs) => close(server as Server, patienceMs) });
      },
    );
    const fail = (error: Error) =>
      reject(explainListenError(error, [{ option: `${portVariable}=`, port, host }]));
    server.once('error', fail);
  });
}

function close(server: Server, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    // A connection that was busy when the server closed is idle after its answer, and Node does not look again.
    const looking = setInterval(() => server.closeIdleConnections(), LOOK_FOR_IDLE_MS);
    const giveUp = setTimeout(() => server.closeAllConnections(), patienceMs);
    server.close(() => {
      clearInterval(looking);
      clearTimeout(giveUp);
      resolve();
    });
  });
}
