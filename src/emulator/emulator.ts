import { randomBytes } from 'node:crypto';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { EmulatorCore } from './core.ts';
import { InvoiceQueue } from './documents/invoice-queue.ts';
import { createDocuments } from './documents/routes.ts';
import { Engine } from './engine/engine.ts';
import { createApi } from './http/app.ts';
import { createControl } from './http/control.ts';
import { PolarApiError, routeNotFound, unacceptable } from './http/errors.ts';
import { createPages } from './pages/routes.ts';
import { routes } from './routes/index.ts';
import { defaultSeed, type EmulatorSeed, plantSeed } from './seed.ts';
import { type Collections, emptyCollections } from './state/collections.ts';
import { memoryJournal, openJournal } from './state/journal.ts';
import { lockDirectory } from './state/lock.ts';
import type { RateLimit } from './state/settings.ts';
import { Store } from './state/store.ts';
import { addDuration } from './time/duration.ts';
import { fromIso, type Micros, readInstant, toIso } from './time/instant.ts';
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

const FROZEN_START = '2027-01-01T00:00:00Z';

function newState(options: CreateEmulatorOptions, wall: WallClock): Collections {
  const mode = options.clock?.mode ?? 'live';
  const given = options.clock?.now;
  const now: Micros =
    given !== undefined ? fromIso(given) : mode === 'frozen' ? fromIso(FROZEN_START) : wall.now();
  const seed = options.randomSeed ?? (mode === 'frozen' ? 'floe' : randomBytes(16).toString('hex'));
  const collections = emptyCollections();
  collections.clock.set('clock', {
    id: 'clock',
    mode,
    offset: now - wall.now(),
    frozenAt: now,
    lastStamp: now - 1,
  });
  collections.random.set('random', { id: 'random', seed, drawn: 0 });
  new Store(collections, memoryJournal, '').transact(now, (transaction) => {
    plantSeed(transaction, options.seed ?? defaultSeed);
    const settings = transaction.need('settings', 'settings');
    transaction.put('settings', {
      ...settings,
      changePreview: options.changePreview ?? true,
      rateLimit: options.rateLimit ?? 'off',
    });
  });
  return collections;
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

  async function settled(): Promise<void> {
    await invoices.settled();
    await dispatcher.settled();
  }

  async function moveTo(target: (now: Micros) => Micros): Promise<void> {
    await engine.advance(target).finally(() => dispatcher.resume());
    await dispatcher.settled();
  }

  const core: EmulatorCore = {
    engine,
    settled,
    redeliver: (eventId) => dispatcher.redeliver(eventId),
    advance: (isoDuration) =>
      moveTo((now) => {
        const target = addDuration(toIso(now), isoDuration);
        if (target !== null) return fromIso(target);
        throw unacceptable(
          ['body', 'advance'],
          'Give an ISO 8601 duration such as P1D, P1W or P1M.',
          isoDuration,
        );
      }),
    advanceTo: (instant) =>
      moveTo((now) => {
        const target = readInstant(instant);
        if (target === null) throw unacceptable(['body', 'to'], 'Give an ISO 8601 instant.', instant);
        if (target < now) {
          throw unacceptable(['body', 'to'], `The clock only moves forward; it is ${toIso(now)}.`, instant);
        }
        return target;
      }),
    async setMode(mode) {
      const isChange = engine.clock.mode !== mode;
      engine.setMode(mode);
      if (isChange) dispatcher.retimeRetries();
    },
    async reset() {
      store.replace(newState(options, wall));
      dispatcher.load();
    },
  };

  const { accessToken } = options.seed ?? defaultSeed;
  const app = new Hono();
  app.route('/', createControl(core));
  app.route('/', createDocuments(engine));
  app.route('/', createPages(engine));
  app.route(
    '/',
    createApi({
      engine,
      routes,
      redeliver: core.redeliver,
    }),
  );
  app.notFound(() => toErrorResponse(routeNotFound()));
  app.onError((error) => {
    if (error instanceof PolarApiError) return toErrorResponse(error);
    // A fault of the emulator itself: it is said where the person who runs it can see it.
    console.error(error);
    return Response.json({ error: 'InternalServerError', detail: 'Internal Server Error' }, { status: 500 });
  });

  // What waited is queued before anything new happens, or the new would be queued twice.
  dispatcher.load();
  invoices.start();
  engine.start();

  let server: ReturnType<typeof serve> | null = null;
  let url: string | null = null;

  return {
    accessToken,
    get url() {
      return url;
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
    settled,
    reset: core.reset,
    async handler(request) {
      return app.fetch(request);
    },
    async listen({ port = 0, host = '127.0.0.1' } = {}) {
      const listening = await listen(app, port, host);
      server = listening.server;
      url = listening.url;
      if (options.publicUrl === undefined) store.publicUrl = url;
      return { url };
    },
    async close() {
      engine.close();
      await invoices.close();
      await dispatcher.close();
      await closeServer(server);
      server = null;
      url = null;
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

function toErrorResponse(error: PolarApiError): Response {
  return new Response(JSON.stringify(error.body), {
    status: error.status,
    headers: { 'content-type': 'application/json', ...error.headers },
  });
}

function listen(
  app: Hono,
  port: number,
  host: string,
): Promise<{ server: ReturnType<typeof serve>; url: string }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: host }, (info) => {
      server.off('error', reject);
      resolve({ server, url: `http://localhost:${info.port}` });
    });
    server.once('error', reject);
  });
}

function closeServer(server: ReturnType<typeof serve> | null): Promise<void> {
  return new Promise((resolve) => {
    if (server === null) return resolve();
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
