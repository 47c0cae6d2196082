import type { ServerResponse } from 'node:http';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createHttpAdapter } from '../../src/adapters/index.ts';
import type { LiveEvent } from '../../src/contract/index.ts';
import { sendJson, startTestServer, type TestServer } from './test-server.ts';

// The server asks for 5 ms between connections, so that nobody waits for the usual second.
const openStream = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  response.write('retry: 5\n\n');
};

function follow(server: TestServer) {
  const events: LiveEvent[] = [];
  const connections: boolean[] = [];
  const adapter = createHttpAdapter({ baseUrl: server.baseUrl, headers: { authorization: 'Bearer 1' } });
  const stop = adapter.subscribe?.({
    onEvent: (event) => events.push(event),
    onConnectionChange: (isConnected) => connections.push(isConnected),
  });
  if (stop === undefined) throw new Error('The adapter has no live events.');
  onTestFinished(stop);
  return { events, connections, stop };
}

it('reads events cut in the middle, with the headers of every request', async () => {
  const server = await startTestServer((_request, response) => {
    openStream(response);
    response.write('data: {"stale":["get');
    setImmediate(() => response.write('Billing","getCatalog"]}\n\n'));
  });
  const { events, connections } = follow(server);

  await vi.waitFor(() => expect(events).toEqual([{ stale: ['getBilling', 'getCatalog'] }]));
  expect(connections).toEqual([true]);
  expect(server.requests[0]?.url.pathname).toBe('/api/billing/events');
  expect(server.requests[0]?.headers).toMatchObject({
    accept: 'text/event-stream',
    authorization: 'Bearer 1',
  });
});

it('leaves out what it does not know', async () => {
  const server = await startTestServer((_request, response) => {
    openStream(response);
    response.write('data: nonsense\n\ndata: {"stale":"all"}\n\n');
    response.write('data: {"stale":["getMetrics","startCheckout","getBilling"]}\n\n');
  });
  const { events } = follow(server);

  await vi.waitFor(() => expect(events).toEqual([{ stale: ['getBilling'] }]));
});

it('connects again after the stream ends, saying where it stopped', async () => {
  const server = await startTestServer((_request, response) => {
    openStream(response);
    if (server.requests.length === 1) response.end('id: 41\ndata: {"stale":["getBilling"]}\n\n');
    else response.write('data: {"stale":["listInvoices"]}\n\n');
  });
  const { events, connections } = follow(server);

  await vi.waitFor(() => expect(events).toEqual([{ stale: ['getBilling'] }, { stale: ['listInvoices'] }]));
  expect(connections).toEqual([true, false, true]);
  expect(server.requests.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '41']);
});

it('connects again after a failed attempt', async () => {
  const server = await startTestServer((_request, response) => {
    const attempt = server.requests.length;
    if (attempt === 1) {
      openStream(response);
      response.end();
    } else if (attempt === 2) sendJson(response, 503, {});
    else openStream(response);
  });
  const { connections } = follow(server);

  await vi.waitFor(() => expect(connections).toEqual([true, false, true]));
  expect(server.requests).toHaveLength(3);
});

it.each([204, 401, 403, 404])('does not connect again after status %i', async (status) => {
  const server = await startTestServer((_request, response) => {
    if (server.requests.length > 1) return response.writeHead(status).end();
    openStream(response);
    return response.end();
  });
  const { connections } = follow(server);

  await vi.waitFor(() => expect(server.requests).toHaveLength(2));
  // Longer than twenty of the delays the server has asked for.
  await expect(
    vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(2), { timeout: 120, interval: 10 }),
  ).rejects.toThrow();
  expect(connections).toEqual([true, false]);
});

it('closes the connection when stopped, and tells nothing after that', async () => {
  let isClosed = false;
  const server = await startTestServer((_request, response) => {
    openStream(response);
    response.on('close', () => {
      isClosed = true;
    });
  });
  const { connections, stop } = follow(server);
  await vi.waitFor(() => expect(connections).toEqual([true]));

  stop();

  await vi.waitFor(() => expect(isClosed).toBe(true));
  expect(connections).toEqual([true]);
  expect(server.requests).toHaveLength(1);
});
