import { setTimeout as delay } from 'node:timers/promises';
import {
  createPostgresStore,
  type EncryptionOptions,
  openDatabase,
  type PostgresStore,
} from '../../postgres/index.ts';
import { normalizeBasePath } from '../../server/http/base-path.ts';
import { type BillingServer, createBillingServer } from '../../server/index.ts';
import { createAnswerer } from './answer-requests.ts';
import type { ServeLogger } from './create-logger.ts';
import { listenHttp } from './http-server.ts';
import { answerMetrics } from './metrics-route.ts';
import type { OpenEnvironment } from './open-environment.ts';
import { createPrometheus, type Prometheus } from './prometheus.ts';
import type { LoadedConfig } from './read-config.ts';
import { createReloadableProvider } from './reloadable-provider.ts';
import { resolveCatalog } from './resolve-catalog.ts';
import type { ServeEnvironment } from './serve-environment.ts';

/** A server that starts or runs. */
export interface Serving {
  /** Resolves when it is ready. @throws {Error} when it cannot start; all that was opened is closed by then. */
  started: Promise<void>;
  /** Encrypts with other keys from now on. @throws {Error} when something was encrypted with one that is not among them. */
  replaceKeys(encryption: EncryptionOptions | undefined): Promise<void>;
  /** Takes nothing more, finishes what is under way, and closes. */
  stop(): Promise<void>;
}

// As long as the slowest command may take: Polar charges within some of them.
const PATIENCE_MS = 30_000;

/** Starts a server: it listens first, so that whoever looks sees that it lives, and is ready when it has caught up. */
export function startServe(environment: OpenEnvironment, config: LoadedConfig, logger: ServeLogger): Serving {
  const closers: (() => Promise<unknown> | undefined)[] = [];
  let isStopping = false;
  let store: PostgresStore | null = null;

  async function closeAll(): Promise<void> {
    for (const close of closers.splice(0).reverse()) await close();
  }

  const started = start(environment, config, logger, {
    isStopping: () => isStopping,
    onStore: (opened) => {
      store = opened;
    },
    onClose: (close) => {
      closers.push(close);
      if (isStopping) throw new Error('floe-billing: the server was stopped while it started.');
    },
  }).catch(async (error: unknown) => {
    // Whoever stops it while it starts wants no report of what was broken off by that.
    if (isStopping) return;
    await closeAll();
    throw error;
  });
  return {
    started,
    // Before the store is there, it is opened with what is read now.
    replaceKeys: async (encryption) => store?.replaceKeys(encryption),
    async stop() {
      isStopping = true;
      const { drainSeconds } = environment.now;
      if (drainSeconds > 0) await delay(drainSeconds * 1_000);
      await closeAll();
      await started;
      // What was opened in the moment between.
      await closeAll();
    },
  };
}

interface Stopping {
  onStore: (store: PostgresStore) => void;
  isStopping: () => boolean;
  /** What was opened last is closed first. */
  onClose: (close: () => Promise<unknown> | undefined) => void;
}

async function start(
  source: OpenEnvironment,
  loaded: LoadedConfig,
  logger: ServeLogger,
  { isStopping, onStore, onClose }: Stopping,
): Promise<void> {
  const environment = source.now;
  const { polar, databaseUrl, dataDir, maxConnections, host, port } = environment;
  const database = await openDatabase(
    databaseUrl === undefined ? { dataDir } : { databaseUrl, maxConnections },
  );
  onClose(() => database.close());
  const { close, catalog, ...config } = await loaded.read({ database, logger });
  onClose(async () => close?.());
  const store = createPostgresStore(database, { encryption: source.now.encryption });
  onStore(store);
  const prometheus = createPrometheus();
  onClose(() => prometheus.close());

  const addresses = new WeakMap<Request, string | null>();
  const isAddressGiven = config.clientAddress !== undefined || config.trustedProxyHeader !== undefined;
  const billing = createBillingServer({
    ...config,
    ...(isAddressGiven ? {} : { clientAddress: (request: Request) => addresses.get(request) ?? null }),
    store,
    provider: createReloadableProvider(() => source.now.polar, logger),
    catalog: await resolveCatalog(catalog, polar, logger),
    appUrl: environment.appUrl,
    logger,
    telemetry: { meterProvider: prometheus.meterProvider },
  });

  const answer = createAnswerer({
    answer: (request) => answerOne(request, { billing, prometheus, environment, isStopping }),
    logger,
    basePath: normalizeBasePath(config.basePath),
    noteAddress: (request, address) => addresses.set(request, address),
  });
  const server = await listenHttp({ host, port, portVariable: 'PORT', fetch: answer });
  onClose(async () => {
    // No new connection while the streams end and the work is finished, and those under way meanwhile get their answers.
    const closed = server.close(PATIENCE_MS);
    await billing.close();
    await closed;
  });
  await listenForMetrics(environment, prometheus, onClose);
  logger.info({ host, port: server.port }, 'Listening.');
  await billing.start();
  if (!isStopping()) logger.info({ port: server.port }, 'Ready.');
}

interface Answering {
  billing: BillingServer;
  prometheus: Prometheus;
  environment: ServeEnvironment;
  isStopping: () => boolean;
}

async function answerOne(
  request: Request,
  { billing, prometheus, environment, isStopping }: Answering,
): Promise<Response> {
  const { metricsPort, metricsToken } = environment;
  if (metricsPort === undefined && metricsToken !== undefined) {
    const metrics = await answerMetrics(request, prometheus, metricsToken);
    if (metrics !== null) return metrics;
  }
  // Load balancers that ask are told to send the next requests elsewhere.
  if (isStopping() && new URL(request.url).pathname === '/readyz') {
    return Response.json({ status: 'stopping' }, { status: 503, headers: { 'cache-control': 'no-store' } });
  }
  return billing.handler(request);
}

async function listenForMetrics(
  { metricsPort, metricsToken, host }: ServeEnvironment,
  prometheus: Prometheus,
  onClose: Stopping['onClose'],
): Promise<void> {
  if (metricsPort === undefined) return;
  const server = await listenHttp({
    host,
    port: metricsPort,
    portVariable: 'FLOE_METRICS_PORT',
    fetch: async (request) =>
      (await answerMetrics(request, prometheus, metricsToken)) ?? new Response('', { status: 404 }),
  });
  onClose(() => server.close(1_000));
}
