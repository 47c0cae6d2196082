import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BillingDatabase } from '../../postgres/index.ts';
import {
  type CatalogDefinition,
  type CodeCatalog,
  type CreateBillingServerOptions,
  type Logger,
  parseCodeCatalog,
} from '../../server/index.ts';
import { readCatalogFile } from '../catalog/read-catalog-file.ts';
import { UsageError } from '../usage-error.ts';

/** What `serve` itself brings; all else is the host's to say. */
type Brought = 'store' | 'provider' | 'appUrl' | 'logger' | 'telemetry' | 'clock' | 'catalog';

/** What a config file exports as default, or what the function that it exports returns. */
export interface ServeConfig extends Omit<CreateBillingServerOptions, Brought> {
  /** From `defineCatalog`, a catalog with amounts, or the path of a file with one, from the config file on. */
  catalog: CatalogDefinition | CodeCatalog | string;
  /** Called when the server has stopped, before the database is closed. */
  close?: (() => Promise<void> | void) | undefined;
}

/** What a config file's function is given. */
export interface ConfigContext {
  /** The server's own database, for a sign-in that keeps its tables there; `null` while only checking. */
  database: BillingDatabase | null;
  logger: Logger;
}

/** A config file that was found and loaded. */
export interface LoadedConfig {
  /** Asks the file. @throws {Error} naming what it lacks. */
  read(context: ConfigContext): Promise<ServeConfig & { catalog: CatalogDefinition | CodeCatalog }>;
}

// A record, so that an option of the server that is not here does not compile.
const known: Readonly<Record<keyof ServeConfig, true>> = {
  authenticate: true,
  catalog: true,
  basePath: true,
  webhookUrl: true,
  externalIdOf: true,
  roles: true,
  trustedProxyHeader: true,
  clientAddress: true,
  allowedOrigins: true,
  pauseMonths: true,
  graceDays: true,
  rateLimits: true,
  rateLimiter: true,
  schedule: true,
  onEvent: true,
  deliverMail: true,
  listMailRecipients: true,
  close: true,
};

/**
 * Loads a config file.
 *
 * @throws {UsageError} when there is none.
 */
export async function loadConfig(file: string): Promise<LoadedConfig> {
  const path = resolve(file);
  if (!existsSync(path)) {
    throw new UsageError(
      `There is no ${file}. It exports what only you can say: authenticate, and the catalog. See docs/operations.md.`,
    );
  }
  const module: { default?: unknown } = await import(pathToFileURL(path).href).catch((error: unknown) => {
    throw new Error(`${file} cannot be loaded: ${error instanceof Error ? error.message : error}`);
  });
  return {
    async read(context) {
      const exported = module.default;
      const config: unknown = typeof exported === 'function' ? await exported(context) : exported;
      assertConfig(config, file);
      return { ...config, catalog: await readCatalog(config.catalog, path) };
    },
  };
}

function assertConfig(config: unknown, file: string): asserts config is ServeConfig {
  if (typeof config !== 'object' || config === null) {
    throw new Error(`${file} must have a default export: an object, or a function that returns one.`);
  }
  const problems = Object.keys(config)
    .filter((key) => !Object.hasOwn(known, key))
    .map((key) => `"${key}" is no option. There are ${Object.keys(known).join(', ')}.`);
  if (!('authenticate' in config) || typeof config.authenticate !== 'function') {
    problems.push(
      'authenticate must be a function: it says who is signed in, and whose billing they look at.',
    );
  }
  if (!('catalog' in config)) problems.push('catalog is missing: it says what is sold.');
  if (problems.length > 0) throw new Error(`${file} cannot be used.\n- ${problems.join('\n- ')}`);
}

async function readCatalog(
  catalog: ServeConfig['catalog'],
  configPath: string,
): Promise<CatalogDefinition | CodeCatalog> {
  if (typeof catalog === 'string') return readCatalogFile(resolve(dirname(configPath), catalog));
  return isCodeCatalog(catalog) ? parseCodeCatalog(catalog) : catalog;
}

/** Whether a catalog says what its plans cost, and so not, or not only, which products they are. */
export function isCodeCatalog(catalog: CatalogDefinition | CodeCatalog): catalog is CodeCatalog {
  return catalog.plans.some(({ prices = {} }) => Object.values(prices).some((price) => 'amounts' in price));
}
