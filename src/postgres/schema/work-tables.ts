import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  type PgColumn,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { OutboxMessage } from '../../server/ports/index.ts';
import { bytes, instant, jsonText } from './columns.ts';
import { floeBilling, updatedAt } from './namespace.ts';

const realTime = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });

/**
 * The columns every queue has; only the payload's type differs. All times are real time of the database. A claim is known
 * by its `lease_id`, so that a run that outlived its lease cannot end the run that came after it.
 */
const workColumns = () => ({
  id: bigint('id', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
  key: text('key').notNull(),
  group: text('group'),
  kind: text('kind'),
  externalId: text('external_id'),
  state: text('state').$type<'pending' | 'done' | 'parked'>().notNull().default('pending'),
  attempts: integer('attempts').notNull().default(0),
  dueAt: realTime('due_at').notNull().default(sql`now()`),
  leasedUntil: realTime('leased_until'),
  leaseId: uuid('lease_id'),
  lastError: text('last_error'),
  outcome: text('outcome'),
  enqueuedAt: realTime('enqueued_at').notNull().default(sql`now()`),
  finishedAt: realTime('finished_at'),
  updatedAt,
});

type WorkColumns = Record<
  'id' | 'key' | 'group' | 'state' | 'attempts' | 'dueAt' | 'leasedUntil' | 'leaseId' | 'finishedAt',
  PgColumn
>;

const workRules = (name: string, table: WorkColumns) => [
  unique(`${name}_key_unique`).on(table.key),
  index(`${name}_due_idx`).on(table.dueAt, table.id).where(sql`${table.state} = 'pending'`),
  index(`${name}_group_idx`).on(table.group, table.id).where(sql`${table.state} = 'pending'`),
  index(`${name}_parked_idx`).on(table.id).where(sql`${table.state} = 'parked'`),
  index(`${name}_done_idx`).on(table.finishedAt).where(sql`${table.state} = 'done'`),
  check(`${name}_state_check`, sql`${table.state} in ('pending', 'done', 'parked')`),
  check(`${name}_attempts_check`, sql`${table.attempts} >= 0`),
  check(`${name}_finished_check`, sql`(${table.state} = 'done') = (${table.finishedAt} is not null)`),
  check(`${name}_lease_check`, sql`(${table.leasedUntil} is null) = (${table.leaseId} is null)`),
];

/** Webhook deliveries as they came: gzipped bytes, keyed by delivery id. Kind and owner are known once applied. */
export const webhookInbox = floeBilling.table(
  'webhook_inbox',
  { ...workColumns(), payload: bytes('payload').notNull() },
  (table) => workRules('webhook_inbox', table),
);

/** What leaves after its cause is written. Live messages are done when written, and read by the streams from here. */
export const outbox = floeBilling.table(
  'outbox',
  { ...workColumns(), payload: jsonText('payload').$type<OutboxMessage>().notNull() },
  (table) => [
    ...workRules('outbox', table),
    index('outbox_live_idx').on(table.externalId, table.id).where(sql`${table.kind} = 'live'`),
  ],
);

/** Work that falls due by itself. */
export const jobs = floeBilling.table(
  'jobs',
  { ...workColumns(), payload: jsonText('payload').$type<Record<string, unknown>>().notNull() },
  (table) => workRules('jobs', table),
);

/** Until when, by business time, what falls due has been written to {@link jobs}. */
export const schedules = floeBilling.table('schedules', {
  name: text('name').primaryKey(),
  sweptUntil: instant('swept_until').notNull(),
  updatedAt,
});
