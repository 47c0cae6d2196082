import { readArguments } from '../read-arguments.ts';
import { UsageError } from '../usage-error.ts';

/** What is copied, and where to. */
export interface ExportArguments {
  dataDir: string;
  databaseUrl: string;
}

/** What `floe-billing export --help` prints. */
export const exportUsage = `Usage: floe-billing export [--to <url>] [--data-dir <folder>]

Copies the embedded database to an empty PostgreSQL, in one transaction, and compares counts and checksums of every
table before anything is kept. The embedded database stays as it is. Stop the server first.

  --to <url>            postgres://user:password@host:port/database (default DATABASE_URL, which no list of processes shows)
  --data-dir <folder>   where the embedded database is (default FLOE_DATA_DIR, else .floe)
  --help                show this`;

/**
 * Reads the arguments of `floe-billing export`.
 *
 * @throws {UsageError} with what is wrong.
 */
export function readExportArguments(args: string[], env: NodeJS.ProcessEnv): ExportArguments {
  const values = readArguments(args, { to: { type: 'string' }, 'data-dir': { type: 'string' } });
  const databaseUrl = values.to ?? env.DATABASE_URL ?? '';
  // Never repeated: it may hold a password.
  if (!/^postgres(ql)?:\/\//.test(databaseUrl) || !URL.canParse(databaseUrl)) {
    throw new UsageError(
      'Name the PostgreSQL with --to, or in DATABASE_URL, as postgres://user:password@host:port/database.',
    );
  }
  return { dataDir: values['data-dir'] ?? (env.FLOE_DATA_DIR || '.floe'), databaseUrl };
}
