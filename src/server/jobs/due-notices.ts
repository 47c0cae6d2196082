import { cardExpiresAt, type Instant, isBefore, millisecondsBetween } from '../../core/index.ts';
import type { DueCard, DueRenewal, DueTrial, FailedCollection, NewJob } from '../ports/index.ts';
import type { NoticeJob } from './notice-job.ts';

const DAY_IN_MS = 86_400_000;

/** Days before the end of a card's last month. */
export const CARD_NOTICE_DAYS = [30, 7] as const;

/** A job and the business time at which it fell due. */
export interface DueJob {
  dueAt: Instant;
  job: NewJob;
}

/** The instant `days` before another. */
export function daysBefore(instant: Instant, days: number): Instant {
  return new Date(Date.parse(instant) - days * DAY_IN_MS).toISOString();
}

/** Whether a notice that many days ahead of `at` has fallen due. */
export function isNoticeDue(at: Instant, days: number, now: Instant): boolean {
  return !isBefore(now, daysBefore(at, days));
}

type Facts = Omit<NoticeJob, 'job' | 'externalId' | 'isBeforeStart'> & { notice: NoticeJob['notice'] };

function toJob(key: string, dueAt: Instant, externalId: string, facts: Facts): DueJob {
  const kind = facts.notice;
  const job = { key, kind, externalId, group: `notice:${externalId}` };
  return { dueAt, job: { ...job, payload: { job: 'notice', externalId, ...facts } } };
}

/**
 * The notices of a trial that have fallen due, of those so many days before its end. Nobody is told of the end when it
 * begins, unless nothing else would tell of it.
 */
export function trialNotices(
  { externalId, subscriptionId, ...trial }: DueTrial,
  noticeDays: readonly number[],
  now: Instant,
): DueJob[] {
  const lengthInDays = millisecondsBetween(trial.trialStart, trial.trialEnd) / DAY_IN_MS;
  const { trialEnd } = trial;
  const last = Math.min(...noticeDays);
  return noticeDays
    .filter((days) => lengthInDays > days || (days === last && lengthInDays === days))
    .filter((days) => isNoticeDue(trialEnd, days, now))
    .map((days) => {
      const key = `trial_ending:${days}d:${subscriptionId}:${trialEnd}`;
      const facts = { notice: 'trial_ending', subscriptionId, trialEnd, days } as const;
      return toJob(key, daysBefore(trialEnd, days), externalId, facts);
    });
}

/** The notice of a renewal. */
export function renewalNotice({ externalId, subscriptionId, renewsAt }: DueRenewal, days: number): DueJob {
  const key = `renewal_ahead:${days}d:${subscriptionId}:${renewsAt}`;
  const facts = { notice: 'renewal_ahead', subscriptionId, renewsAt, days } as const;
  return toJob(key, daysBefore(renewsAt, days), externalId, facts);
}

/** The notices of a card that have fallen due. */
export function cardNotices({ externalId, paymentMethodId, ...expiry }: DueCard, now: Instant): DueJob[] {
  const expiresAt = cardExpiresAt(expiry);
  if (expiresAt === null) return [];
  return CARD_NOTICE_DAYS.filter((days) => isNoticeDue(expiresAt, days, now)).map((days) => {
    const key = `card_expiring:${days}d:${paymentMethodId}:${expiresAt}`;
    const facts = { notice: 'card_expiring', paymentMethodId, expiresAt, days } as const;
    return toJob(key, daysBefore(expiresAt, days), externalId, facts);
  });
}

/** A notice for each failed attempt to collect, and the last one when it was given up. */
export function paymentNotices(
  { externalId, invoiceId, ...failed }: FailedCollection,
  now: Instant,
): DueJob[] {
  const attempts: (number | null)[] = Array.from({ length: failed.attempts }, (_, index) => index + 1);
  if (failed.isGivenUp) attempts.push(null);
  return attempts.map((attempt) => {
    const key = `payment_failed:${invoiceId}:${attempt ?? 'final'}`;
    const facts = { notice: 'payment_failed', invoiceId, attempt } as const;
    // The provider does not say when it tried; it was seen now.
    return toJob(key, now, externalId, facts);
  });
}
