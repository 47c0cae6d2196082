import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { Instant } from '../../core/index.ts';
import type {
  DueAttempt,
  DueCard,
  DueReads,
  DueRenewal,
  DueTrial,
  FailedCollection,
  Span,
} from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import { customers, invoices, paymentMethods, schedules, subscriptions } from '../schema/index.ts';

/** The due reads over the mirror's tables. */
export function createDueReads(db: Sql): DueReads {
  return {
    findSchedule: async (name) => {
      const [row] = await db.select().from(schedules).where(eq(schedules.name, name));
      return row?.sweptUntil ?? null;
    },
    listTrials: (span) => listTrials(db, span),
    listRenewals: (span, minCycleDays) => listRenewals(db, span, minCycleDays),
    listCards: (span) => listCards(db, span),
    listAttempts: (until) => listAttempts(db, until),
    listFailedCollections: (givenUpIn) => listFailedCollections(db, givenUpIn),
  };
}

/** Notes until when a schedule has been swept. */
export async function saveSchedule(transaction: Sql, name: string, sweptUntil: Instant): Promise<void> {
  await transaction
    .insert(schedules)
    .values({ name, sweptUntil })
    .onConflictDoUpdate({ target: schedules.name, set: { sweptUntil } });
}

const isOurs = and(isNotNull(customers.externalId), isNull(customers.deletedAt));

// `isOurs` asks for it; the column's type cannot know.
const owner = sql<string>`${customers.externalId}`;

async function listTrials(db: Sql, { after, until }: Span): Promise<DueTrial[]> {
  const rows = await db
    .select({
      externalId: owner,
      subscriptionId: subscriptions.id,
      trialStart: subscriptions.trialStart,
      trialEnd: subscriptions.trialEnd,
    })
    .from(subscriptions)
    .innerJoin(customers, eq(customers.id, subscriptions.customerId))
    .where(and(gt(subscriptions.trialEnd, after), lte(subscriptions.trialEnd, until), isOurs))
    .orderBy(asc(subscriptions.trialEnd), asc(subscriptions.id));
  return rows.flatMap(({ trialStart, trialEnd, ...row }) =>
    trialStart === null || trialEnd === null ? [] : [{ ...row, trialStart, trialEnd }],
  );
}

async function listRenewals(db: Sql, { after, until }: Span, minCycleDays: number): Promise<DueRenewal[]> {
  return db
    .select({
      externalId: owner,
      subscriptionId: subscriptions.id,
      renewsAt: subscriptions.currentPeriodEnd,
    })
    .from(subscriptions)
    .innerJoin(customers, eq(customers.id, subscriptions.customerId))
    .where(
      and(
        eq(subscriptions.status, 'active'),
        gt(subscriptions.currentPeriodEnd, after),
        lte(subscriptions.currentPeriodEnd, until),
        eq(subscriptions.cancelAtPeriodEnd, false),
        eq(subscriptions.pauseAtPeriodEnd, false),
        gt(subscriptions.amount, 0),
        sql`${subscriptions.currentPeriodEnd} - ${subscriptions.currentPeriodStart}
          >= make_interval(days => ${minCycleDays}::int)`,
        isOurs,
      ),
    )
    .orderBy(asc(subscriptions.currentPeriodEnd), asc(subscriptions.id));
}

// A card works to the end of its month, so it has expired by an instant when its month ended by then.
function lastMonthExpiredBy(instant: Instant): { year: number; month: number } {
  const date = new Date(instant);
  const month = date.getUTCMonth();
  return month === 0
    ? { year: date.getUTCFullYear() - 1, month: 12 }
    : { year: date.getUTCFullYear(), month };
}

async function listCards(db: Sql, { after, until }: Span): Promise<DueCard[]> {
  const from = lastMonthExpiredBy(after);
  const to = lastMonthExpiredBy(until);
  const expiry = sql`(${paymentMethods.expiryYear}, ${paymentMethods.expiryMonth})`;
  const rows = await db
    .select({
      externalId: owner,
      paymentMethodId: paymentMethods.id,
      expiryYear: paymentMethods.expiryYear,
      expiryMonth: paymentMethods.expiryMonth,
    })
    .from(paymentMethods)
    .innerJoin(customers, eq(customers.id, paymentMethods.customerId))
    .where(
      and(
        sql`${expiry} > (${from.year}::int, ${from.month}::int)`,
        sql`${expiry} <= (${to.year}::int, ${to.month}::int)`,
        or(eq(customers.defaultPaymentMethodId, paymentMethods.id), eq(paymentMethods.isDefault, true)),
        isOurs,
      ),
    )
    .orderBy(asc(paymentMethods.expiryYear), asc(paymentMethods.expiryMonth), asc(paymentMethods.id));
  return rows.flatMap(({ expiryYear, expiryMonth, ...row }) =>
    expiryYear === null || expiryMonth === null ? [] : [{ ...row, expiryYear, expiryMonth }],
  );
}

async function listAttempts(db: Sql, until: Instant): Promise<DueAttempt[]> {
  const rows = await db
    .select({ externalId: owner, invoiceId: invoices.id, attemptAt: invoices.nextPaymentAttemptAt })
    .from(invoices)
    .innerJoin(customers, eq(customers.id, invoices.customerId))
    .where(and(eq(invoices.status, 'pending'), lte(invoices.nextPaymentAttemptAt, until), isOurs))
    .orderBy(asc(invoices.nextPaymentAttemptAt), asc(invoices.id));
  return rows.flatMap(({ attemptAt, ...row }) => (attemptAt === null ? [] : [{ ...row, attemptAt }]));
}

async function listFailedCollections(db: Sql, { after, until }: Span): Promise<FailedCollection[]> {
  const columns = {
    externalId: owner,
    invoiceId: invoices.id,
    attempts: invoices.failedAttempts,
    status: invoices.status,
  };
  const failing = db
    .select(columns)
    .from(invoices)
    .innerJoin(customers, eq(customers.id, invoices.customerId))
    .where(and(eq(invoices.status, 'pending'), gt(invoices.failedAttempts, 0), isOurs));
  const givenUp = db
    .select(columns)
    .from(invoices)
    .innerJoin(customers, eq(customers.id, invoices.customerId))
    .where(
      and(
        inArray(invoices.status, ['void']),
        gt(invoices.failedAttempts, 0),
        gt(invoices.modifiedAt, after),
        lte(invoices.modifiedAt, until),
        isOurs,
      ),
    );
  const rows = [...(await failing), ...(await givenUp)];
  return rows.map(({ status, ...row }) => ({ ...row, isGivenUp: status === 'void' }));
}
