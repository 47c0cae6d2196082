import { describe, expect, it } from 'vitest';
import { createHttpAdapter } from '../../src/adapters/index.ts';
import { OPERATION_NAMES } from '../../src/contract/index.ts';
import { BillingError } from '../../src/core/index.ts';
import { billing, checkout } from './billing-fixture.ts';
import { sendJson, startTestServer } from './test-server.ts';

const input = { priceId: 'professional-month', returnPath: '/billing' };

/** The error a promise rejects with. */
async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('It resolved.'),
    (error: unknown) => error,
  );
}

describe('requests', () => {
  it('has a method for every operation of the contract', () => {
    const adapter = createHttpAdapter();

    expect(OPERATION_NAMES.filter((name) => typeof adapter[name] !== 'function')).toEqual([]);
  });

  it('sends a query as GET with flat search parameters, leaving out what is not given', async () => {
    const server = await startTestServer((_request, response) =>
      sendJson(response, 200, { asOf: '2026-11-23T10:00:00Z', items: [], nextCursor: null }),
    );
    const adapter = createHttpAdapter({ baseUrl: `${server.baseUrl}/` });

    await adapter.listInvoices({ limit: 5, search: 'A & B', status: undefined });

    const [request] = server.requests;
    expect(request?.method).toBe('GET');
    expect(request?.url.pathname).toBe('/api/billing/list-invoices');
    expect([...(request?.url.searchParams ?? [])]).toEqual([
      ['limit', '5'],
      ['search', 'A & B'],
    ]);
  });

  it('sends a command as POST with JSON, the idempotency key and the client header', async () => {
    const server = await startTestServer((_request, response) => sendJson(response, 200, checkout()));
    const adapter = createHttpAdapter({ baseUrl: server.baseUrl });

    const answer = await adapter.startCheckout(input, { idempotencyKey: 'intent-0001' });

    expect(answer).toEqual(checkout());
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'POST', body: JSON.stringify(input) });
    expect(request?.url.pathname).toBe('/api/billing/start-checkout');
    expect(request?.headers).toMatchObject({
      'idempotency-key': 'intent-0001',
      'content-type': 'application/json',
      'floe-client': '1',
    });
  });

  it('asks for its headers before each request', async () => {
    const server = await startTestServer((_request, response) => sendJson(response, 200, billing()));
    let token = 0;
    const adapter = createHttpAdapter({
      baseUrl: server.baseUrl,
      headers: async () => ({ authorization: `Bearer ${++token}` }),
    });

    await adapter.getBilling({});
    await adapter.getBilling({});

    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer 1', 'Bearer 2']);
  });

  it('passes credentials to the given fetch', async () => {
    const seen: RequestInit[] = [];
    const adapter = createHttpAdapter({
      credentials: 'include',
      fetch: async (_url, init) => {
        seen.push(init ?? {});
        return Response.json(billing());
      },
    });

    await adapter.getBilling({});

    expect(seen).toMatchObject([{ credentials: 'include', cache: 'no-store' }]);
  });
});

describe('errors', () => {
  it('rejects with the error the server names, and everything it carries', async () => {
    const sent = new BillingError('rate_limited', { message: 'Wait a little.', retryAfterSeconds: 7 });
    const server = await startTestServer((_request, response) => sendJson(response, 429, sent.toBody()));
    const adapter = createHttpAdapter({ baseUrl: server.baseUrl });

    const error = await rejection(adapter.getBilling({}));

    expect(BillingError.is(error)).toBe(true);
    expect(error).toMatchObject({ code: 'rate_limited', message: 'Wait a little.', retryAfterSeconds: 7 });
  });

  it('takes the wait from Retry-After when the body does not say it', async () => {
    const body = new BillingError('rate_limited', { message: 'Wait a little.' }).toBody();
    const server = await startTestServer((_request, response) =>
      sendJson(response, 429, body, { 'retry-after': '12' }),
    );
    const adapter = createHttpAdapter({ baseUrl: server.baseUrl });

    expect(await rejection(adapter.getBilling({}))).toMatchObject({ retryAfterSeconds: 12 });
  });

  it.each([
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'internal'],
    [429, 'rate_limited'],
    [500, 'internal'],
    [502, 'provider_unavailable'],
    [503, 'provider_unavailable'],
  ])('reads a foreign answer with status %i as %s', async (status, code) => {
    const server = await startTestServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>Not us</title>');
    });
    const adapter = createHttpAdapter({ baseUrl: server.baseUrl });

    const error = await rejection(adapter.getBilling({}));

    expect(error).toMatchObject({ code });
    expect(String(error)).toContain('baseUrl');
  });

  it('reads a page where an answer was expected as internal, and says what to check', async () => {
    const server = await startTestServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>Sign in</title>');
    });
    const adapter = createHttpAdapter({ baseUrl: server.baseUrl });

    const error = await rejection(adapter.getBilling({}));

    expect(error).toMatchObject({ code: 'internal' });
    expect(String(error)).toMatch(/text\/html.*login page/);
  });

  it('reads JSON cut in the middle as internal', async () => {
    const server = await startTestServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"asOf": "2026-');
    });
    const adapter = createHttpAdapter({ baseUrl: server.baseUrl });

    expect(await rejection(adapter.getBilling({}))).toMatchObject({ code: 'internal' });
  });

  it('reads a broken connection as provider_unavailable and keeps its cause', async () => {
    const server = await startTestServer((_request, _response, incoming) => incoming.socket.destroy());
    const adapter = createHttpAdapter({ baseUrl: server.baseUrl });

    const error = await rejection(adapter.getBilling({}));

    expect(error).toMatchObject({ code: 'provider_unavailable', cause: expect.any(TypeError) });
  });

  it('gives up after the timeout, even when the answer stops half way', async () => {
    const server = await startTestServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{');
    });
    const adapter = createHttpAdapter({ baseUrl: server.baseUrl, timeoutMs: 50 });

    const error = await rejection(adapter.getBilling({}));

    expect(error).toMatchObject({ code: 'provider_unavailable' });
    expect(String(error)).toContain('0.05 s');
  });

  it("rejects with the caller's AbortError, as fetch does", async () => {
    const controller = new AbortController();
    const server = await startTestServer(() => controller.abort());
    const adapter = createHttpAdapter({ baseUrl: server.baseUrl });

    const error = await rejection(adapter.getBilling({}, { signal: controller.signal }));

    expect(error).toMatchObject({ name: 'AbortError' });
    expect(BillingError.is(error)).toBe(false);
  });

  it('sends nothing for a signal that has been aborted before', async () => {
    const server = await startTestServer((_request, response) => sendJson(response, 200, billing()));
    const adapter = createHttpAdapter({ baseUrl: server.baseUrl });

    await rejection(adapter.getBilling({}, { signal: AbortSignal.abort() }));

    expect(server.requests).toEqual([]);
  });
});
