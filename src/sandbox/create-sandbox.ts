import { join } from 'node:path';
import { createHttpAdapter } from '../adapters/index.ts';
import type { BillingAdapter } from '../contract/index.ts';
import { createEmulator, type Emulator, type EmulatorClock, type EmulatorSeed } from '../emulator/index.ts';
import { createPolarProvider, registerWebhookEndpoint } from '../polar/index.ts';
import { type BillingDatabase, createPostgresStore, openDatabase } from '../postgres/index.ts';
import {
  type Authenticate,
  type BillingServer,
  type BillingStore,
  type CatalogDefinition,
  type CreateBillingServerOptions,
  consoleLogger,
  createBillingServer,
  type Logger,
} from '../server/index.ts';
import { listen } from './listen.ts';
import { sampleCatalog } from './sample-catalog.ts';
import { type SamplePerson, samplePeople } from './sample-people.ts';
import { authenticateSamplePerson, PERSON_HEADER } from './sign-in.ts';

/** Options of {@link createSandbox}. Everything has a default. */
export interface CreateSandboxOptions {
  /** A PostgreSQL to use instead of an embedded one. */
  databaseUrl?: string | undefined;
  /** Where the state lives, so that it survives a restart. @default memory */
  dataDir?: string | undefined;
  /** How business time starts. @default frozen at 2027-01-01T00:00:00Z */
  clock?: { mode?: 'live' | 'frozen' | undefined; now?: string | undefined } | undefined;
  /** Who is signed in. @default the sample people, by header or cookie */
  authenticate?: Authenticate | undefined;
  /**
   * What is sold; a function is asked when the local Polar answers, to make its products first.
   * @default {@link sampleCatalog}
   */
  catalog?: CatalogDefinition | ((polar: PolarAccess) => Promise<CatalogDefinition>) | undefined;
  /** What a new local Polar begins with. @default the products of the sample catalog */
  seed?: EmulatorSeed | undefined;
  /** Where the app lives that checkouts return to. @default where the sandbox listens */
  appUrl?: string | undefined;
  /** As of `createBillingServer`: apps at other addresses than `appUrl`. */
  allowedOrigins?: CreateBillingServerOptions['allowedOrigins'];
  /** Answers what is not billing, such as pages of the host's; `null` leaves it to the server. @default nothing */
  answerFirst?: ((request: Request) => Promise<Response | null>) | undefined;
  /** The name of this machine in the addresses of the billing server. @default '127.0.0.1' */
  hostname?: 'localhost' | '127.0.0.1' | undefined;
  /** The port of the billing server. @default any free one */
  port?: number | undefined;
  /** The port of the local Polar. @default any free one */
  emulatorPort?: number | undefined;
  /** Whether the emulator answers previews; without them quotes are estimates. @default true */
  changePreview?: boolean | undefined;
  /** As of `createBillingServer`: what is done by itself, who is told of events, and who delivers mails. */
  schedule?: CreateBillingServerOptions['schedule'];
  onEvent?: CreateBillingServerOptions['onEvent'];
  deliverMail?: CreateBillingServerOptions['deliverMail'];
  /** @default warnings and errors to the console */
  logger?: Logger | undefined;
}

/** How the local Polar is reached. */
export interface PolarAccess {
  accessToken: string;
  baseUrl: string;
}

