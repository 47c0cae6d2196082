import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { BillingDatabase, Sql } from './database.ts';
import { listenOnPostgresql } from './listen-on-postgresql.ts';

/** Opens a pool of connections to a PostgreSQL server and waits for the first one. */
export async function openPostgresql(databaseUrl: string, maxConnections: number): Promise<BillingDatabase> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: maxConnections,
    connectionTimeoutMillis: 10_000,
    application_name: 'floe-billing',
    // A transaction of a process that hangs must not hold its locks for ever.
    idle_in_transaction_session_timeout: 60_000,
  });
  // Without a listener an idle connection that breaks would end the process. The pool replaces it by itself.
  pool.on('error', () => undefined);

  const ping = async () => {
    await pool.query('select 1');
  };
  try {
    await ping();
  } catch (error) {
    await pool.end();
    throw new Error(
      `floe-billing: cannot reach PostgreSQL at ${describeUrl(databaseUrl)}: ${describeCause(error)}. ` +
        'Check DATABASE_URL and that the server accepts connections.',
      { cause: error },
    );
  }
  // Both Drizzle drivers answer raw statements with `{ rows }`; RowsResult is that common part.
  return {
    kind: 'postgres',
    db: drizzle(pool) as unknown as Sql,
    ping,
    listen: (channel, listener) => listenOnPostgresql(databaseUrl, channel, listener),
    close: () => pool.end(),
  };
}

// Never the whole URL: it carries the password.
function describeUrl(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return 'a URL that cannot be parsed';
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `${hostname}:${port || '5432'}${pathname}`;
}

function describeCause(error: unknown): string {
  // Node reports a refused connection to all addresses of a name as an AggregateError without a message.
  if (error instanceof AggregateError) return error.errors.map(describeCause).join('; ');
  return error instanceof Error ? error.message : String(error);
}
