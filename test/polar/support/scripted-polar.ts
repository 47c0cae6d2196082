import { createServer, type IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';

/** A request as the scripted server received it. */
export interface ReceivedRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: unknown;
}

/** What the scripted server answers; `'hang up'` cuts the connection without an answer, `'keep waiting'` never does. */
export type ScriptedAnswer =
  | { status: number; body: unknown; headers?: Record<string, string> | undefined }
  | 'hang up'
  | 'keep waiting';

/** An HTTP server that answers what a test says, for answers the emulator does not give by itself. */
export interface ScriptedPolar {
  baseUrl: string;
  requests: ReceivedRequest[];
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? null : JSON.parse(text);
}

/** Starts the server on a free port and stops it with the test. */
export async function createScriptedPolar(
  answer: (request: ReceivedRequest, index: number) => ScriptedAnswer,
): Promise<ScriptedPolar> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const url = new URL(incoming.url ?? '/', 'http://polar.test');
    const request = {
      method: incoming.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      body: await readJson(incoming),
    };
    const reply = answer(request, requests.push(request) - 1);
    if (reply === 'hang up') return void incoming.socket.destroy();
    if (reply === 'keep waiting') return;
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    response.end(JSON.stringify(reply.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The scripted server has no port.');
  return { baseUrl: `http://127.0.0.1:${address.port}`, requests };
}

/** Polar's answer for a resource that is not there. */
export const resourceNotFound: ScriptedAnswer = {
  status: 404,
  body: { error: 'ResourceNotFound', detail: 'Not found' },
};
