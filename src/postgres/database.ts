import type { Assume } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** What a raw statement answers on both databases. */
export interface Rows<Row> {
  rows: Row[];
}

/** {@link Rows} as Drizzle's types want it. */
export interface RowsResult extends PgQueryResultHKT {
  type: Rows<Assume<this['row'], Record<string, unknown>>>;
}

/** Drizzle on either database: the same statements, the same answers. */
export type Sql = PgDatabase<RowsResult>;

/** An open database. */
export interface BillingDatabase {
  readonly kind: 'postgres' | 'pglite';
  /** Drizzle over it; a transaction's handle has the same type. */
  readonly db: Sql;
  /**
   * Asks the database for a sign of life.
   *
   * @throws {Error} when it cannot be reached.
   */
  ping(): Promise<void>;
  /** Waits for what is under way and closes. The process can exit afterwards. */
  close(): Promise<void>;
}
