import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the line between the server and the provider does with a request. */
export type Fault =
  /** The provider answers. */
  | 'none'
  /** The request never arrives. */
  | 'down'
  /** The provider does what it was asked to, and its answer is lost. */
  | 'answer_lost'
  /** The provider takes the request and never answers. */
  | 'silent'
  /** The provider answers 500. */
  | 'broken'
  /** The provider answers 429 and wants to be left alone for {@link RETRY_AFTER_SECONDS}. */
  | 'rate_limited';

/** How long a provider that is asked too much wants to be left alone. */
export const RETRY_AFTER_SECONDS = 900;

/** A real HTTP hop in front of a handler, that can fail as networks do. */
export interface Gateway {
  url: string;
  /** Decides about each request; `request` is `METHOD /path`. */
  faultOf: (request: string) => Fault;
  /** Every request so far, as `METHOD /path`. */
  requests: string[];
  /** Every address asked for so far, with its query. */
  addresses: string[];
  close(): Promise<void>;
}

/** Opens a gateway on a free port. */
export async function openGateway(handler: (request: Request) => Promise<Response>): Promise<Gateway> {
  const gateway: Gateway = {
    url: '',
    faultOf: () => 'none',
    requests: [],
    addresses: [],
    close: async () => undefined,
  };
  const server = createServer((incoming, outgoing) => {
    forward(incoming, outgoing).catch(() => incoming.socket.destroy());
  });

  async function forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', gateway.url);
    const name = `${incoming.method} ${url.pathname}`;
    gateway.requests.push(name);
    gateway.addresses.push(url.href);
    const fault = gateway.faultOf(name);
    if (fault === 'down') return void incoming.socket.destroy();
    if (fault === 'silent') return;
    if (fault === 'broken') return void outgoing.writeHead(500).end('Internal Server Error');
    if (fault === 'rate_limited') {
      return void outgoing.writeHead(429, { 'retry-after': String(RETRY_AFTER_SECONDS) }).end();
    }

    const response = await handler(await toRequest(incoming, url));
    const body = Buffer.from(await response.arrayBuffer());
    if (fault === 'answer_lost') return void incoming.socket.destroy();
    outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(body);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  gateway.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  gateway.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return gateway;
}

async function toRequest(incoming: IncomingMessage, url: URL): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks);
  const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  return new Request(url, {
    method: incoming.method ?? 'GET',
    headers,
    ...(body.length > 0 ? { body } : {}),
  });
}
