import {
  CLIENT_HEADER,
  CLIENT_VERSION,
  type OperationName,
  operationMethod,
  operationPath,
} from '../contract/index.ts';
import { BillingError } from '../core/index.ts';
import type { HttpConnection, HttpRequest } from './http-connection.ts';
import { readAnswer } from './read-answer.ts';

/** What a caller says about one operation. */
export interface SendOptions {
  signal?: AbortSignal | undefined;
  idempotencyKey?: string | undefined;
}

/**
 * Sends one operation: queries as `GET` with search parameters, commands as `POST` with JSON, their idempotency key and
 * the client header. Rejects with a `BillingError`, or with the caller's own reason once their signal aborts.
 */
export async function sendOperation(
  connection: HttpConnection,
  name: OperationName,
  input: object,
  { signal, idempotencyKey }: SendOptions = {},
): Promise<unknown> {
  const { baseUrl, timeoutMs } = connection;
  signal?.throwIfAborted();

  // One controller for both reasons to stop: `AbortSignal.any` is younger than the browsers we support.
  const controller = new AbortController();
  const forward = () => controller.abort(signal?.reason);
  signal?.addEventListener('abort', forward, { once: true });
  const timedOut = timeoutError(baseUrl, timeoutMs);
  const timer = setTimeout(() => controller.abort(timedOut), timeoutMs);

  try {
    const response = await connection.request({
      ...toRequest(name, input, idempotencyKey),
      signal: controller.signal,
    });
    return await readAnswer(response, `${baseUrl}${operationPath(name)}`);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (controller.signal.aborted) throw timedOut;
    throw BillingError.is(error) ? error : networkError(baseUrl, error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', forward);
  }
}

function toRequest(
  name: OperationName,
  input: object,
  idempotencyKey: string | undefined,
): Omit<HttpRequest, 'signal'> {
  const path = operationPath(name);
  const accept = { accept: 'application/json' };
  if (operationMethod(name) === 'GET')
    return { method: 'GET', path: path + toSearch(input), headers: accept };
  return {
    method: 'POST',
    path,
    headers: {
      ...accept,
      'content-type': 'application/json',
      [CLIENT_HEADER]: CLIENT_VERSION,
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
    body: JSON.stringify(input),
  };
}

function toSearch(input: object): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined) search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

function timeoutError(baseUrl: string, timeoutMs: number): BillingError {
  return new BillingError('provider_unavailable', {
    message: `The billing server at ${baseUrl} did not answer within ${timeoutMs / 1000} s. Try again in a moment.`,
  });
}

function networkError(baseUrl: string, cause: unknown): BillingError {
  return new BillingError('provider_unavailable', {
    message:
      `The billing server at ${baseUrl} could not be reached. Check the connection and try again. ` +
      'In server code baseUrl must be absolute; on another origin the server must allow this one (CORS).',
    cause,
  });
}
