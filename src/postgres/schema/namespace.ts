import { sql } from 'drizzle-orm';
import { pgSchema, timestamp } from 'drizzle-orm/pg-core';

/** The PostgreSQL schema all our tables live in, so that a host's own tables are never in the way. */
export const floeBilling = pgSchema('floe_billing');

/** When a row was last written, real time of the database; kept by a trigger. */
export const updatedAt = timestamp('updated_at', { withTimezone: true, mode: 'string' })
  .notNull()
  .default(sql`now()`);
