/** How {@link createHttpAdapter} reaches a server. */
export interface CreateHttpAdapterOptions {
  /** Where the billing server answers; absolute outside of browsers. @default '/api/billing' */
  baseUrl?: string | undefined;
  /** Sent with every request; a function is asked before each one, as for a token that expires. */
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined;
  /** Whether cookies are sent; `include` for a server on another origin. @default 'same-origin' */
  credentials?: RequestCredentials | undefined;
  /** @default the global `fetch` */
  fetch?: typeof fetch | undefined;
  /** How long one answer may take, in ms. Live events are not bound by it. @default 30_000 */
  timeoutMs?: number | undefined;
}

/** One request to the server. */
export interface HttpRequest {
  method: 'GET' | 'POST';
  /** Below the base URL, starting with a slash. */
  path: string;
  headers?: Readonly<Record<string, string>> | undefined;
  body?: string | undefined;
  signal: AbortSignal;
}

/** The server as `fetch` reaches it, with everything the host has configured. */
export interface HttpConnection {
  baseUrl: string;
  timeoutMs: number;
  request: (request: HttpRequest) => Promise<Response>;
}

/** Prepares the connection of an adapter. */
export function createHttpConnection(options: CreateHttpAdapterOptions): HttpConnection {
  const { headers = {}, credentials = 'same-origin', timeoutMs = 30_000 } = options;
  const baseUrl = (options.baseUrl ?? '/api/billing').replace(/\/+$/, '');

  return {
    baseUrl,
    timeoutMs,
    async request({ method, path, headers: own = {}, body, signal }) {
      const all = new Headers(typeof headers === 'function' ? await headers() : headers);
      for (const [name, value] of Object.entries(own)) all.set(name, value);
      // Looked up at each call, so that instrumentation installed later is not bypassed.
      const send = options.fetch ?? globalThis.fetch;
      return send(`${baseUrl}${path}`, {
        method,
        headers: all,
        credentials,
        cache: 'no-store',
        signal,
        ...(body === undefined ? {} : { body }),
      });
    },
  };
}
