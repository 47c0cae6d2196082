import type { LiveEvent } from '../../contract/index.ts';
import { BillingError } from '../../core/index.ts';
import { OWNER_QUERIES } from '../mirror/snapshot-facts.ts';
import type { BillingStore } from '../ports/index.ts';
import { type EventId, formatEventId, readEventId } from './event-id.ts';
import type { LiveHub } from './hub.ts';
import { createLiveReader } from './live-reader.ts';

// Proxies close connections that are silent for 30 to 60 s. With each heartbeat the stream looks for news by itself, in
// case a notification was lost.
const HEARTBEAT_MS = 15_000;

// So that streams spread anew over the processes behind a load balancer.
const MAX_AGE_MS = 10 * 60_000;

// Enough for every tab of a large team; what is more is a program gone wrong.
const MAX_STREAMS_PER_OWNER = 100;

/** Who opens a stream, and where they stopped before. */
export interface OpenStreamOptions {
  externalId: string;
  /** As the client repeats it; empty when it has heard nothing yet. */
  lastEventId: string;
  signal: AbortSignal;
  /** Asked with every heartbeat; a stream whose reader has lost access ends. Does not reject. */
  isStillAllowed: () => Promise<boolean>;
}

/** The open streams of this process. */
export interface EventStreams {
  /**
   * A `text/event-stream` of what goes stale for one owner, from where they stopped. It ends by itself after ten minutes,
   * and within a heartbeat when its reader has lost access: connect again.
   *
   * @throws {BillingError} `rate_limited` — the owner has too many streams.
   */
  open(options: OpenStreamOptions): Promise<Response>;
  /** Resolves when every stream has told what was committed before. */
  settled(): Promise<void>;
  closeAll(): void;
}

/** What the streams are fed from. */
export interface EventStreamsOptions {
  hub: LiveHub;
  store: Pick<BillingStore, 'findLivePosition' | 'listLiveAfter' | 'getBillingState'>;
  /** In this process. @default 100 */
  maxStreamsPerOwner?: number | undefined;
}

/** Creates the streams that a store feeds and a hub wakes. */
export function createEventStreams({
  hub,
  store,
  maxStreamsPerOwner = MAX_STREAMS_PER_OWNER,
}: EventStreamsOptions): EventStreams {
  const closers = new Set<() => void>();
  const readers = new Set<{ look(): Promise<boolean> }>();
  const opening = new Map<string, number>();

  /** Keeps a place for a stream that is being opened; returns the way to give it back. */
  function reserve(externalId: string): () => void {
    const reserved = opening.get(externalId) ?? 0;
    if (hub.count(externalId) + reserved >= maxStreamsPerOwner) {
      throw new BillingError('rate_limited', {
        message: 'Too many pages follow this account. Close some of them.',
        retryAfterSeconds: 30,
      });
    }
    opening.set(externalId, reserved + 1);
    return () => {
      const left = (opening.get(externalId) ?? 1) - 1;
      if (left > 0) opening.set(externalId, left);
      else opening.delete(externalId);
    };
  }

  function body({ externalId, signal, isStillAllowed }: OpenStreamOptions, place: EventId, isKnown: boolean) {
    const encoder = new TextEncoder();
    let close: () => void = () => undefined;
    return new ReadableStream<Uint8Array>({
      start(controller) {
        let isOpen = true;
        const send = (text: string) => {
          if (isOpen) controller.enqueue(encoder.encode(text));
        };
        const reader = createLiveReader({
          store,
          externalId,
          place,
          onEvent: (event, at) => send(toFrame(event, at)),
        });
        const unsubscribe = hub.subscribe(externalId, () => void reader.look());
        const beat = async () => {
          if (!(await isStillAllowed())) return end();
          send(': still here\n\n');
          // A page that was told nothing all day has not missed anything either.
          if (await reader.lookClosely()) send(`id: ${formatEventId(reader.place())}\n\n`);
        };
        const heartbeat = setInterval(() => void beat(), HEARTBEAT_MS);
        const ending = setTimeout(() => end(), MAX_AGE_MS);
        readers.add(reader);
        close = () => {
          isOpen = false;
          unsubscribe();
          readers.delete(reader);
          clearInterval(heartbeat);
          clearTimeout(ending);
          closers.delete(end);
          signal.removeEventListener('abort', end);
        };
        function end(): void {
          if (!isOpen) return;
          close();
          controller.close();
        }
        closers.add(end);
        signal.addEventListener('abort', end, { once: true });
        // Bytes right away, so that the reader knows that events flow from here on, and from where.
        send(`: connected\nid: ${formatEventId(place)}\n\n`);
        if (!isKnown) send(toFrame({ stale: [...OWNER_QUERIES] }, place));
        if (signal.aborted) end();
        else void reader.lookClosely();
      },
      cancel: () => close(),
    });
  }

  return {
    async open(options) {
      const { externalId, lastEventId } = options;
      const giveBack = reserve(externalId);
      try {
        // Before the first byte: what a page reads once it is connected must not be older than this.
        const position = await store.findLivePosition(externalId);
        const here: EventId = { id: position.lastId, seconds: position.nowInSeconds };
        const place = lastEventId === '' ? here : readEventId(lastEventId, position);
        return new Response(body(options, place ?? here, place !== null), {
          headers: {
            'content-type': 'text/event-stream; charset=utf-8',
            'cache-control': 'no-store',
            // Nginx buffers answers unless told otherwise.
            'x-accel-buffering': 'no',
          },
        });
      } finally {
        giveBack();
      }
    },
    async settled() {
      await Promise.all([...readers].map((reader) => reader.look()));
    },
    closeAll() {
      for (const end of [...closers]) end();
    },
  };
}

function toFrame(event: LiveEvent, at: EventId): string {
  return `id: ${formatEventId(at)}\ndata: ${JSON.stringify(event)}\n\n`;
}
