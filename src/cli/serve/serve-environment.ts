import { z } from 'zod';
import type { EncryptionOptions } from '../../postgres/index.ts';
import {
  billingVariables,
  optional,
  portNumber,
  readVariables,
  toBillingEnvironment,
  type Variables,
} from '../../server/environment.ts';
import type { BillingEnvironment } from '../../server/index.ts';
import { encryptionKeys } from '../encryption-keys.ts';

/** Levels of the log, the most talkative first. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

/** The variables of `floe-billing serve`, checked. */
export interface ServeEnvironment extends BillingEnvironment {
  host: string;
  maxConnections: number;
  /** A port of their own for metrics; `undefined` for none. */
  metricsPort: number | undefined;
  metricsToken: string | undefined;
  drainSeconds: number;
  logLevel: (typeof LOG_LEVELS)[number];
  /** What personal values are encrypted with; `undefined` where they are kept as they are. */
  encryption: EncryptionOptions | undefined;
}

const wholeNumber = (atLeast: number, what: string) =>
  z.coerce.number(what).int(what).min(atLeast, what).max(1_000, what);

const variables = billingVariables.extend({
  HOST: optional(z.string()),
  FLOE_DATABASE_CONNECTIONS: optional(wholeNumber(2, 'must be a whole number from 2')),
  FLOE_METRICS_PORT: optional(portNumber),
  FLOE_METRICS_TOKEN: optional(z.string().min(16, 'must have 16 characters or more')),
  FLOE_DRAIN_SECONDS: optional(wholeNumber(0, 'must be a whole number of seconds')),
  FLOE_ENCRYPTION_KEYS: optional(encryptionKeys),
  LOG_LEVEL: optional(z.enum(LOG_LEVELS, 'must be debug, info, warn or error')),
});

/** The name of every variable that a server reads. */
export const SERVE_VARIABLES: readonly string[] = Object.keys(variables.shape);

/**
 * Reads the environment of `floe-billing serve`.
 *
 * @throws {Error} naming every variable that is missing or malformed in one message, never their values.
 */
export function readServeEnvironment(env: Variables): ServeEnvironment {
  const values = readVariables(variables, env);
  return {
    ...toBillingEnvironment(values),
    host: values.HOST ?? '127.0.0.1',
    maxConnections: values.FLOE_DATABASE_CONNECTIONS ?? 10,
    metricsPort: values.FLOE_METRICS_PORT,
    metricsToken: values.FLOE_METRICS_TOKEN,
    drainSeconds: values.FLOE_DRAIN_SECONDS ?? 0,
    logLevel: values.LOG_LEVEL ?? 'info',
    encryption: values.FLOE_ENCRYPTION_KEYS,
  };
}
