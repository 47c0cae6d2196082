import { BillingError, type Permission, type Role } from '../core/index.ts';
import { type CatalogDefinition, defineCatalog } from './catalog/define-catalog.ts';
import { createCatalogReader } from './catalog/read-catalog.ts';
import { normalizeBasePath } from './http/base-path.ts';
import { createCors } from './http/cors.ts';
import { createRouter } from './http/create-router.ts';
import { createGuards } from './http/guards.ts';
import type { RateLimits } from './http/rate-guards.ts';
import { readAllowedOrigins } from './http/site-guards.ts';
import { receiveWebhook } from './http/webhook-route.ts';
import { createScheduler } from './jobs/create-scheduler.ts';
import { readSchedule, type ScheduleOptions } from './jobs/schedule-options.ts';
import { createEventStreams } from './live/event-stream.ts';
import { followStore } from './live/follow-store.ts';
import { createLiveHub } from './live/hub.ts';
import { consoleLogger, type Logger } from './logger.ts';
import { createOneByOne } from './one-by-one.ts';
import { permissionsOf } from './permissions.ts';
import { createPersonalData, type PersonalDataOperator } from './personal/create-personal-data.ts';
import {
  type Authenticate,
  type BillingEvent,
  type BillingSession,
  type BillingStore,
  type Clock,
  type KeptReport,
  type Mailer,
  type PaymentProvider,
  type RateLimiter,
  type ReconcileReport,
  systemClock,
} from './ports/index.ts';
import { makeResilient } from './provider/resilient-provider.ts';
import { createRecentKeys } from './recent-keys.ts';
import { createReconciler } from './reconcile/create-reconciler.ts';
import type { ServerContext } from './server-context.ts';
import { readGraceDays } from './subscriptions/grace.ts';
import { readPauseMonths } from './subscriptions/pause-options.ts';
import {
  createTelemetry,
  observeIntake,
  observeProvider,
  observeRequests,
  observeState,
  type TelemetryOptions,
} from './telemetry/index.ts';
import { createIntake } from './webhooks/intake.ts';
import { createIntakeHealth, type IntakeHealth } from './webhooks/intake-health.ts';
import { createWorkOperator, type WorkOperator } from './work/create-work-operator.ts';
import { withoutUnwanted } from './work/message-handlers.ts';
import { startWorkers, type Workers } from './work/start-workers.ts';

const REPORTS_LIMIT = 20;
// A document takes seconds; one that is not there after this long is asked for again.
const DOCUMENT_REQUEST_MS = 30_000;

/** How long the outcome of one attempt to collect is not asked for again. */
const PASSED_ATTEMPT_MS = 60_000;

/** Options of {@link createBillingServer}. */
export interface CreateBillingServerOptions {
  store: BillingStore;
  provider: PaymentProvider;
  /** The host's answer to "who is this, and whose billing do they look at?". */
  authenticate: Authenticate;
  /** From `defineCatalog`. */
  catalog: CatalogDefinition;
  /** Where the app lives, absolute. Checkouts return below its origin and nowhere else. */
  appUrl: string;
  /** @default '/api/billing' */
  basePath?: string | undefined;
  /** Our webhook endpoint as the provider knows it. @default the app's origin, the base path and `/webhooks/polar` */
  webhookUrl?: string | undefined;
  /** Business time. @default the system's clock */
  clock?: Clock | undefined;
  /** The owner's key at the provider, which cannot be changed there later. @default `organization_<id>` or `user_<id>` */
  externalIdOf?: ((owner: BillingSession['owner']) => string) | undefined;
  /** What roles may do, where it differs from the default table. */
  roles?: Partial<Record<Role, readonly Permission[]>> | undefined;
  /** @default warnings and errors to the console */
  logger?: Logger | undefined;
  /** Where traces and metrics go. @default OpenTelemetry's global providers, if the host registered any before */
  telemetry?: TelemetryOptions | undefined;
  /**
   * A header in which the host's own proxy puts the person's address, such as `x-forwarded-for`; it decides the currency
   * and tax country of a checkout, and requests are counted by it. Never name one that a client can set. @default none
   */
  trustedProxyHeader?: string | undefined;
  /** The address a request comes from, in place of `trustedProxyHeader`: from the connection itself, where the host has it. */
  clientAddress?: ((request: Request) => string | null) | undefined;
  /**
   * Origins, beside `appUrl`'s, whose pages may ask for billing with the person's cookies, such as
   * `https://admin.example`. Each must be as trustworthy as the app. @default none
   */
  allowedOrigins?: readonly string[] | undefined;
  /** How many requests there may be in a minute. @default as `RateLimits` says */
  rateLimits?: RateLimits | undefined;
  /** What counts them. @default the memory of this process */
  rateLimiter?: RateLimiter | undefined;
  /**
   * How many months a customer may pause for: whole numbers from 1 to 12. An empty list offers no pause.
   * @default [1, 2, 3]
   */
  pauseMonths?: readonly number[] | undefined;
  /**
   * For how many days after a payment failed access goes on, while it is collected: a whole number from 0 to 21. Set Polar's
   * "benefit revocation grace period" to the same, so that what Polar itself grants ends on the same day.
   * @default 0
   */
  graceDays?: number | undefined;
  /** What the server does by itself, and when. @default as `ScheduleOptions` says */
  schedule?: ScheduleOptions | undefined;
  /**
   * Told of everything that changed, in order for each owner, after it is written: at least once, with a `key` to do it
   * once. Reject to be told again. @default nobody is told
   */
  onEvent?: ((event: BillingEvent) => Promise<void> | void) | undefined;
  /**
   * Hands one e-mail over, as `Mailer` says; `createMailer` of `floe-billing/emails` makes it, with `listMailRecipients`.
   * @default no mails are written
   */
  deliverMail?: Mailer['deliverMail'] | undefined;
  /**
   * Who mails about an owner's billing go to. @default each mail is handed over once, and who it goes to is for
   * `deliverMail` to say: all but those of `unwantedBy`
   */
  listMailRecipients?: Mailer['listMailRecipients'] | undefined;
}

