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

/** What {@link BillingDatabase.listen} calls. */
export interface DatabaseListener {
  onNotification(payload: string): void;
  /** Whether notifications arrive. Those sent in between are lost: on `true`, look for yourself. */
  onConnectionChange(isConnected: boolean): void;
}

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
  /**
   * Hears what committed transactions notify on a channel, on a connection of its own, until the returned function is
   * called. A connection that breaks is made anew.
   *
   * @param channel lower case letters and underscores.
   */
  listen(channel: string, listener: DatabaseListener): () => Promise<void>;
  /** Waits for what is under way and closes. The process can exit afterwards. */
  close(): Promise<void>;
}
