import { z } from 'zod';

/** How the provider's API is reached. */
export interface PolarEnvironment {
  accessToken: string;
  environment: 'production' | 'sandbox';
  /** Where the provider's API is instead, such as the emulator's address. */
  baseUrl: string | undefined;
}

/** Where the database is. */
export interface DatabaseEnvironment {
  /** `undefined` for the embedded database. */
  databaseUrl: string | undefined;
  dataDir: string;
}

/** The variables a billing server is configured by, checked. */
export interface BillingEnvironment extends DatabaseEnvironment {
  polar: PolarEnvironment & {
    /** Newest first. */
    webhookSecrets: string[];
  };
  port: number;
  /** Where the app lives. */
  appUrl: string;
}

/** A variable that may be missing. One that is set to nothing, as in a `.env` template, counts as missing. */
export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
const required = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });
const given = z.string({ error: 'is missing' }).trim().min(1, 'is missing');

/** Reads a port. */
export const portNumber = z.coerce
  .number('must be a port number')
  .int('must be a port number')
  .min(0, 'must be a port number')
  .max(65_535, 'must be a port number');

const polarVariables = z.object({
  POLAR_ACCESS_TOKEN: required(given),
  POLAR_ENVIRONMENT: optional(z.enum(['production', 'sandbox'], 'must be production or sandbox')),
  POLAR_BASE_URL: optional(httpUrl),
});

/** Every variable of {@link readDatabaseEnvironment}, for whoever reads more beside them. */
export const databaseVariables = z.object({
  DATABASE_URL: optional(
    z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// or postgresql:// address' }),
  ),
  FLOE_DATA_DIR: optional(z.string()),
});

/** Every variable of {@link readBillingEnvironment}, for whoever reads more beside them. */
export const billingVariables = polarVariables.extend({
  POLAR_WEBHOOK_SECRETS: required(
    given.transform((text, context) => {
      const secrets = text.split(',').map((secret) => secret.trim());
      if (secrets.some((secret) => secret === '')) {
        context.addIssue({ code: 'custom', message: 'has an empty secret between its commas' });
      }
      return secrets;
    }),
  ),
  ...databaseVariables.shape,
  FLOE_APP_URL: required(z.string({ error: 'is missing' }).pipe(httpUrl)),
  PORT: optional(portNumber),
});

/** The environment, as Node has it. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Reads from environment variables how the provider's API is reached.
 *
 * @throws {Error} as {@link readBillingEnvironment} does.
 */
export function readPolarEnvironment(env: Variables): PolarEnvironment {
  return toPolar(readVariables(polarVariables, env));
}

/**
 * Reads from environment variables where the database is.
 *
 * @throws {Error} as {@link readBillingEnvironment} does.
 */
export function readDatabaseEnvironment(env: Variables): DatabaseEnvironment {
  return toDatabase(readVariables(databaseVariables, env));
}

/**
 * Reads the configuration of a server from environment variables.
 *
 * @throws {Error} naming every variable that is missing or malformed in one message, never their values.
 */
export function readBillingEnvironment(env: Variables): BillingEnvironment {
  return toBillingEnvironment(readVariables(billingVariables, env));
}

/** The variables as a server takes them, with every default in its place. */
export function toBillingEnvironment(values: z.output<typeof billingVariables>): BillingEnvironment {
  return {
    polar: { ...toPolar(values), webhookSecrets: values.POLAR_WEBHOOK_SECRETS },
    ...toDatabase(values),
    port: values.PORT ?? 4000,
    appUrl: values.FLOE_APP_URL,
  };
}

/**
 * Reads variables by a schema.
 *
 * @throws {Error} naming every one that is missing or malformed in one message, never their values.
 */
export function readVariables<Schema extends z.ZodType>(schema: Schema, env: Variables): z.output<Schema> {
  const result = schema.safeParse(env);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new Error(`floe-billing: the environment cannot be used.\n- ${problems.join('\n- ')}`);
}

function toDatabase(values: z.output<typeof databaseVariables>): DatabaseEnvironment {
  return { databaseUrl: values.DATABASE_URL, dataDir: values.FLOE_DATA_DIR ?? '.floe' };
}

function toPolar(values: z.output<typeof polarVariables>): PolarEnvironment {
  return {
    accessToken: values.POLAR_ACCESS_TOKEN,
    environment: values.POLAR_ENVIRONMENT ?? 'production',
    baseUrl: values.POLAR_BASE_URL,
  };
}
