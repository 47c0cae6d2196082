import type { RetentionPolicy } from '../ports/index.ts';

const DAY_IN_SECONDS = 86_400;

/** What the server does by itself, and when. */
export interface ScheduleOptions {
  /**
   * How many days before its end a trial is told of; none for never. Visa wants seven days or more between a reminder with
   * the way to cancel and the first charge after a trial; what a trial is too short for is left out.
   * @default [7, 3, 1]
   * @see https://help.qualpay.com/help/visa-subscription-merchants-offering-free-trials
   */
  trialNoticeDays?: readonly number[] | undefined;
  /**
   * When a renewal is told of in advance, and of which cycles; `null` for never. Polar itself writes 7 days before the
   * renewal of cycles of half a year or more.
   * @default { daysAhead: 7, minCycleDays: 180 }
   */
  renewalNotice?: { daysAhead: number; minCycleDays: number } | null | undefined;
  /** How often everything is read from the provider again; `null` for only at the start and on demand. @default 6 */
  reconcileEveryHours?: number | null | undefined;
  /** How long webhook bodies are kept, applied or not. @default 90 */
  keepDeliveriesDays?: number | undefined;
  /** How long messages and jobs that are done are kept. @default 90 */
  keepWorkDays?: number | undefined;
}

/** {@link ScheduleOptions} with every default in its place. */
export interface Schedule {
  /** Each once, the earliest notice first. */
  trialNoticeDays: readonly number[];
  renewalNotice: { daysAhead: number; minCycleDays: number } | null;
  reconcileEveryHours: number | null;
  retention: RetentionPolicy;
}

/**
 * Fills in the defaults.
 *
 * @throws {Error} for a length of time that is none.
 */
export function readSchedule(options: ScheduleOptions = {}): Schedule {
  const {
    trialNoticeDays = [7, 3, 1],
    renewalNotice = { daysAhead: 7, minCycleDays: 180 },
    reconcileEveryHours = 6,
    keepDeliveriesDays = 90,
    keepWorkDays = 90,
  } = options;
  const lengths = [
    ...trialNoticeDays,
    reconcileEveryHours,
    keepDeliveriesDays,
    keepWorkDays,
    renewalNotice?.daysAhead ?? null,
    renewalNotice?.minCycleDays ?? null,
  ];
  if (lengths.some((length) => length !== null && !(length > 0 && Number.isFinite(length)))) {
    throw new Error('floe-billing: every length of time in `schedule` must be a number above zero.');
  }
  return {
    trialNoticeDays: [...new Set(trialNoticeDays)].sort((left, right) => right - left),
    renewalNotice,
    reconcileEveryHours,
    retention: {
      deliveries: keepDeliveriesDays * DAY_IN_SECONDS,
      work: keepWorkDays * DAY_IN_SECONDS,
      // A little longer than a page that returns is told what it missed one by one (see the event stream's ids).
      liveMessages: DAY_IN_SECONDS,
      outcomes: DAY_IN_SECONDS,
    },
  };
}
