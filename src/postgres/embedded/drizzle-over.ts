import type { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import type { Sql } from '../database.ts';
import type { EmbeddedClient } from './worker-client.ts';

/** Drizzle over the embedded database's worker. */
export function drizzleOver(client: EmbeddedClient): Sql {
  // Drizzle uses `query` and `transaction` of PGlite's interface and nothing else, and these our client has.
  return drizzle(client as unknown as PGlite) as unknown as Sql;
}
