import { createPolarCore, type PolarCore, type RequestOptions } from '@polar-sh/sdk/2026-10';
import { lacksScope, toBillingError } from './errors/to-billing-error.ts';
import type { PolarLogger } from './logger.ts';
import { PolarShapeError } from './records/read-wire.ts';

/** How many seconds an answer is waited for, by what was asked. */
export interface CallTimeouts {
  /** @default 10 */
  read?: number | undefined;
  /** What changes something and charges nobody. @default 20 */
  change?: number | undefined;
  /** Polar charges before it answers: who gives up early does not know what became of the charge. @default 45 */
  charge?: number | undefined;
}

/** Where and how Polar is reached. */
export interface PolarClientOptions {
  accessToken: string;
  environment: 'production' | 'sandbox';
  /** Instead of the environment's, such as an emulator's. No slash at the end. */
  baseUrl: string | undefined;
  timeoutInSeconds?: number | CallTimeouts | undefined;
  logger: PolarLogger;
}

/** What every operation of the provider is built on. */
export interface PolarClient {
  core: PolarCore;
  /** Last argument of a request that changes something, and of one that charges. Without it a request is a read. */
  asChange: RequestOptions;
  asCharge: RequestOptions;
  logger: PolarLogger;
  /**
   * Runs a request to Polar and whatever reads its answer.
   *
   * @param operation names the request in the log.
   * @throws {BillingError} and nothing else.
   */
  send<Result>(operation: string, request: () => Promise<Result>): Promise<Result>;
  /**
   * As `send`, for what the server can do without.
   *
   * @returns `null` when the access token lacks the scope, which is logged once for each operation.
   */
  sendOptional<Result>(operation: string, request: () => Promise<Result>): Promise<Result | null>;
  /**
   * The address of a page that a person is sent to, unless it is less safe than the way to Polar itself: only an emulator,
   * which is reached by http, has pages on http.
   *
   * @param url absolute, of http or https.
   */
  requirePage(url: string): string;
}

const WITHOUT_SCOPE =
  'The access token lacks a scope for this operation, so what it would tell is left out. Give the token the scope and start again.';

/** Connects to Polar's API of 2026-10. */
export function createPolarClient({
  logger,
  timeoutInSeconds = {},
  baseUrl,
  ...options
}: PolarClientOptions): PolarClient {
  const {
    read = 10,
    change = 20,
    charge = 45,
  } = typeof timeoutInSeconds === 'number'
    ? { read: timeoutInSeconds, change: timeoutInSeconds, charge: timeoutInSeconds }
    : timeoutInSeconds;
  const core = createPolarCore({
    ...options,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    timeout: read,
  });
  const [rootUrl] = core.buildRequest('GET', '/');
  const root = new URL(rootUrl);
  keepToOrigin(core, root.origin);
  const refused = new Set<string>();
  return {
    core,
    asChange: { timeout: change },
    asCharge: { timeout: charge },
    logger,
    requirePage(url) {
      const isSafe = new URL(url).protocol === 'https:' || root.protocol === 'http:';
      if (isSafe) return url;
      throw new PolarShapeError('floe-billing: Polar gave the address of a page that is not https.');
    },
    async send(operation, request) {
      try {
        return await request();
      } catch (error) {
        throw toBillingError(error, operation, logger);
      }
    },
    async sendOptional(operation, request) {
      try {
        return await request();
      } catch (error) {
        if (!lacksScope(error)) throw toBillingError(error, operation, logger);
        if (!refused.has(operation)) logger.warn({ operation }, WITHOUT_SCOPE);
        refused.add(operation);
        return null;
      }
    },
  };
}

/**
 * Makes sure that the token goes to Polar and nowhere else: no address that is put together wrongly, and no redirect, can
 * take it to another host.
 */
function keepToOrigin(core: PolarCore, origin: string): void {
  const sendRequest = core.sendRequest.bind(core);
  core.sendRequest = async ([url, init], options) => {
    if (new URL(url).origin !== origin) {
      throw new Error('floe-billing: a request would have left Polar. Nothing was sent.');
    }
    return sendRequest([url, { ...init, redirect: 'error' }], options);
  };
}
