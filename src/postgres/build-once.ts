import type { Sql } from './database.ts';

/**
 * Builds a query once for each database instead of once for each call: of a large one, that costs more than running it.
 * What differs between calls is a `sql.placeholder`.
 *
 * The name of a query that `build` prepares must be empty: PostgreSQL would keep a named one with the connection, which
 * poolers do not stand.
 */
export function buildOnce<Query>(build: (db: Sql) => Query): (db: Sql) => Query {
  const built = new WeakMap<Sql, Query>();
  return (db) => {
    const known = built.get(db);
    if (known !== undefined) return known;
    const query = build(db);
    built.set(db, query);
    return query;
  };
}
