import { readArguments } from '../read-arguments.ts';
import { UsageError } from '../usage-error.ts';

/** How a server was asked to run. */
export interface ServeArguments {
  /** The file that says who is signed in and what is sold. */
  config: string;
  mode: 'serve' | 'check' | 'migrate';
}

/** What `floe-billing serve --help` prints. */
export const serveUsage = `Usage: floe-billing serve [options]

  --config <file>   what exports authenticate and catalog (default floe.config.mjs)
  --check           say what the environment and the file come to, without secrets, and start nothing
  --migrate-only    bring the database up to date, and start nothing
  --help            show this

Variables:

  FLOE_APP_URL            where the app lives, such as https://app.example
  POLAR_ACCESS_TOKEN      an organization access token
  POLAR_WEBHOOK_SECRETS   secrets of the webhook endpoint, newest first, with commas between
  POLAR_ENVIRONMENT       production or sandbox (default production)
  POLAR_BASE_URL          another Polar, such as the local one
  DATABASE_URL            a PostgreSQL (default: an embedded database in FLOE_DATA_DIR)
  FLOE_DATA_DIR           where the embedded database is (default .floe)
  FLOE_DATABASE_CONNECTIONS  connections to PostgreSQL at most (default 10)
  HOST, PORT              where it listens (default 127.0.0.1 and 4000)
  FLOE_ENCRYPTION_KEYS    what names and addresses are encrypted with: id:key, newest first, with commas between
                          (default: they are kept as they are); floe-billing reencrypt encrypts what is there already
  FLOE_METRICS_PORT       a port of its own for Prometheus, at /metrics (default none)
  FLOE_METRICS_TOKEN      what Prometheus must send as bearer; without a port of their own, metrics are at /metrics
  FLOE_DRAIN_SECONDS      how long requests are still taken after SIGTERM, for load balancers (default 0)
  LOG_LEVEL               debug, info, warn or error (default info)

POLAR_ACCESS_TOKEN, POLAR_WEBHOOK_SECRETS, FLOE_ENCRYPTION_KEYS, DATABASE_URL and FLOE_METRICS_TOKEN may be in files: set
<name>_FILE to the path of each. After SIGHUP the files of the first three are read again.`;

/**
 * Reads the arguments of `floe-billing serve`.
 *
 * @throws {UsageError} with what is wrong.
 */
export function readServeArguments(args: string[]): ServeArguments {
  const values = readArguments(args, {
    config: { type: 'string', default: 'floe.config.mjs' },
    check: { type: 'boolean', default: false },
    'migrate-only': { type: 'boolean', default: false },
  });
  if (values.check && values['migrate-only']) {
    throw new UsageError('--check starts nothing and --migrate-only changes the database: choose one.');
  }
  return {
    config: values.config,
    mode: values.check ? 'check' : values['migrate-only'] ? 'migrate' : 'serve',
  };
}
