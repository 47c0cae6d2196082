import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, type PgColumn, text, timestamp, unique } from 'drizzle-orm/pg-core';
import type { OutboxMessage } from '../../server/ports/index.ts';
import { bytes, jsonText } from './columns.ts';
import { floeBilling, updatedAt } from './namespace.ts';

const realTime = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });

/** The columns every queue has. All times are real time of the database. */
const workColumns = () => ({
  id: bigint('id', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
  key: text('key').notNull(),
  group: text('group'),
  state: text('state').$type<'pending' | 'done' | 'parked'>().notNull().default('pending'),
  attempts: integer('attempts').notNull().default(0),
  dueAt: realTime('due_at').notNull().default(sql`now()`),
  leasedUntil: realTime('leased_until'),
  lastError: text('last_error'),
  enqueuedAt: realTime('enqueued_at').notNull().default(sql`now()`),
  finishedAt: realTime('finished_at'),
  updatedAt,
});

type WorkColumns = Record<'id' | 'key' | 'group' | 'state' | 'attempts' | 'dueAt' | 'finishedAt', PgColumn>;

const workRules = (name: string) => (table: WorkColumns) => [
  unique(`${name}_key_unique`).on(table.key),
  index(`${name}_due_idx`).on(table.dueAt, table.id).where(sql`${table.state} = 'pending'`),
  index(`${name}_group_idx`).on(table.group, table.id).where(sql`${table.state} = 'pending'`),
  index(`${name}_parked_idx`).on(table.id).where(sql`${table.state} = 'parked'`),
  check(`${name}_state_check`, sql`${table.state} in ('pending', 'done', 'parked')`),
  check(`${name}_attempts_check`, sql`${table.attempts} >= 0`),
  check(`${name}_finished_check`, sql`(${table.state} = 'done') = (${table.finishedAt} is not null)`),
];

/** Webhook deliveries as they came: gzipped bytes, keyed by delivery id. Type and owner are known once applied. */
export const webhookInbox = floeBilling.table(
  'webhook_inbox',
  {
    ...workColumns(),
    payload: bytes('payload').notNull(),
    eventType: text('event_type'),
    externalId: text('external_id'),
  },
  workRules('webhook_inbox'),
);

/** What leaves after its cause is written. */
export const outbox = floeBilling.table(
  'outbox',
  { ...workColumns(), payload: jsonText('payload').$type<OutboxMessage>().notNull() },
  workRules('outbox'),
);

/** Work that falls due by itself. */
export const jobs = floeBilling.table(
  'jobs',
  { ...workColumns(), payload: jsonText('payload').$type<Record<string, unknown>>().notNull() },
  workRules('jobs'),
);
