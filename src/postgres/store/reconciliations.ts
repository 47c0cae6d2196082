import { and, asc, desc, eq, gt, isNull, lt, not, type SQL, sql } from 'drizzle-orm';
import type {
  KeptReport,
  ReconcileReport,
  ReconciliationBegin,
  ReconciliationProgress,
  ReconciliationStore,
  WorkClaim,
} from '../../server/ports/index.ts';
import { WorkLeaseLostError } from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { benefits, customers, discounts, reconciliations } from '../schema/index.ts';
import { recordKinds } from './record-kinds.ts';

/** Runs of the reconciliation, as their table keeps them. */
export function createReconciliations(db: Sql): ReconciliationStore {
  return {
    async begin(options) {
      for (;;) {
        const begun = (await takeOver(db, options)) ?? (await beginNew(db, options));
        if (begun !== null) return begun;
        const [held] = await db.select({ id: reconciliations.id }).from(reconciliations).where(isRunning);
        // It has come to its end in between: then there is room for a new one.
        if (held !== undefined) return { kind: 'held', id: String(held.id) };
      }
    },

    async renew(claim, leaseInSeconds) {
      const renewed = await db
        .update(reconciliations)
        .set({ leasedUntil: inSeconds(leaseInSeconds) })
        .where(isClaims(claim))
        .returning({ id: reconciliations.id });
      return renewed.length > 0;
    },

    async saveProgress(claim, progress) {
      const saved = await db
        .update(reconciliations)
        .set({ progress })
        .where(isClaims(claim))
        .returning({ id: reconciliations.id });
      if (saved.length === 0) throw new WorkLeaseLostError(claim.id);
    },

    async release(claim) {
      await db.update(reconciliations).set({ leaseId: null, leasedUntil: null }).where(isClaims(claim));
    },

    async findReport(id) {
      const [row] = await db
        .select()
        .from(reconciliations)
        .where(eq(reconciliations.id, BigInt(id)));
      return row === undefined ? null : toReport(row);
    },

    async listReports({ limit, before }) {
      const rows = await db
        .select()
        .from(reconciliations)
        .where(and(not(isRunning), before === null ? undefined : lt(reconciliations.id, BigInt(before))))
        .orderBy(desc(reconciliations.id))
        .limit(limit);
      return rows.flatMap((row) => toReport(row) ?? []);
    },

    async listPresentIds(kind, { limit, after }) {
      const { table, isPresent } = PRESENT[kind];
      const rows = await db
        .select({ id: table.id })
        .from(table)
        .where(and(isPresent, gt(table.id, after)))
        .orderBy(asc(table.id))
        .limit(limit);
      return rows.map(({ id }) => id);
    },

    async findRecord(kind, id) {
      const { table } = PRESENT[kind];
      const [row] = await db.select().from(table).where(eq(table.id, id));
      return row === undefined ? null : recordKinds[kind].toRecord(row);
    },
  };
}

/** Ends a run with what it found; a run of one owner was held by nobody. */
export async function finishReconciliation(
  transaction: Sql,
  claim: WorkClaim | null,
  report: ReconcileReport,
): Promise<void> {
  const done = { state: 'done', report, finishedAt: sql`now()` } as const;
  if (claim === null) {
    await transaction.insert(reconciliations).values({ ...done, externalId: report.externalId });
    return;
  }
  const finished = await transaction
    .update(reconciliations)
    .set({ ...done, progress: null, leaseId: null, leasedUntil: null })
    .where(isClaims(claim))
    .returning({ id: reconciliations.id });
  if (finished.length === 0) throw new WorkLeaseLostError(claim.id);
}

/** What can be gone at the provider, and what of it the mirror holds as present. */
const PRESENT = {
  customer: { table: customers, isPresent: isNull(customers.deletedAt) },
  benefit: { table: benefits, isPresent: eq(benefits.isDeleted, false) },
  discount: { table: discounts, isPresent: eq(discounts.isDeleted, false) },
};

const isRunning = eq(reconciliations.state, 'running');

function inSeconds(count: number): SQL {
  return sql`now() + make_interval(secs => ${count}::float8)`;
}

function isClaims({ id, leaseId }: WorkClaim): SQL | undefined {
  return and(isRunning, eq(reconciliations.id, BigInt(id)), eq(reconciliations.leaseId, leaseId));
}

type BeginOptions = Parameters<ReconciliationStore['begin']>[0];
type Begun = Extract<ReconciliationBegin, { kind: 'begun' }>;

/** Goes on with a run that nobody holds any more, from its beginning when that is long ago. */
async function takeOver(
  db: Sql,
  { leaseInSeconds, resumeWithinSeconds }: BeginOptions,
): Promise<Begun | null> {
  const isFresh = sql`started_at >= now() - make_interval(secs => ${resumeWithinSeconds}::float8)`;
  const rows = await db
    .update(reconciliations)
    .set({
      leaseId: sql`gen_random_uuid()`,
      leasedUntil: inSeconds(leaseInSeconds),
      progress: sql`case when ${isFresh} then progress end`,
      startedAt: sql`case when ${isFresh} then started_at else now() end`,
    })
    .where(and(isRunning, sql`(leased_until is null or leased_until <= now())`))
    .returning();
  return toBegun(rows);
}

async function beginNew(db: Sql, { leaseInSeconds }: BeginOptions): Promise<Begun | null> {
  const rows = await db
    .insert(reconciliations)
    .values({ state: 'running', leaseId: sql`gen_random_uuid()`, leasedUntil: inSeconds(leaseInSeconds) })
    .onConflictDoNothing({ target: reconciliations.state, where: isRunning })
    .returning();
  return toBegun(rows);
}

type Row = typeof reconciliations.$inferSelect;

function toBegun([row]: Row[]): Begun | null {
  if (row === undefined || row.leaseId === null) return null;
  const progress: ReconciliationProgress | null = row.progress;
  return { kind: 'begun', claim: { id: String(row.id), leaseId: row.leaseId }, progress };
}

function toReport({ id, report }: Row): KeptReport | null {
  return report === null ? null : { ...report, id: String(id) };
}
