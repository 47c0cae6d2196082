import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** A request as the server received it. */
export interface ReceivedRequest {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Answers one request. */
export type TestHandler = (
  request: ReceivedRequest,
  response: ServerResponse,
  incoming: IncomingMessage,
) => void;

/** An HTTP server for one test, closed when the test is over. */
export interface TestServer {
  baseUrl: string;
  requests: ReceivedRequest[];
}

/** Starts a server on a free port of this machine. */
export async function startTestServer(handle: TestHandler): Promise<TestServer> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (incoming, response) => {
    let body = '';
    for await (const piece of incoming.setEncoding('utf8')) body += piece;
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    const request = { method: incoming.method ?? '', url, headers: incoming.headers, body };
    requests.push(request);
    handle(request, response, incoming);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The test server has no port.');
  return { baseUrl: `http://127.0.0.1:${address.port}/api/billing`, requests };
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
