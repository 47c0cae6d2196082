import type { EndpointRow, EventRow } from '../state/rows.ts';
import { signWebhook } from './sign.ts';

/** How a delivery leaves the emulator: the global fetch, or a function given in its place. */
export type SendRequest = (request: Request) => Promise<Response>;

/** What came of one attempt. `httpCode` is `null` when there was no answer. */
export interface AttemptResult {
  succeeded: boolean;
  httpCode: number | null;
  response: string | null;
  headers: Record<string, string>;
}

const TIMEOUT_MS = 10_000;
const RESPONSE_LIMIT = 2_000;

/** Sends an event once: signed anew, ten seconds at most, redirects not followed, anything but 2xx a failure. */
export async function attemptDelivery(input: {
  event: EventRow;
  endpoint: EndpointRow;
  wallSeconds: number;
  send: SendRequest;
  signal: AbortSignal;
}): Promise<AttemptResult> {
  const { event, endpoint, wallSeconds, send, signal } = input;
  const headers = {
    'user-agent': 'polar.sh webhooks',
    'content-type': 'application/json',
    'webhook-id': event.id,
    'webhook-timestamp': String(wallSeconds),
    'webhook-signature': signWebhook(endpoint, event.id, wallSeconds, event.payload),
    'webhook-api-version': event.api_version,
  };
  const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  try {
    const request = new Request(endpoint.url, {
      method: 'POST',
      headers,
      body: event.payload,
      redirect: 'manual',
      signal: limit,
    });
    const response = await withLimit(send(request), limit);
    const text = (await withLimit(response.text(), limit)).slice(0, RESPONSE_LIMIT);
    return { succeeded: response.ok, httpCode: response.status, response: text, headers };
  } catch (error) {
    return { succeeded: false, httpCode: null, response: describe(error), headers };
  }
}

// A `send` of the host's own may not listen to the request's signal.
function withLimit<T>(work: Promise<T>, limit: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    limit.addEventListener('abort', () => reject(limit.reason), { once: true });
    if (limit.aborted) reject(limit.reason);
    work.then(resolve, reject);
  });
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