/** The real server over a database and a local Polar, in this process. */
export interface Sandbox {
  /** Where the server listens, without a slash at the end. */
  readonly url: string;
  /** Where its billing API is: what an HTTP adapter takes as `baseUrl`. */
  readonly billingUrl: string;
  readonly server: BillingServer;
  readonly emulator: Emulator;
  readonly polar: PolarAccess;
  /** What the local Polar signs its webhooks with. */
  readonly webhookSecret: string;
  readonly database: BillingDatabase;
  readonly store: BillingStore;
  /** Who can be signed in, unless `authenticate` was given. */
  readonly people: typeof samplePeople;
  /** Business time. */
  readonly clock: EmulatorClock;
  /** An adapter, over HTTP, with one of the people signed in. */
  adapterFor(person: SamplePerson): BillingAdapter;
  /** Resolves when the emulator has told everything and the server has done everything that is due. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts everything that billing needs in one process: the server with its API over HTTP, a database in memory, and
 * a local Polar whose signed webhooks reach the server over HTTP as they would in production.
 *
 * @throws {Error} when the database cannot be reached, another process holds `dataDir`, or the port is taken.
 * @example
 * const sandbox = await createSandbox();
 * const adapter = sandbox.adapterFor('ada');
 * const { plans } = await adapter.getCatalog({});
 * await sandbox.close();
 */
export async function createSandbox(options: CreateSandboxOptions = {}): Promise<Sandbox> {
  const closers: (() => Promise<void>)[] = [];
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return await start(options, closers, closeAll);
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function openSandboxDatabase({ databaseUrl, dataDir }: CreateSandboxOptions): Promise<BillingDatabase> {
  if (databaseUrl !== undefined) return openDatabase({ databaseUrl });
  return openDatabase(dataDir === undefined ? { memory: true } : { dataDir });
}

async function start(
  options: CreateSandboxOptions,
  closers: (() => Promise<void>)[],
  closeAll: () => Promise<void>,
): Promise<Sandbox> {
  const { dataDir, clock, changePreview, authenticate = authenticateSamplePerson } = options;
  const logger = options.logger ?? consoleLogger;

  // The database takes the longest to open; all else is ready by then. Whoever fails first must still see it closed.
  const opening = openSandboxDatabase(options);
  closers.push(() =>
    opening.then(
      (opened) => opened.close(),
      () => undefined,
    ),
  );
  opening.catch(() => undefined);
  const emulator = await createEmulator({
    dataDir: dataDir === undefined ? undefined : join(dataDir, 'emulator'),
    clock: { mode: 'frozen', ...clock },
    changePreview,
    seed: options.seed,
  });
  closers.push(() => emulator.close());
  const { url: baseUrl } = await emulator.listen({ port: options.emulatorPort });
  const polar: PolarAccess = { accessToken: emulator.accessToken, baseUrl };

  // The endpoint's address goes into the server's making, and the server answers at that address.
  let server: BillingServer | null = null;
  const listener = await listen(options.port ?? 0, async (request) => {
    const answer = (await options.answerFirst?.(request)) ?? null;
    if (answer !== null) return answer;
    return server === null ? new Response('Starting.', { status: 503 }) : server.handler(request);
  });
  closers.push(() => listener.close());
  const url = `http://${options.hostname ?? '127.0.0.1'}:${listener.port}`;
  const billingUrl = `${url}/api/billing`;
  const webhookUrl = `${billingUrl}/webhooks/polar`;
  const webhookSecret = await registerWebhookEndpoint({ ...polar, url: webhookUrl });
  const { catalog = sampleCatalog } = options;
  const definition = typeof catalog === 'function' ? await catalog(polar) : catalog;

  const database = await opening;
  const store = createPostgresStore(database);
  const running = createBillingServer({
    store,
    provider: createPolarProvider({ ...polar, webhookSecrets: [webhookSecret], logger }),
    authenticate,
    catalog: definition,
    appUrl: options.appUrl ?? url,
    allowedOrigins: options.allowedOrigins,
    webhookUrl,
    clock: { now: () => emulator.now() },
    schedule: options.schedule,
    onEvent: options.onEvent,
    deliverMail: options.deliverMail,
    logger,
  });
  closers.push(() => running.close());
  server = running;
  await running.start();

  return {
    url,
    billingUrl,
    server: running,
    emulator,
    polar,
    webhookSecret,
    database,
    store,
    people: samplePeople,
    clock: emulator.clock,
    adapterFor: (person) => createHttpAdapter({ baseUrl: billingUrl, headers: { [PERSON_HEADER]: person } }),
    async settled() {
      // Twice, because what the server does may make the emulator tell something more.
      for (let round = 0; round < 2; round += 1) {
        await emulator.settled();
        await running.settled();
      }
    },
    close: closeAll,
  };
}
