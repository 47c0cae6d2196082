import type { EndpointRow } from '../state/rows.ts';
import { distortPayload } from './distort.ts';
import { signWebhook } from './sign.ts';
import type { AttemptFaults } from './strike.ts';

/** How a delivery leaves the emulator: the global fetch, or a function given in its place. */
export type SendRequest = (request: Request) => Promise<Response>;

/** One attempt: what was sent where, and what came of it. `httpCode` is `null` when there was no answer. */
export interface AttemptResult {
  succeeded: boolean;
  httpCode: number | null;
  response: string | null;
  url: string;
  headers: Record<string, string>;
  body: string;
}

const TIMEOUT_MS = 10_000;

/** @see Polar, server/polar/webhook/tasks.py: what is kept of an answer */
const RESPONSE_LIMIT = 2048;

const wrongSecret = { secret: 'not the secret of this endpoint', uses_standard_webhook_signature: false };

/**
 * Sends an event once: signed anew, ten seconds at most, redirects not followed, anything but 2xx a failure.
 *
 * @param wallSeconds the real time, which receivers compare `webhook-timestamp` with.
 */
export async function attemptDelivery(input: {
  eventId: string;
  apiVersion: string;
  payload: string;
  endpoint: EndpointRow;
  wallSeconds: number;
  faults: AttemptFaults;
  send: SendRequest;
  signal: AbortSignal;
}): Promise<AttemptResult> {
  const { eventId, endpoint, faults, send, signal } = input;
  const { names } = faults;
  const timestamp = input.wallSeconds + faults.skewSeconds;
  const whole = distortPayload(input.payload, faults);
  const signer = names.has('wrongSignature') ? wrongSecret : endpoint;
  const headers = {
    'user-agent': 'polar.sh webhooks',
    'content-type': 'application/json',
    'webhook-id': eventId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signWebhook(signer, eventId, timestamp, whole),
    'webhook-api-version': input.apiVersion,
  };
  const body = names.has('truncatedBody') ? whole.slice(0, whole.length / 2) : whole;
  const sent = { url: endpoint.url, headers, body };
  const failure = (response: string) => ({ ...sent, succeeded: false, httpCode: null, response });
  if (names.has('networkError')) return failure('fetch failed: connect ECONNREFUSED (fault switch)');
  const limit = new AbortController();
  const abort = () => limit.abort(signal.reason);
  const timer = setTimeout(() => limit.abort(new Error('Timed out after 10 seconds')), TIMEOUT_MS);
  signal.addEventListener('abort', abort, { once: true });
  try {
    const request = new Request(endpoint.url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: limit.signal,
    });
    const response = await withLimit(send(request), limit.signal);
    const text = (await withLimit(response.text(), limit.signal)).replaceAll('\0', '');
    if (names.has('timeout')) return failure('Timed out after 10 seconds (fault switch)');
    return {
      ...sent,
      succeeded: response.ok,
      httpCode: response.status,
      response: text === '' ? null : text.slice(0, RESPONSE_LIMIT),
    };
  } catch (error) {
    return failure(describe(error));
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
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
