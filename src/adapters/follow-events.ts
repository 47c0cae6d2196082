import {
  type LiveEvent,
  type LiveListener,
  OPERATION_NAMES,
  operations,
  type QueryName,
} from '../contract/index.ts';
import { createEventStreamParser } from './event-stream-parser.ts';
import type { HttpConnection } from './http-connection.ts';

const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 30_000;

// The server says something every 15 s; a connection silent for three times that is dead, though nobody said so.
const MAX_SILENCE_MS = 45_000;

// Asking again does not help: nobody is signed in, they may not, there is no stream here, or the session is another's.
const FINAL_STATUSES: readonly number[] = [204, 401, 403, 404, 405, 409, 501];

/** Follows `GET {base}/events`, reconnecting with backoff and jitter. Returns the way to stop. */
export function followEvents(connection: HttpConnection, listener: LiveListener): () => void {
  const stopped = new AbortController();
  let lastEventId = '';
  let firstDelayMs = FIRST_DELAY_MS;
  let attempts = 0;

  const parser = () =>
    createEventStreamParser({
      onEvent: (event) => {
        const live = parseLiveEvent(event.data);
        if (live !== null && !stopped.signal.aborted) listener.onEvent(live);
      },
      onLastEventId: (id) => {
        lastEventId = id;
      },
      onRetry: (delayMs) => {
        firstDelayMs = delayMs;
      },
    });

  /** One connection, from opening to end. Returns whether another may follow. */
  async function follow(signal: AbortSignal, keepAlive: () => void): Promise<boolean> {
    const response = await connection.request({
      method: 'GET',
      path: '/events',
      headers: {
        accept: 'text/event-stream',
        ...(lastEventId === '' ? {} : { 'last-event-id': lastEventId }),
      },
      signal,
    });
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (!response.ok || !isStream || response.body === null) {
      await response.body?.cancel();
      return !FINAL_STATUSES.includes(response.status);
    }
    attempts = 0;
    listener.onConnectionChange?.(true);
    try {
      await readAll(response.body, parser(), keepAlive);
    } finally {
      // Whoever has stopped may listen to another stream by now.
      if (!stopped.signal.aborted) listener.onConnectionChange?.(false);
    }
    return true;
  }

  async function run(): Promise<void> {
    let mayFollow = true;
    while (mayFollow && !stopped.signal.aborted) {
      mayFollow = await withSilenceLimit(stopped.signal, follow).catch(() => true);
      if (mayFollow) await wait(delayFor(attempts++, firstDelayMs), stopped.signal);
    }
  }

  void run();
  return () => stopped.abort();
}

/** Runs one connection under a signal that also fires when nothing is heard for too long. */
async function withSilenceLimit(
  stopped: AbortSignal,
  follow: (signal: AbortSignal, keepAlive: () => void) => Promise<boolean>,
): Promise<boolean> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  stopped.addEventListener('abort', abort, { once: true });
  let timer = setTimeout(abort, MAX_SILENCE_MS);
  const keepAlive = () => {
    clearTimeout(timer);
    timer = setTimeout(abort, MAX_SILENCE_MS);
  };
  try {
    return await follow(controller.signal, keepAlive);
  } finally {
    clearTimeout(timer);
    stopped.removeEventListener('abort', abort);
  }
}

async function readAll(
  body: ReadableStream<Uint8Array>,
  parse: (piece: string) => void,
  keepAlive: () => void,
): Promise<void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    keepAlive();
    parse(decoder.decode(value, { stream: true }));
  }
}

// Jitter keeps all the browsers that a restart cut off from coming back in the same instant.
function delayFor(attempts: number, firstDelayMs: number): number {
  return Math.min(MAX_DELAY_MS, firstDelayMs * 2 ** attempts) * (0.5 + Math.random() / 2);
}

function wait(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, delayMs);
    function finish(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    }
    if (signal.aborted) finish();
    signal.addEventListener('abort', finish, { once: true });
  });
}

/** Reads an event, leaving out queries of a newer server; `null` for what is no event of the contract. */
function parseLiveEvent(data: string): LiveEvent | null {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('stale' in value)) return null;
  if (!Array.isArray(value.stale)) return null;
  const names: unknown[] = value.stale;
  return { stale: names.filter(isQueryName) };
}

function isQueryName(value: unknown): value is QueryName {
  const name = OPERATION_NAMES.find((known) => known === value);
  return name !== undefined && operations[name].kind === 'query';
}
