import { join } from 'node:path';
import { createApp } from './app.ts';
import { RequestLog } from './control/request-log.ts';
import { createCore } from './core.ts';
import { InvoiceQueue } from './documents/invoice-queue.ts';
import { Engine } from './engine/engine.ts';
import { type Listening, listen } from './http/listen.ts';
import { newState } from './new-state.ts';
import { defaultSeed, type EmulatorSeed } from './seed.ts';
import { emptyCollections } from './state/collections.ts';
import { memoryJournal, openJournal } from './state/journal.ts';
import { lockDirectory } from './state/lock.ts';
import type { RateLimit } from './state/settings.ts';
import { createFileShelf, createMemoryShelf } from './state/snapshots.ts';
import { Store } from './state/store.ts';
import { fromIso } from './time/instant.ts';
import { systemClock, type WallClock } from './time/wall-clock.ts';
import type { SendRequest } from './webhooks/attempt.ts';
import { Dispatcher } from './webhooks/dispatcher.ts';

/** How an emulator is made. Everything has a default. */
export interface CreateEmulatorOptions {
  /** Where the journal lives; without it the state is in memory only. */
  dataDir?: string | undefined;
  /** What a new state starts with. @default defaultSeed */
  seed?: EmulatorSeed | undefined;
  /** How the clock of a new state starts. @default live, at the real time; frozen without `now`: 2027-01-01T00:00:00Z */
  clock?: { mode?: 'live' | 'frozen' | undefined; now?: string | undefined } | undefined;
  /** What ids and secrets are drawn from. @default fixed when frozen, random when live */
  randomSeed?: string | undefined;
  /** How deliveries leave. @default the global fetch */
  send?: SendRequest | undefined;
  /** Whether the private preview endpoints answer in a new state. @default true */
  changePreview?: boolean | undefined;
  /** Whose limits of requests hold in a new state. @default 'off' */
  rateLimit?: RateLimit | undefined;
  /** The real time, which the live clock, deliveries and limits of requests follow. @default the system's clock */
  wall?: WallClock | undefined;
  /** What links in answers start with. @default where it listens; http://localhost:4010 before it does */
  publicUrl?: string | undefined;
}

/** The emulator's clock. */
export interface EmulatorClock {
  /** The emulator's time as an ISO instant. */
  now(): string;
  readonly mode: 'live' | 'frozen';
  /** Moves the clock on by an ISO 8601 duration and resolves when all that brings about was told. */
  advance(isoDuration: string): Promise<void>;
  /** Moves the clock on to an instant and resolves when all that brings about was told. */
  advanceTo(instant: string): Promise<void>;
  setMode(mode: 'live' | 'frozen'): Promise<void>;
}

/** A local Polar. */
export interface Emulator {
  /** Answers a request: the API under `/v1`, the hosted checkout, documents and the control API. */
  handler(request: Request): Promise<Response>;
  /** Serves over HTTP. @param options `port` 0, the default, is any free one; `host` is 127.0.0.1. */
  listen(options?: { port?: number | undefined; host?: string | undefined }): Promise<{ url: string }>;
  /** Where it listens, or `null`. */
  readonly url: string | null;
  /** The organization's access token. */
  readonly accessToken: string;
  /** The emulator's time as an ISO instant. */
  now(): string;
  readonly clock: EmulatorClock;
  /** Resolves when every event had its first delivery attempt and every invoice asked for is there. */
  settled(): Promise<void>;
  /** Begins again with the seed; webhook endpoints are forgotten too. */
  reset(): Promise<void>;
  /** Stops serving and lets go of the data directory. */
  close(): Promise<void>;
}

/**
 * Starts a local Polar: in memory, or on a data directory whose state it takes up.
 *
 * @throws {Error} when another emulator holds the data directory, or its journal is damaged.
 * @example
 * const emulator = await createEmulator({ clock: { mode: 'frozen' } });
 * const { url } = await emulator.listen();
 * const polar = createPolar({ accessToken: emulator.accessToken, baseUrl: url });
 * await emulator.clock.advance('P1M');
 */
export async function createEmulator(options: CreateEmulatorOptions = {}): Promise<Emulator> {
  const wall = options.wall ?? systemClock;
  const unlock = options.dataDir === undefined ? () => {} : lockDirectory(options.dataDir);
  const { journal, collections } =
    options.dataDir === undefined
      ? { journal: memoryJournal, collections: null }
      : openOrUnlock(options.dataDir, unlock);
  const store = new Store(
    collections ?? emptyCollections(),
    journal,
    options.publicUrl ?? 'http://localhost:4010',
  );
  if (collections === null) store.replace(newState(options, wall));

  const engine = new Engine(store, wall);
  const dispatcher = new Dispatcher(engine, options.send ?? ((request) => fetch(request)));
  engine.deliverNext = (by) => dispatcher.deliverNext(by);
  const invoices = new InvoiceQueue(engine);
  store.onCommit = (changes) => {
    dispatcher.notice(changes);
    invoices.notice(changes);
  };

  const core = createCore(engine, dispatcher, invoices, (now) =>
    newState(options, wall, now === undefined ? undefined : { mode: 'frozen', now: fromIso(now) }),
  );
  const snapshots =
    options.dataDir === undefined ? createMemoryShelf() : createFileShelf(join(options.dataDir, 'snapshots'));
  const requests = new RequestLog(engine);

  const app = createApp(core, snapshots, requests);
  core.start();

  let listening: Listening | null = null;

  return {
    accessToken: (options.seed ?? defaultSeed).accessToken,
    get url() {
      return listening?.url ?? null;
    },
    now: () => engine.nowIso(),
    clock: {
      now: () => engine.nowIso(),
      get mode() {
        return engine.clock.mode;
      },
      advance: core.advance,
      advanceTo: core.advanceTo,
      setMode: core.setMode,
    },
    settled: core.settled,
    reset: core.reset,
    handler: app,
    async listen({ port = 0, host = '127.0.0.1' } = {}) {
      listening = await listen(app, port, host);
      const { url } = listening;
      if (options.publicUrl === undefined) store.publicUrl = url;
      return { url };
    },
    async close() {
      engine.close();
      await invoices.close();
      await dispatcher.close();
      await listening?.close();
      listening = null;
      journal.close();
      unlock();
    },
  };
}

function openOrUnlock(dataDir: string, unlock: () => void) {
  try {
    return openJournal(dataDir);
  } catch (error) {
    unlock();
    throw error;
  }
}
