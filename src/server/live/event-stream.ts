import type { LiveEvent } from '../../contract/index.ts';
import { OWNER_QUERIES } from '../mirror/snapshot-facts.ts';
import type { LiveHub } from './hub.ts';

// Proxies close connections that are silent for 30 to 60 s. With each heartbeat the owner's version is looked at: what
// another process announced did not reach the hub of this one.
const HEARTBEAT_MS = 15_000;

// The session is looked at only when a stream begins, so a stream must not outlive it by much.
const MAX_AGE_MS = 10 * 60_000;

/** The open streams of this process. */
export interface EventStreams {
  /** A `text/event-stream` of what goes stale for one owner. It ends by itself after ten minutes: connect again. */
  open(externalId: string, signal: AbortSignal): Response;
  closeAll(): void;
}

/** What the streams are fed from. */
export interface EventStreamsOptions {
  hub: LiveHub;
  /** Changes with everything an owner could see change, whichever process wrote it. */
  readVersion: (externalId: string) => Promise<string>;
}

/** Creates the streams that a hub feeds. */
export function createEventStreams({ hub, readVersion }: EventStreamsOptions): EventStreams {
  const closers = new Set<() => void>();

  function body(externalId: string, signal: AbortSignal): ReadableStream<Uint8Array> {
    const encoder = new TextEncoder();
    let close: () => void = () => undefined;
    return new ReadableStream({
      start(controller) {
        let isOpen = true;
        const send = (text: string) => {
          if (isOpen) controller.enqueue(encoder.encode(text));
        };
        const noticeOthers = watchVersion(
          () => readVersion(externalId),
          () => send(toFrame({ stale: [...OWNER_QUERIES] })),
        );
        const unsubscribe = hub.subscribe(externalId, (event) => send(toFrame(event)));
        const heartbeat = setInterval(() => {
          send(': still here\n\n');
          noticeOthers();
        }, HEARTBEAT_MS);
        const ending = setTimeout(() => end(), MAX_AGE_MS);
        close = () => {
          isOpen = false;
          unsubscribe();
          clearInterval(heartbeat);
          clearTimeout(ending);
          closers.delete(end);
          signal.removeEventListener('abort', end);
        };
        function end(): void {
          close();
          controller.close();
        }
        closers.add(end);
        signal.addEventListener('abort', end, { once: true });
        // Bytes right away, so that the reader knows that events flow from here on.
        send(': connected\n\n');
        if (signal.aborted) end();
      },
      cancel: () => close(),
    });
  }

  return {
    open: (externalId, signal) =>
      new Response(body(externalId, signal), {
        headers: {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          // Nginx buffers answers unless told otherwise.
          'x-accel-buffering': 'no',
        },
      }),
    closeAll() {
      for (const end of [...closers]) end();
    },
  };
}

/** Returns a look at a version, which calls `onChange` when it is not what the last look saw. The first is at once. */
function watchVersion(read: () => Promise<string>, onChange: () => void): () => void {
  let seen: string | null = null;
  const look = () =>
    read().then(
      (version) => {
        if (seen !== null && version !== seen) onChange();
        seen = version;
      },
      // The next look is soon.
      () => undefined,
    );
  void look();
  return () => void look();
}

function toFrame(event: LiveEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}
