import { type Instant, isBefore } from '../../core/index.ts';
import { refreshOwner } from '../mirror/follow-ups.ts';
import type { NewJob } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import {
  CARD_NOTICE_DAYS,
  cardNotices,
  type DueJob,
  daysBefore,
  paymentNotices,
  renewalNotice,
  trialNotices,
} from './due-notices.ts';

const HOUR_IN_MS = 3_600_000;

// What the provider says of an invoice may come late, as after an outage; its keys see to once.
const LATE_NEWS_DAYS = 7;

/** What a sweep works with. */
export type SweepContext = Pick<ServerContext, 'store' | 'schedule' | 'passedAttempts'>;

/**
 * The notices that have fallen due by `now`, in the order in which they did. `since` is the sweep before: what ended
 * after it may have been due in between, and is named too, so that its job can say that it came too late.
 */
export async function listDueNotices(
  { store: { due }, schedule }: SweepContext,
  since: Instant | null,
  now: Instant,
): Promise<NewJob[]> {
  const after = since === null || isBefore(now, since) ? now : since;
  const until = (days: number) => daysBefore(now, -days);
  const { renewalNotice: renewals, trialNoticeDays } = schedule;
  const lists = await Promise.all([
    trialNoticeDays.length === 0
      ? []
      : due
          .listTrials({ after, until: until(Math.max(...trialNoticeDays)) })
          .then((trials) => trials.flatMap((trial) => trialNotices(trial, trialNoticeDays, now))),
    renewals === null
      ? []
      : due
          .listRenewals({ after, until: until(renewals.daysAhead) }, renewals.minCycleDays)
          .then((list) => list.map((renewal) => renewalNotice(renewal, renewals.daysAhead))),
    due
      .listCards({ after, until: until(Math.max(...CARD_NOTICE_DAYS)) })
      .then((cards) => cards.flatMap((card) => cardNotices(card, now))),
    due
      .listFailedCollections({ after: daysBefore(after, LATE_NEWS_DAYS), until: now })
      .then((failed) => failed.flatMap((one) => paymentNotices(one, now))),
  ]);
  // Mails about what was over before anybody ran this server would surprise people.
  const isBeforeStart = since === null;
  return inOrder(lists.flat()).map((job) => ({ ...job, payload: { ...job.payload, isBeforeStart } }));
}

/** What is done at fixed times and has fallen due since the last sweep: only the latest time of each. */
export function listDueRounds({ schedule }: SweepContext, since: Instant | null, now: Instant): NewJob[] {
  // The server has just reconciled when it sweeps for the first time.
  if (since === null) return [];
  const rounds = [
    { name: 'reconcile', everyHours: schedule.reconcileEveryHours },
    { name: 'retention', everyHours: 24 },
  ];
  return rounds.flatMap(({ name, everyHours }) => {
    if (everyHours === null) return [];
    const round = (instant: Instant) => Math.floor(Date.parse(instant) / (everyHours * HOUR_IN_MS));
    if (round(now) <= round(since)) return [];
    const dueAt = new Date(round(now) * everyHours * HOUR_IN_MS).toISOString();
    return [{ key: `${name}:${dueAt}`, kind: name, group: name, externalId: null, payload: { job: name } }];
  });
}

/** Jobs that read whether attempts whose time has come have failed: the provider tells of the first failure only. */
export async function listPassedAttempts(
  { store, passedAttempts }: SweepContext,
  now: Instant,
): Promise<{ key: string; payload: Record<string, unknown> }[]> {
  const attempts = await store.due.listAttempts(now);
  return attempts
    .map(({ externalId, invoiceId, attemptAt }) =>
      refreshOwner(externalId, { id: invoiceId, modifiedAt: attemptAt }),
    )
    .filter(({ key }) => passedAttempts.add(key));
}

function inOrder(jobs: readonly DueJob[]): NewJob[] {
  return [...jobs]
    .sort((left, right) => Date.parse(left.dueAt) - Date.parse(right.dueAt))
    .map(({ job }) => job);
}
