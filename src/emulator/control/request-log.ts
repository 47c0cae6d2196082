import type { Engine } from '../engine/engine.ts';
import { authenticate } from '../http/principal.ts';
import { takeBody } from '../http/read-body.ts';
import { redact, shorten } from './redact.ts';

/** One request and its answer. It is no part of the state: it has real times, and is forgotten when the process ends. */
export interface LoggedRequest {
  /** Counts from the start of the process. */
  id: number;
  /** The emulator's time when it came. */
  at: string;
  /** How long the answer took, in real time. */
  durationMs: number;
  method: string;
  /** With its query; tokens in it are left out. */
  path: string;
  /** Whose token came with it: the name of an access token, or what kind of session. Never the token. */
  caller: string | null;
  status: number;
  requestBody: string | null;
  responseBody: string | null;
}

/** Requests that are kept; the oldest are forgotten first. */
const CAPACITY = 500;

/** What is looked at; the control API and its page would bury it. */
const LOGGED = /^\/(v1|checkout|portal|documents)\//;

function callerOf(engine: Engine, request: Request): string | null {
  const header = request.headers.get('authorization');
  if (header === null) return null;
  try {
    const principal = engine.rehearse((transaction) => authenticate(transaction, header));
    if (principal.kind === 'organization') return principal.token.name;
    if (principal.kind === 'none') return null;
    return principal.member === null
      ? `customer session of ${principal.customer.id}`
      : `member session of ${principal.member.email}`;
  } catch {
    return 'unknown token';
  }
}

async function bodyOf(request: Request): Promise<string | null> {
  if (request.body === null) return null;
  // One that is too long or no text is refused by whoever answers; here it is left out.
  const body = await takeBody(request).catch(() => null);
  return body === null ? null : shorten(body.text);
}

// Read and written anew: that costs a third of a clone, whose streams would both have to be read.
async function readJson(response: Response): Promise<{ text: string; copy: Response }> {
  const text = await response.text();
  const { status, headers } = response;
  return { text, copy: new Response(text === '' ? null : text, { status, headers }) };
}

/** Remembers the newest requests with their bodies. Forms of hosted pages hold card numbers: theirs are not kept. */
export class RequestLog {
  readonly #engine: Engine;
  #requests: LoggedRequest[] = [];
  #count = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** The newest first, without the secrets in them. */
  list(): LoggedRequest[] {
    return this.#requests.toReversed().map((one) => ({
      ...one,
      path: redact(one.path),
      requestBody: one.requestBody === null ? null : redact(one.requestBody),
      responseBody: one.responseBody === null ? null : redact(one.responseBody),
    }));
  }

  /** Has a request answered, and remembers both. */
  async log(request: Request, answer: () => Promise<Response>): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    if (!LOGGED.test(pathname)) return answer();
    const isApi = pathname.startsWith('/v1/');
    const started = this.#engine.wall();
    const at = this.#engine.nowIso();
    const caller = callerOf(this.#engine, request);
    const requestBody = isApi && request.method !== 'GET' ? await bodyOf(request.clone()) : null;
    const answered = await answer();
    const isJson = answered.headers.get('content-type')?.startsWith('application/json') ?? false;
    const json = isApi && isJson ? await readJson(answered) : null;
    const { copy: response = answered, text = null } = json ?? {};
    this.#count += 1;
    this.#requests.push({
      id: this.#count,
      at,
      durationMs: (this.#engine.wall() - started) / 1000,
      method: request.method,
      path: pathname + search,
      caller,
      status: response.status,
      requestBody,
      responseBody: text === null ? null : shorten(text),
    });
    // In one go now and then, so that not every request moves all the others.
    if (this.#requests.length >= CAPACITY * 2) this.#requests = this.#requests.slice(-CAPACITY);
    return response;
  }
}