/** Billing for one app: hand it requests. */
export interface BillingServer {
  /**
   * Answers everything below the base path, and `/healthz` and `/readyz`. Never rejects. A body that comes too slowly is
   * given up here; for slow headers set `headersTimeout` and `requestTimeout` of the Node server around it.
   */
  handler(request: Request): Promise<Response>;
  /**
   * Brings the database up to date, reads the provider once and starts the workers.
   *
   * @throws when the database fails, or when the provider does and the mirror has no products yet.
   */
  start(): Promise<void>;
  /**
   * Reads again what the mirror may have missed, for everybody or for one owner. Calls for everybody at the same time share
   * one run, of whichever process; one that broke off is gone on with.
   *
   * @throws {BillingError} `provider_unavailable`, `rate_limited` — the provider failed half way; what was read is kept.
   * `not_found` — neither the mirror nor the provider knows this owner.
   */
  reconcile(options?: { externalId?: string | undefined }): Promise<ReconcileReport>;
  /** What reconciliations found, for everybody and for one owner, the newest first: for the host's own admin tools. */
  listReconciliations(options?: {
    /** @default 20 */
    limit?: number | undefined;
    /** The `id` of the last one of the page before. */
    before?: string | undefined;
  }): Promise<KeptReport[]>;
  /** Resolves when no delivery, message or job is due, and every open page was told: for tests and demos. */
  settled(): Promise<void>;
  /** Work that cannot go on by itself: for the host's own admin tools, never for browsers. */
  work: WorkOperator;
  /** Everything kept about an owner, to hand over or to erase: for the host's own admin tools, never for browsers. */
  personalData: PersonalDataOperator;
  /** What this process has seen of webhooks: for health checks and metrics. */
  intakeHealth(): IntakeHealth;
  /** Ends live streams and workers. The store stays open: it is the host's. */
  close(): Promise<void>;
}

/**
 * Creates the billing server over a store and a payment provider.
 *
 * @throws {Error} when `appUrl` is not absolute, the catalog cannot be used, or `pauseMonths` or `graceDays` is no such number.
 * @example
 * const billing = createBillingServer({ store, provider, authenticate, catalog, appUrl: 'https://app.example' });
 * await billing.start();
 * app.all('/api/billing/*', (context) => billing.handler(context.req.raw));
 */
export function createBillingServer(options: CreateBillingServerOptions): BillingServer {
  return assembleBillingServer(options, createGuards);
}

/**
 * The server with guards of its maker's. Not exported from the package: `createBillingServer` always takes all of them;
 * tests take one away to see that it is missed.
 */
