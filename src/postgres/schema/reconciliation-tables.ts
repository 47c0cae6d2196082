import { sql } from 'drizzle-orm';
import { bigint, check, index, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { ReconcileReport, ReconciliationProgress } from '../../server/ports/index.ts';
import { jsonText } from './columns.ts';
import { floeBilling, updatedAt } from './namespace.ts';

const realTime = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });

/**
 * Runs of the reconciliation, one row each. At most one for everybody is under way: a process holds it by its lease, and
 * another goes on from `progress` when the lease has run out. All times are real time of the database.
 */
export const reconciliations = floeBilling.table(
  'reconciliations',
  {
    id: bigint('id', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
    externalId: text('external_id'),
    state: text('state').$type<'running' | 'done'>().notNull(),
    leaseId: uuid('lease_id'),
    leasedUntil: realTime('leased_until'),
    progress: jsonText('progress').$type<ReconciliationProgress>(),
    report: jsonText('report').$type<ReconcileReport>(),
    startedAt: realTime('started_at').notNull().default(sql`now()`),
    finishedAt: realTime('finished_at'),
    updatedAt,
  },
  (table) => [
    uniqueIndex('reconciliations_running_idx').on(table.state).where(sql`${table.state} = 'running'`),
    index('reconciliations_done_idx').on(table.finishedAt).where(sql`${table.state} = 'done'`),
    check('reconciliations_state_check', sql`${table.state} in ('running', 'done')`),
    check(
      'reconciliations_done_check',
      sql`(${table.state} = 'done') = (${table.finishedAt} is not null and ${table.report} is not null)`,
    ),
    check('reconciliations_lease_check', sql`(${table.leasedUntil} is null) = (${table.leaseId} is null)`),
  ],
);
