import { normalizeBasePath } from '../../server/http/base-path.ts';
import type { CatalogDefinition, CodeCatalog } from '../../server/index.ts';
import type { ServeConfig } from './read-config.ts';
import type { ServeEnvironment } from './serve-environment.ts';

/** What a server would start with, as lines for a person. Holds no secret. */
export function describeSetup(
  environment: ServeEnvironment,
  config: ServeConfig & { catalog: CatalogDefinition | CodeCatalog },
): string {
  const { polar, appUrl, host, port, drainSeconds, logLevel } = environment;
  const basePath = normalizeBasePath(config.basePath);
  const plans: readonly { id: string }[] = config.catalog.plans;
  const lines: [string, string][] = [
    ['app', appUrl],
    ['listens at', `${host}:${port}${basePath}`],
    ['webhooks at', config.webhookUrl ?? new URL(`${basePath}/webhooks/polar`, appUrl).href],
    ['Polar', polar.baseUrl ?? polar.environment],
    ['webhook secrets', `${polar.webhookSecrets.length}, the newest first`],
    ['database', describeDatabase(environment)],
    ['encryption', describeEncryption(environment)],
    ['plans', plans.map(({ id }) => id).join(', ')],
    ['other origins', config.allowedOrigins?.join(', ') || 'none'],
    ['person’s address', describeAddress(config)],
    ['mails', config.deliverMail === undefined ? 'none are written' : 'handed to deliverMail'],
    ['metrics', describeMetrics(environment)],
    ['after SIGTERM', `${drainSeconds} s more of requests, then what is under way`],
    ['log level', logLevel],
  ];
  return lines.map(([name, value]) => `  ${name.padEnd(17)} ${value}`).join('\n');
}

function describeDatabase({ databaseUrl, dataDir, maxConnections }: ServeEnvironment): string {
  if (databaseUrl === undefined) return `embedded, in ${dataDir}: one process`;
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `PostgreSQL ${hostname}:${port || '5432'}${pathname}, ${maxConnections} connections at most, and one to listen`;
}

function describeEncryption({ encryption }: ServeEnvironment): string {
  const [newest, ...older] = encryption?.keys ?? [];
  if (newest === undefined) return 'none: names and addresses are kept as they are';
  const rest = older.map(({ id }) => id).join(', ');
  return `names and addresses with the key ${newest.id}${rest === '' ? '' : `; ${rest} open what is older`}`;
}

function describeAddress({ trustedProxyHeader, clientAddress }: ServeConfig): string {
  if (clientAddress !== undefined) return 'as clientAddress says';
  return trustedProxyHeader === undefined ? 'of the connection' : `from the header ${trustedProxyHeader}`;
}

function describeMetrics({ metricsPort, metricsToken, host }: ServeEnvironment): string {
  const guard = metricsToken === undefined ? 'for everybody who reaches it' : 'for whoever has the token';
  if (metricsPort !== undefined) return `at ${host}:${metricsPort}/metrics, ${guard}`;
  return metricsToken === undefined ? 'none: neither a port nor a token is set' : `at /metrics, ${guard}`;
}