export function assembleBillingServer(
  options: CreateBillingServerOptions,
  makeGuards: typeof createGuards,
): BillingServer {
  const context = createContext(options);
  const allowedOrigins = readAllowedOrigins(options.allowedOrigins);
  const hub = createLiveHub();
  const streams = createEventStreams({ hub, store: context.store });
  const intake = createIntake(context.store, context.logger);
  const health = observeIntake(createIntakeHealth(context.logger), context.telemetry);
  const state = observeState(context.store, context.telemetry);
  const reconciler = createReconciler(context, state);
  context.reconcile = () => reconciler.run();
  const scheduler = createScheduler(context);
  let workers: Workers | null = null;
  let stopFollowing: (() => Promise<void>) | null = null;
  context.wake.inbox = () => workers?.inbox.wake();
  context.wake.outbox = () => workers?.outbox.wake();
  context.wake.jobs = () => workers?.jobs.wake();

  const basePath = normalizeBasePath(options.basePath);
  const answer = createRouter({
    basePath,
    context,
    streams,
    guards: makeGuards({ ...options, allowedOrigins, context }),
    cors: createCors(allowedOrigins),
    receiveWebhook: (request) => {
      if (workers === null) throw starting();
      return receiveWebhook(request, context, { keep: intake, health });
    },
    requireStarted: () => {
      if (workers === null || !reconciler.hasProducts()) throw starting();
    },
    isReady: async () => {
      const isAlive = await context.store.ping().then(
        () => true,
        () => false,
      );
      return isAlive && workers !== null && reconciler.isDone();
    },
  });

  return {
    handler: observeRequests(answer, { basePath, telemetry: context.telemetry }),
    async start() {
      await context.store.migrate();
      workers ??= startWorkers(context, scheduler);
      try {
        await reconciler.start();
      } catch (error) {
        // A server that did not start holds nothing: the host may end, or try again.
        await workers.stop();
        workers = null;
        throw error;
      }
      stopFollowing ??= followStore(context.store.notifications, hub, context.logger);
      // Not before the mirror is what it should be: notices are about what it holds.
      scheduler.start();
    },
    reconcile: ({ externalId } = {}) =>
      externalId === undefined ? reconciler.run() : reconciler.runFor(externalId),
    listReconciliations: ({ limit = REPORTS_LIMIT, before } = {}) =>
      context.store.reconciliations.listReports({ limit, before: before ?? null }),
    async settled() {
      await workers?.settled();
      await streams.settled();
    },
    work: createWorkOperator(context),
    personalData: createPersonalData(context),
    intakeHealth: health.read,
    async close() {
      streams.closeAll();
      // A run under way is told at once: it would go on reading while the others stop.
      const reconciled = reconciler.stop();
      await scheduler.stop();
      await stopFollowing?.();
      await reconciled;
      await workers?.stop();
      state.stop();
    },
  };
}

function createContext(options: CreateBillingServerOptions): ServerContext {
  const { store, catalog, roles, logger = consoleLogger, clock = systemClock } = options;
  const definition = defineCatalog(catalog);
  const appUrl = parseAppUrl(options.appUrl);
  const endpointPath = `${normalizeBasePath(options.basePath)}/webhooks/polar`;
  const telemetry = createTelemetry(options.telemetry);
  const handlers = {
    deliverMail: options.deliverMail ?? null,
    listMailRecipients: options.listMailRecipients ?? null,
    onEvent: options.onEvent ?? null,
  };
  return {
    ...handlers,
    store: withoutUnwanted(store, handlers),
    schedule: readSchedule(options.schedule),
    pauseMonths: readPauseMonths(options.pauseMonths),
    graceDays: readGraceDays(options.graceDays),
    provider: makeResilient(observeProvider(options.provider, telemetry), logger),
    definition,
    clock,
    logger,
    telemetry,
    appUrl,
    webhookUrl: options.webhookUrl ?? new URL(endpointPath, appUrl).href,
    externalIdOf: options.externalIdOf ?? (({ type, id }) => `${type}_${id}`),
    permissionsOf: (role) => permissionsOf(role, roles),
    readCatalog: createCatalogReader(store, definition, logger),
    mailExit: createOneByOne(),
    documentRequests: createRecentKeys(DOCUMENT_REQUEST_MS),
    passedAttempts: createRecentKeys(PASSED_ATTEMPT_MS),
    reconcile: () => Promise.reject(new Error('floe-billing: there is no reconciler yet.')),
    wake: { inbox: () => undefined, outbox: () => undefined, jobs: () => undefined },
  };
}

function parseAppUrl(appUrl: string): URL {
  const url = URL.canParse(appUrl) ? new URL(appUrl) : null;
  if (url !== null && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  throw new Error(
    `floe-billing: appUrl "${appUrl}" is not an absolute http or https address. Give the address people see, such as https://app.example.`,
  );
}

function starting(): BillingError {
  return new BillingError('provider_unavailable', {
    message: 'Billing is starting. Try again in a moment.',
    retryAfterSeconds: 1,
  });
}
