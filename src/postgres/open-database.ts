import type { BillingDatabase } from './database.ts';
import { openInDirectory, openInMemory } from './embedded/open-embedded.ts';
import { openPostgresql } from './open-postgresql.ts';

/** Where the database is: a PostgreSQL server, a directory of ours, or memory. */
export type DatabaseLocation =
  | {
      /** `postgres://user:password@host:port/database`. */
      readonly databaseUrl: string;
      /** Connections at most. @default 10 */
      readonly maxConnections?: number | undefined;
    }
  | {
      /** A directory for the embedded database, made when missing. One process at a time. */
      readonly dataDir: string;
      /** How long a statement waits for an open transaction. @default 30_000 */
      readonly waitTimeoutMs?: number | undefined;
    }
  | {
      /** An embedded database that is gone when closed. */
      readonly memory: true;
      /** How long a statement waits for an open transaction. @default 30_000 */
      readonly waitTimeoutMs?: number | undefined;
    };

/**
 * Opens the database. Tables are made by `migrate`.
 *
 * @throws {Error} when the server cannot be reached, or another process holds the directory.
 * @example
 * const database = await openDatabase({ dataDir: '.floe' });
 * await migrate(database.db);
 * const store = createPostgresStore(database);
 */
export async function openDatabase(location: DatabaseLocation): Promise<BillingDatabase> {
  if ('databaseUrl' in location) return openPostgresql(location.databaseUrl, location.maxConnections ?? 10);
  if ('dataDir' in location) return openInDirectory(location.dataDir, location);
  return openInMemory(location);
}
