import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type {
  AuditValues,
  CommandRequestRecord,
  ProrationBehavior,
  QuoteRecord,
} from '../../server/ports/index.ts';
import { currencyCode, instant, jsonText } from './columns.ts';
import { owners } from './mirror-tables.ts';
import { floeBilling, updatedAt } from './namespace.ts';

/** Quotes that were shown and not used yet. */
export const quotes = floeBilling.table(
  'quotes',
  {
    id: text('id').primaryKey(),
    externalId: text('external_id')
      .notNull()
      .references(() => owners.externalId),
    subscriptionId: text('subscription_id').notNull(),
    productId: text('product_id').notNull(),
    proration: text('proration').$type<ProrationBehavior>().notNull(),
    expiresAt: instant('expires_at').notNull(),
    basis: text('basis').notNull(),
    quote: jsonText('quote').$type<QuoteRecord['quote']>().notNull(),
    updatedAt,
  },
  (table) => [index('quotes_external_id_idx').on(table.externalId, table.expiresAt)],
);

/** What running checkouts were started for. */
export const checkoutIntents = floeBilling.table(
  'checkout_intents',
  {
    checkoutId: text('checkout_id').primaryKey(),
    position: bigint('position', { mode: 'bigint' }).generatedAlwaysAsIdentity(),
    externalId: text('external_id')
      .notNull()
      .references(() => owners.externalId),
    priceId: text('price_id').notNull(),
    productId: text('product_id').notNull(),
    currency: currencyCode('currency').notNull(),
    returnPath: text('return_path').notNull(),
    expiresAt: instant('expires_at').notNull(),
    updatedAt,
  },
  (table) => [index('checkout_intents_external_id_idx').on(table.externalId, table.position)],
);

/** Commands: running, broken off after the provider was asked, or with their outcome. At most one runs per owner. */
export const idempotencyKeys = floeBilling.table(
  'idempotency_keys',
  {
    externalId: text('external_id')
      .notNull()
      .references(() => owners.externalId),
    key: text('key').notNull(),
    operation: text('operation').notNull(),
    inputHash: text('input_hash').notNull(),
    state: text('state').$type<'running' | 'broken_off' | 'finished'>().notNull().default('running'),
    leaseExpiresAt: timestamp('lease_expires_at', { withTimezone: true, mode: 'string' }).notNull(),
    finishedAt: timestamp('finished_at', { withTimezone: true, mode: 'string' }),
    status: integer('status'),
    body: jsonText('body'),
    requestId: uuid('request_id').notNull().default(sql`gen_random_uuid()`),
    requestedAt: instant('requested_at'),
    request: jsonText('request').$type<CommandRequestRecord['request']>(),
    updatedAt,
  },
  (table) => [
    primaryKey({ columns: [table.externalId, table.key] }),
    uniqueIndex('idempotency_keys_running_idx').on(table.externalId).where(sql`${table.state} = 'running'`),
    index('idempotency_keys_finished_idx').on(table.finishedAt).where(sql`${table.state} = 'finished'`),
    check('idempotency_keys_state_check', sql`${table.state} in ('running', 'broken_off', 'finished')`),
    index('idempotency_keys_broken_off_idx')
      .on(table.leaseExpiresAt)
      .where(sql`${table.state} = 'broken_off'`),
    check('idempotency_keys_request_check', sql`(${table.requestedAt} is null) = (${table.request} is null)`),
    check(
      'idempotency_keys_outcome_check',
      sql`(${table.state} = 'finished') = (${table.finishedAt} is not null and ${table.status} is not null)`,
    ),
  ],
);

/**
 * Who did what, with ids and amounts only. It has no foreign keys: it outlives what it tells of. A trigger refuses every
 * change and removal.
 */
export const billingAuditLog = floeBilling.table(
  'billing_audit_log',
  {
    id: bigint('id', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
    externalId: text('external_id'),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subjectId: text('subject_id'),
    details: jsonb('details').$type<AuditValues>().notNull(),
    before: jsonb('before').$type<AuditValues>(),
    after: jsonb('after').$type<AuditValues>(),
    at: instant('at').notNull(),
    // When the row was written, by the database's clock: rows are never updated.
    updatedAt,
  },
  (table) => [index('billing_audit_log_external_id_idx').on(table.externalId, table.at, table.id)],
);

/** Where the actors of {@link billingAuditLog} were, while it is kept: personal, so it can be erased and the log stays. */
export const billingAuditOrigins = floeBilling.table(
  'billing_audit_origins',
  {
    entryId: bigint('entry_id', { mode: 'bigint' })
      .primaryKey()
      .references(() => billingAuditLog.id),
    externalId: text('external_id'),
    address: text('address'),
    agent: text('agent'),
    updatedAt,
  },
  (table) => [index('billing_audit_origins_external_id_idx').on(table.externalId)],
);
