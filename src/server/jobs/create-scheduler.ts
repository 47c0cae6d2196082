import { millisecondsBetween } from '../../core/index.ts';
import { errorFields } from '../logger.ts';
import type { ServerContext } from '../server-context.ts';
import { listDueNotices, listDueRounds, listPassedAttempts } from './due-jobs.ts';

/** The one schedule there is. Other kinds of work would have others. */
const SCHEDULE = 'due';

// Notices are by the day; a minute of real time between looks is nobody's loss.
const TICK_MS = 60_000;

// A place that is a little old costs a few known keys; a row written every minute for nothing costs more.
const SAVE_EVERY_MS = 3_600_000;

/** Writes what falls due by business time to the jobs, each due time once, in however many processes this runs. */
export interface Scheduler {
  /** Sweeps now and every minute. */
  start(): void;
  /** Writes what has fallen due and resolves with how many jobs that were. Never rejects. */
  sweep(): Promise<number>;
  stop(): Promise<void>;
}

/** Creates the scheduler of a server. It holds no timer per subscription: it asks the mirror, whatever the clock did. */
export function createScheduler(context: ServerContext): Scheduler {
  const { store, clock, logger, wake } = context;
  let timer: ReturnType<typeof setInterval> | null = null;
  let sweeping: Promise<number> = Promise.resolve(0);

  async function sweepOnce(): Promise<number> {
    const now = clock.now();
    const since = await store.due.findSchedule(SCHEDULE);
    const notices = await listDueNotices(context, since, now);
    const rounds = listDueRounds(context, since, now);
    const attempts = await listPassedAttempts(context, now);
    const isOld = since === null || Math.abs(millisecondsBetween(since, now)) >= SAVE_EVERY_MS;
    if (notices.length + rounds.length + attempts.length === 0 && !isOld) return 0;

    // The keys see to once, so that processes that sweep at the same time need not wait for each other.
    const added = await store.transaction(async (transaction) => {
      const count = await transaction.enqueueJobsOnce([...notices, ...rounds]);
      for (const { key, payload } of attempts) await transaction.enqueueJob(key, payload);
      if (isOld || rounds.length > 0) await transaction.saveSchedule(SCHEDULE, now);
      return count + attempts.length;
    });
    if (added > 0) wake.jobs();
    return added;
  }

  function sweep(): Promise<number> {
    // One after the other: two at once would do the same.
    sweeping = sweeping.then(sweepOnce).catch((error: unknown) => {
      logger.error(errorFields(error), 'What has fallen due could not be written; it is tried again.');
      return 0;
    });
    return sweeping;
  }

  return {
    start() {
      void sweep();
      timer ??= setInterval(() => void sweep(), TICK_MS);
    },
    sweep,
    async stop() {
      if (timer !== null) clearInterval(timer);
      timer = null;
      await sweeping;
    },
  };
}
