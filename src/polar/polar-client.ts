import { createPolarCore, type PolarCore } from '@polar-sh/sdk/2026-10';
import { toBillingError } from './errors/to-billing-error.ts';
import type { PolarLogger } from './logger.ts';

/** Where and how Polar is reached. */
export interface PolarClientOptions {
  accessToken: string;
  environment: 'production' | 'sandbox';
  /** Instead of the environment's, such as an emulator's. No slash at the end. */
  baseUrl: string | undefined;
  timeoutInSeconds: number;
  logger: PolarLogger;
}

/** What every operation of the provider is built on. */
export interface PolarClient {
  core: PolarCore;
  logger: PolarLogger;
  /**
   * Runs a request to Polar and whatever reads its answer.
   *
   * @param operation names the request in the log.
   * @throws {BillingError} and nothing else.
   */
  send<Result>(operation: string, request: () => Promise<Result>): Promise<Result>;
}

/** Connects to Polar's API of 2026-10. */
export function createPolarClient({
  logger,
  timeoutInSeconds,
  baseUrl,
  ...options
}: PolarClientOptions): PolarClient {
  const core = createPolarCore({
    ...options,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    timeout: timeoutInSeconds,
  });
  return {
    core,
    logger,
    async send(operation, request) {
      try {
        return await request();
      } catch (error) {
        throw toBillingError(error, operation, logger);
      }
    },
  };
}
