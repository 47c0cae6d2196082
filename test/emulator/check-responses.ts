import { operations } from '../../src/emulator/http/operations.ts';
import { allOperations } from '../../src/emulator/http/private-operations.ts';
import { Router } from '../../src/emulator/http/router.ts';
import { errorMisfit, payloadMisfit, returnMisfit } from './response-schemas.ts';

const router = new Router(allOperations);
const inSdk = new Set(operations.map(({ name }) => name));

function operationOf(method: string, url: URL): string | null {
  const match = router.match(method, url.pathname);
  return match.kind === 'operation' && inSdk.has(match.operation.name) ? match.operation.name : null;
}

/** Why an answer of the emulator's API is not as the SDK has it; `null` when it is. */
export async function misfitOf(request: Request, response: Response): Promise<string | null> {
  const url = new URL(request.url);
  const { status } = response;
  if (!url.pathname.startsWith('/v1/') || request.method === 'OPTIONS') return null;
  const text = await response.text();
  const version = request.headers.get('polar-version') ?? '2026-10';
  const isJson = response.headers.get('content-type') === 'application/json';
  if (text !== '' && !isJson && status >= 400) return 'is an error that is not JSON';
  if (text === '' && (status === 405 || status === 429 || status < 400)) {
    return [204, 202, 307, 405, 429].includes(status) ? null : 'has no body';
  }
  const json: unknown = isJson ? JSON.parse(text) : text;
  const operation = operationOf(request.method, url);
  if (status >= 500 && status !== 501) return 'is a fault of the emulator';
  if (status >= 400) return errorMisfit(version === '2026-10' ? operation : null, status, json);
  return operation === null || version !== '2026-10' ? null : returnMisfit(operation, json);
}

const distortions = ['truncatedBody', 'unknownType', 'unknownFields', 'unknownValues'];

/** Checks what one emulator answers and delivers, until it is told to distort its deliveries. */
export class Checker {
  readonly #misfits: string[] = [];
  #isDistorted = false;

  async check(request: Request, body: string | null, response: Response): Promise<void> {
    const { pathname } = new URL(request.url);
    if (pathname === '/_emulator/settings' && body !== null) {
      this.#isDistorted ||= distortions.some((name) => body.includes(name));
    }
    const misfit = await misfitOf(request, response);
    if (misfit === null) return;
    const message = `${request.method} ${pathname} → ${response.status} ${misfit}`;
    this.#misfits.push(message);
    throw new Error(message);
  }

  checkPayload(type: string, payload: unknown): void {
    const misfit = this.#isDistorted ? null : payloadMisfit(payload);
    // Whoever delivers would take an exception for an endpoint that is down: it is told by `assertFit`.
    if (misfit !== null) this.#misfits.push(`webhook ${type} ${misfit}`);
  }

  /** @throws {Error} when anything did not fit, whoever swallowed the first exception. */
  assertFit(): void {
    if (this.#misfits.length > 0) throw new Error(this.#misfits.join('\n'));
  }
}

const checkers = new Map<string, Checker>();
const realFetch = globalThis.fetch;

// The SDK and the tests call the global fetch: there, nothing that an emulator answers slips by.
globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const checker = checkers.get(new URL(request.url).origin);
  if (checker === undefined) return realFetch(input, init);
  const { body = null } = init ?? {};
  const response = await realFetch(input, init);
  const { method, url, headers } = request;
  await checker.check(
    new Request(url, { method, headers }),
    typeof body === 'string' ? body : null,
    response.clone(),
  );
  return response;
};

/** Has everything checked that is fetched from an address. */
export function checkResponsesOf(url: string): Checker {
  const checker = new Checker();
  checkers.set(new URL(url).origin, checker);
  return checker;
}
